"""A school asks to join an open group, and leaves a group.

asked → admitted | declined     by whoever leads the group, with a reason where it is no
asked → withdrawn               by the head who asked
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import active_assignments
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import School, Topic
from sigs.enums import JoinState
from sigs.models import Group, GroupMember, GroupSeat, JoinRequest
from sigs.queries.heads import heads_of
from sigs.queries.people import convenors
from sigs.services.groups import InAnother, SchoolClosed, admit_school, release_school
from sigs.services.seats import end_seat, take_lead
from sigs.services.still import refuse_still

ADMIT = Transition("admit", sources=[JoinState.ASKED], target=JoinState.ADMITTED)
DECLINE = Transition("decline", sources=[JoinState.ASKED], target=JoinState.DECLINED)
TAKE_BACK = Transition("take back", sources=[JoinState.ASKED], target=JoinState.WITHDRAWN)


class NotOpen(DomainError):
    def __init__(self, group: Group) -> None:
        super().__init__(_("%(group)s takes in no further schools now.") % {"group": group.name})


class AskedAlready(DomainError):
    def __init__(self, school: School) -> None:
        super().__init__(
            _("%(school)s has asked already, and waits for an answer.") % {"school": school.name}
        )


@transaction.atomic
def ask_to_join(*, group: Group, school: School, topic: Topic | None, why: str, by: User) -> JoinRequest:
    """Whoever leads the group is told. Refused: GroupClosed, GroupPaused, NotOpen, SchoolClosed, InAnother
    (a member already), AskedAlready."""
    refuse_still(group)
    if not group.is_open:
        raise NotOpen(group)
    if not school.is_open:
        raise SchoolClosed(school)
    if GroupMember.objects.filter(group=group, school=school, left_on__isnull=True).exists():
        raise InAnother(school, None)
    try:
        with transaction.atomic():
            asked = JoinRequest.objects.create(
                group=group, school=school, topic=topic, why=why, asked_at=clock.now(), asked_by=by
            )
    except IntegrityError as error:
        raise AskedAlready(school) from error
    for person in convenors(group):
        told(person, "sigs/join_asked", f"/groups/{group.slug}/members/", group, school, by, why)
    return asked


@transaction.atomic
def answer_join(*, asked: JoinRequest, admit: bool, answer: str, by: User) -> None:
    """The school is in at once. IllegalTransition if it was answered or taken back in between."""
    group, school = asked.group, asked.school
    refuse_still(group)
    facts = {"answered_at": clock.now(), "answered_by": by, "answer": answer}
    advance(asked, ADMIT if admit else DECLINE, **facts)
    if admit:
        admit_school(group=group, school=school, by=by, because=asked.why)
    kind = "sigs/join_admitted" if admit else "sigs/join_declined"
    path = f"/groups/{group.slug}/" if admit else "/groups/"
    for person in heads_of([school.pk]).get(school.pk, []):
        told(person, kind, path, group, school, by, answer)


@transaction.atomic
def take_back_join(*, asked: JoinRequest, by: User) -> None:
    advance(asked, TAKE_BACK, answered_at=clock.now(), answered_by=by)


@transaction.atomic
def leave_group(*, group: Group, school: School, because: str, by: User) -> None:
    """At once: the sight of the group, what the school shared in it, and the posts of its own people there.
    Those who lead the group and, where somebody else did it, the school's head are told."""
    leaders = convenors(group)
    release_school(group=group, school=school, by=by, because=because)
    leaving = people_leaving(group, school)
    for seat in seats_of(group, leaving):
        end_seat(seat=seat, by=by, because=because)
    for person in leaving:
        # A convenor by invitation has no seat.
        take_lead(person, group, by)
    for person in {*leaders, *heads_of([school.pk]).get(school.pk, [])} - {by}:
        told(person, "sigs/school_left", "/groups/", group, school, by, because)


def people_leaving(group: Group, school: School) -> list[User]:
    """Those who work at this school and at no other that is still a member."""
    here = active_assignments().filter(scope=school.scope_id).values("user")
    still = GroupMember.objects.filter(group=group, left_on__isnull=True).values("school__scope")
    elsewhere = active_assignments().filter(scope__in=still).values("user")
    return list(User.objects.filter(pk__in=here).exclude(pk__in=elsewhere).order_by("pk"))


def seats_of(group: Group, people: list[User]) -> list[GroupSeat]:
    seats = GroupSeat.objects.filter(group=group, ended_on__isnull=True, person__in=people)
    return list(seats.select_related("person", "kind", "group__scope"))


def told(person: User, kind: str, path: str, group: Group, school: School, by: User, because: str) -> None:
    if person == by:
        return
    tell(
        person,
        kind,
        path,
        group=group.name_en,
        group_cy=group.name_cy or group.name_en,
        school=school.name_en,
        school_cy=school.name_cy or school.name_en,
        by=by.name,
        because=because,
    )
