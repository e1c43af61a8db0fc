"""One button that stops every reminder to a school for some time, and one that lets them come again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from schools.enums import PauseReason, Permission
from schools.models import Pause, School
from schools.queries.pauses import pause_of
from schools.queries.support.people import holders

# Nobody forgets a school for longer: then it is said again.
LONGEST = dt.timedelta(days=120)


@transaction.atomic
def pause_school(
    *, school: School, reason: PauseReason, ends_on: dt.date, words: str = "", language: str, by: User
) -> Pause:
    """From today on. One that stands already gives way: the same button makes it longer or shorter."""
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    today = clock.today()
    if not school.is_open:
        raise DomainError(_("This school is closed: nobody reminds it of anything."))
    if ends_on < today:
        raise DomainError(_("The last day of the pause has passed already. Choose a later one."))
    if ends_on > today + LONGEST:
        raise DomainError(_("A pause lasts at most 120 days. It can be made longer when it is over."))
    before = pause_of(school)
    Pause.objects.filter(school=school, lifted_at__isnull=True).update(lifted_at=clock.now())
    pause = Pause.objects.create(
        school=school,
        reason=reason,
        words=words,
        language=language,
        begins_on=today,
        ends_on=ends_on,
        begun_at=clock.now(),
        begun_by=by,
    )
    if before is None:
        tell_both_sides(pause, "schools/pause_begun", by)
    return pause


@transaction.atomic
def lift_pause(*, school: School, by: User) -> None:
    """Reminders come again from now on. Nothing is sent for the time between."""
    lifted = Pause.objects.filter(school=school, lifted_at__isnull=True, ends_on__gte=clock.today()).update(
        lifted_at=clock.now(), lifted_by=by
    )
    if not lifted:
        raise DomainError(_("No pause stands any more: reminders come already."))


def tell_both_sides(pause: Pause, kind: str, by: User) -> None:
    """The school's head and its advisers, but not whoever pressed the button."""
    school = pause.school
    people = {person.pk: person for person in holders(Permission.VIEW_CASELOAD, school)}
    people |= {person.pk: person for person in holders(Permission.LEAD_REVIEW, school)}
    for person in people.values():
        if person != by:
            tell(
                person,
                kind,
                f"/schools/{school.number}/pause/",
                school=school.name_en,
                school_cy=school.name_cy or school.name_en,
                reason=str(pause.reason),
                ends_on=pause.ends_on.isoformat(),
            )
