"""Two schools that somebody says are too near to help one another."""

from django.db import IntegrityError, transaction

from brokerage.models import DeclaredInterest
from brokerage.services.offering.refusals import DeclaredAlready, InterestInItself
from core import clock
from core.models import User
from schools.models import School


@transaction.atomic
def declare_interest(
    *, school: School, other: School, because: str, language: str, by: User
) -> DeclaredInterest:
    if school.pk == other.pk:
        raise InterestInItself
    try:
        with transaction.atomic():
            return DeclaredInterest.objects.create(
                school=school,
                other=other,
                because=because,
                language=language,
                declared_at=clock.now(),
                declared_by=by,
            )
    except IntegrityError as collision:
        raise DeclaredAlready from collision


@transaction.atomic
def take_interest_back(*, interest: DeclaredInterest, by: User) -> None:
    DeclaredInterest.objects.filter(pk=interest.pk, taken_back_at__isnull=True).update(
        taken_back_at=clock.now(), taken_back_by=by
    )
