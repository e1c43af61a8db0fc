"""Posts and voices of a group. Whoever holds a seat that leads has the role of convenor there."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import active_assignments
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.services.people import end_role, give_role, lay_down_role
from sigs.enums import GroupState, Role
from sigs.models import Group, GroupSeat, SeatKind
from sigs.services.groups import GroupClosed


class SeatTaken(DomainError):
    def __init__(self, kind: SeatKind, holder: str) -> None:
        super().__init__(
            _("%(holder)s holds this post already: %(post)s.") % {"holder": holder, "post": kind.name}
        )


class SeatEnded(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This post was ended in the meantime."))


@transaction.atomic
def give_seat(
    *,
    group: Group,
    kind: SeatKind,
    by: User,
    person: User | None = None,
    name: str = "",
    office: str = "",
) -> GroupSeat:
    """To a person with an account, or to a name. SeatTaken if they hold it; GroupClosed."""
    if group.state == GroupState.CLOSED:
        raise GroupClosed(group)
    holder = person.name if person else name
    try:
        with transaction.atomic():
            seat = GroupSeat.objects.create(
                group=group,
                kind=kind,
                person=person,
                name="" if person else name,
                office=office,
                starts_on=clock.today(),
                given_by=by,
            )
    except IntegrityError as error:
        raise SeatTaken(kind, holder) from error
    if person and kind.leads:
        give_lead(person, group, by)
    if person and person != by:
        tell(
            person,
            "sigs/seat_given",
            f"/groups/{group.slug}/",
            group_en=group.name_en,
            group_cy=group.name_cy or group.name_en,
            kind_en=kind.name_en,
            kind_cy=kind.name_cy,
            by=by.name,
        )
    return seat


def give_lead(person: User, group: Group, by: User) -> None:
    held = active_assignments().filter(user=person, role=Role.CONVENOR, scope=group.scope_id)
    if not held.exists():
        give_role(person=person, role=Role.CONVENOR, scope=group.scope, by=by)


@transaction.atomic
def end_seat(*, seat: GroupSeat, by: User, because: str = "") -> None:
    """From now on; with the person's last seat that leads goes the role. SeatEnded if somebody was faster."""
    moved = GroupSeat.objects.filter(pk=seat.pk, ended_on__isnull=True).update(
        ended_on=clock.today(), ended_by=by, ended_because=because
    )
    if not moved:
        raise SeatEnded
    if seat.person and seat.kind.leads:
        take_lead(seat.person, seat.group, by)
    if seat.person and seat.person != by:
        tell(
            seat.person,
            "sigs/seat_ended",
            "/groups/",
            group_en=seat.group.name_en,
            group_cy=seat.group.name_cy or seat.group.name_en,
            kind_en=seat.kind.name_en,
            kind_cy=seat.kind.name_cy,
            by=by.name,
            because=because,
        )


def take_lead(person: User, group: Group, by: User) -> None:
    others = GroupSeat.objects.filter(group=group, person=person, kind__leads=True, ended_on__isnull=True)
    if others.exists():
        return
    for post in active_assignments().filter(user=person, role=Role.CONVENOR, scope=group.scope_id):
        if person == by:
            lay_down_role(assignment=post)
        else:
            end_role(assignment=post, by=by)
