from decimal import Decimal

from django.db import transaction

from core import clock
from core.models import User
from schools.models import AdviserTime
from schools.queries.days import shares_of_posts
from schools.services.days.refusals import ChangedMeanwhile

FULL = Decimal(1)


@transaction.atomic
def set_adviser_time(*, person: User, share: Decimal, seen: Decimal, by: User) -> None:
    """How much of a full post the person has for advising schools. `seen` is what stood there."""
    User.objects.select_for_update().get(pk=person.pk)
    if shares_of_posts([person.pk]).get(person.pk, FULL) != seen:
        raise ChangedMeanwhile
    AdviserTime.objects.update_or_create(
        person=person, defaults={"share": share, "set_at": clock.now(), "set_by": by}
    )
