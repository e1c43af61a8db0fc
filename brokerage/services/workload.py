"""Settings of advisers' time: first visits by level, and the days for which a school releases its head."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from brokerage.models import FirstVisitBy, ReleaseDays
from brokerage.queries.workload import school_that_releases
from brokerage.services.visits import VisitChangedMeanwhile
from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import SupportLevel
from schools.queries.days import this_year


@transaction.atomic
def set_first_visit(*, level: SupportLevel, month: int, day: int, version: int, by: User) -> None:
    """`version`: that of the day that the person had before them, 0 where none was set."""
    SupportLevel.objects.select_for_update().get(pk=level.pk)
    facts = {"month": month, "day": day, "changed_at": clock.now(), "changed_by": by}
    rows = FirstVisitBy.objects.filter(level=level)
    if version == 0 and not rows.exists():
        FirstVisitBy.objects.create(level=level, **facts)
    elif not rows.filter(version=version).update(**facts, version=F("version") + 1):
        raise VisitChangedMeanwhile


@transaction.atomic
def set_release_days(*, person: User, days: Decimal, version: int, by: User) -> None:
    """Of the year under way, for a serving head alone. `version` as above."""
    User.objects.select_for_update().get(pk=person.pk)
    school = school_that_releases(person)
    if school is None:
        raise DomainError(_("%(name)s leads no school, so no school releases them.") % {"name": person.name})
    if person == by:
        raise DomainError(_("Somebody else enters the days for which your own school releases you."))
    facts = {"days": days, "school": school, "set_at": clock.now(), "set_by": by}
    rows = ReleaseDays.objects.filter(person=person, year=this_year())
    if version == 0 and not rows.exists():
        ReleaseDays.objects.create(person=person, year=this_year(), **facts)
    elif not rows.filter(version=version).update(**facts, version=F("version") + 1):
        raise VisitChangedMeanwhile
