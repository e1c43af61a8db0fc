"""Members nominate their convenor, openly; then the post is made.

open → decided        the consortium chooses, or the majority rule holds after the closing day
open → called off     by the consortium, with a reason
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.enums import Role as SchoolsRole
from schools.models import School
from sigs.enums import NominationRule, NominationState, NomineeState
from sigs.models import Group, GroupMember, GroupSeat, Nomination, NominationVote, Nominee, SeatKind
from sigs.queries.nominations import tally
from sigs.queries.people import heads_of, posts_in
from sigs.services.groups import NoMember
from sigs.services.seats import end_seat, give_seat
from sigs.services.still import refuse_still

DECIDE = Transition("decide", sources=[NominationState.OPEN], target=NominationState.DECIDED)
CALL_OFF = Transition("call off", sources=[NominationState.OPEN], target=NominationState.CALLED_OFF)
WOULD = Transition(
    "would do it", sources=[NomineeState.ASKED, NomineeState.DECLINED], target=NomineeState.ACCEPTED
)
STAND_DOWN = Transition(
    "stand down", sources=[NomineeState.ASKED, NomineeState.ACCEPTED], target=NomineeState.DECLINED
)


class NominationRefused(DomainError):
    pass


@transaction.atomic
def open_nomination(*, group: Group, closes_on: dt.date, rule: str, by: User) -> Nomination:
    refuse_still(group)
    if closes_on <= clock.today():
        raise NominationRefused(_("Choose a closing day after today, so that the schools can answer."))
    try:
        with transaction.atomic():
            nomination = Nomination.objects.create(
                group=group, closes_on=closes_on, rule=rule, opened_at=clock.now(), opened_by=by
            )
    except IntegrityError as error:
        raise NominationRefused(_("A nomination is open in this group already.")) from error
    for person in heads_of(group):
        told(person, "sigs/nomination_opened", nomination, by)
    return nomination


@transaction.atomic
def nominate(*, nomination: Nomination, school: School, person: User, by: User) -> NominationVote:
    """The school's one voice; until the closing day it can be given to somebody else."""
    locked = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if locked.state != NominationState.OPEN or clock.today() > locked.closes_on:
        raise NominationRefused(_("This nomination is over: nothing can be changed in it any more."))
    if not GroupMember.objects.filter(group=locked.group, school=school, left_on__isnull=True).exists():
        raise NoMember(school)
    post = (
        posts_in(locked.group, SchoolsRole.HEADTEACHER, SchoolsRole.TEACHER)
        .filter(user=person)
        .select_related("scope__school")
        .order_by("pk")
        .first()
    )
    if post is None:
        raise NominationRefused(
            _("%(person)s works at none of the schools in this group.") % {"person": person.name}
        )
    nominee, named_now = Nominee.objects.get_or_create(
        nomination=locked,
        person=person,
        defaults={"school": post.scope.school, "named_at": clock.now()},
    )
    if nominee.state == NomineeState.DECLINED:
        raise NominationRefused(
            _("%(person)s does not stand. Choose somebody else.") % {"person": person.name}
        )
    vote, _made = NominationVote.objects.update_or_create(
        nomination=locked,
        school=school,
        defaults={"nominee": nominee, "cast_at": clock.now(), "cast_by": by},
    )
    if named_now:
        told(person, "sigs/nominated", locked, by)
    return vote


@transaction.atomic
def answer_nomination(*, nominee: Nominee, accept: bool, because: str = "", by: User) -> None:
    """Only the person themself, and as often as they like while it is open."""
    nomination = Nomination.objects.select_for_update(of=("self",)).get(pk=nominee.nomination_id)
    if nomination.state != NominationState.OPEN or nominee.person_id != by.pk:
        raise NominationRefused(_("This nomination is over: nothing can be changed in it any more."))
    advance(nominee, WOULD if accept else STAND_DOWN, because=because, answered_at=clock.now())
    if not accept:
        schools = nomination.votes.filter(nominee=nominee).values("school__scope")
        for post in posts_in(nomination.group, SchoolsRole.HEADTEACHER).filter(scope__in=schools):
            told(post.user, "sigs/nominee_declined", nomination, by)


@transaction.atomic
def decide_nomination(*, nomination: Nomination, nominee: Nominee, because: str = "", by: User) -> GroupSeat:
    """By the consortium: anybody who would do it. The new convenor takes the place of the present one."""
    locked = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    refuse_early(locked)
    chosen = Nominee.objects.select_related("person", "school").get(pk=nominee.pk, nomination=locked)
    if chosen.state != NomineeState.ACCEPTED:
        raise NominationRefused(
            _("%(person)s has not said that they would do it.") % {"person": chosen.person.name}
        )
    return appoint(locked, chosen, because, by)


@transaction.atomic
def settle_nomination(*, nomination: Nomination, by: User) -> GroupSeat:
    """By the majority rule, once the closing day has passed: whoever asks, the outcome is the same."""
    locked = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    refuse_early(locked)
    winner = tally(locked).winner
    if locked.rule != NominationRule.MAJORITY or winner is None:
        raise NominationRefused(
            _("Nobody who would do it was named by more than half of the schools that answered.")
        )
    return appoint(locked, winner, "", by)


def refuse_early(nomination: Nomination) -> None:
    if nomination.state != NominationState.OPEN:
        raise NominationRefused(_("This nomination is over: nothing can be changed in it any more."))
    if clock.today() <= nomination.closes_on:
        raise NominationRefused(_("The schools can still nominate. Decide after the closing day."))


def appoint(nomination: Nomination, chosen: Nominee, because: str, by: User) -> GroupSeat:
    group = Group.objects.select_related("scope").get(pk=nomination.group_id)
    kind = SeatKind.objects.get(code="convenor")
    held = GroupSeat.objects.filter(group=group, kind=kind, ended_on__isnull=True)
    seat = held.filter(person=chosen.person).first()
    for other in held.exclude(person=chosen.person).select_related("person", "kind", "group__scope"):
        end_seat(seat=other, by=by, because=because)
    if seat is None:
        seat = give_seat(group=group, kind=kind, person=chosen.person, office=chosen.school.name_en, by=by)
    advance(nomination, DECIDE, ended_at=clock.now(), ended_by=by, ended_because=because, seat=seat)
    for person in heads_of(group):
        told(person, "sigs/nomination_decided", nomination, by, chosen=chosen.person.name)
    return seat


@transaction.atomic
def call_off_nomination(*, nomination: Nomination, because: str, by: User) -> None:
    advance(nomination, CALL_OFF, ended_at=clock.now(), ended_by=by, ended_because=because)
    for person in heads_of(nomination.group):
        told(person, "sigs/nomination_called_off", nomination, by, because=because)


def told(person: User, kind: str, nomination: Nomination, by: User, **facts: str) -> None:
    if person == by:
        return
    group = nomination.group
    tell(
        person,
        kind,
        f"/groups/{group.slug}/nomination/",
        group=group.name_en,
        group_cy=group.name_cy or group.name_en,
        by=by.name,
        closes_on=nomination.closes_on.isoformat(),
        **facts,
    )
