"""An invitation in words: to the school that is asked, to the one that asked for help, and to its broker."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from brokerage.enums import SUPPLIED, AskState, IndependenceCheck, InvitationState, Permission, Willing
from brokerage.matching import Candidate, rank
from brokerage.matching.reading import suppliers_for
from brokerage.models import Invitation
from brokerage.queries.invitations import InvitationSeen, checks_of, earlier_of, may_broker
from brokerage.services.inviting import is_over
from brokerage.wording.independence import sentence
from core.authorise import allows
from schools.models import School
from schools.queries.timeout import Room, room_of

TAGS = {
    InvitationState.DRAFT: "quiet",
    InvitationState.SENT: "waiting",
    InvitationState.ACCEPTED: "good",
    InvitationState.REFUSED: "bad",
    InvitationState.EXPIRED: "warning",
    InvitationState.WITHDRAWN: "quiet",
}
ENDED_BADLY = (InvitationState.REFUSED, InvitationState.EXPIRED, InvitationState.WITHDRAWN)


@dataclass(frozen=True)
class CheckRow:
    label: StrOrPromise
    text: str
    tag: str
    mark: StrOrPromise


@dataclass(frozen=True)
class NextBest:
    school: School
    candidate: Candidate


@dataclass(frozen=True)
class InvitationPage:
    """What the reader may know. The school that asked learns neither the refusal nor the checks."""

    invitation: Invitation
    # The reader's side.
    is_broker: bool
    is_asked: bool
    may_answer: bool
    is_over: bool
    checks: Sequence[CheckRow]
    earlier: Sequence[Invitation]
    next_best: Sequence[NextBest]
    # Days left of the head's own ceiling, where the days asked for go beyond it.
    beyond: Decimal | None

    @property
    def tag(self) -> str:
        return TAGS[InvitationState(self.state)]

    @property
    def state(self) -> str:
        return self.invitation.state

    @property
    def label(self) -> StrOrPromise:
        """The school that asked is told no more than that this one does not help."""
        if self.state in ENDED_BADLY and not (self.is_broker or self.is_asked):
            return _("Does not help this time")
        return InvitationState(self.state).label

    @property
    def waits(self) -> bool:
        return self.state == InvitationState.SENT

    @property
    def is_draft(self) -> bool:
        return self.state == InvitationState.DRAFT

    @property
    def came_back(self) -> bool:
        return self.state in ENDED_BADLY

    @property
    def partnership_url(self) -> str:
        opened = getattr(self.invitation, "partnership", None)
        return reverse("partnership", args=[opened.public_id]) if opened else ""

    @property
    def reads_answer(self) -> bool:
        return self.is_broker or self.is_asked


def invitation_page(seen: InvitationSeen, user: Any) -> InvitationPage:
    invitation = seen.invitation
    brokers = may_broker(user, invitation)
    reads_checks = brokers or sees_as_broker(user, invitation)
    is_asked = seen.school.pk == invitation.offer.school_id and not reads_checks
    room = room_of(seen.school, invitation.ask.starts_on) if is_asked else None
    over = is_over(invitation)
    return InvitationPage(
        invitation=invitation,
        is_broker=reads_checks,
        is_asked=is_asked,
        may_answer=(
            invitation.state == InvitationState.SENT
            and not over
            and allows(user, Permission.SPEAK_FOR_HELP, invitation.offer.school)
        ),
        is_over=over,
        checks=check_rows(invitation) if reads_checks else [],
        earlier=earlier_of(invitation) if reads_checks else [],
        next_best=next_best(invitation) if brokers else [],
        beyond=beyond(room, invitation),
    )


def sees_as_broker(user: Any, invitation: Invitation) -> bool:
    """Who brokers for the school that asked, or sees what schools offer over several schools."""
    return allows(user, Permission.BROKER, invitation.ask.school) or allows(
        user, Permission.VIEW_CAPACITY, invitation.ask.school
    )


def beyond(room: Room | None, invitation: Invitation) -> Decimal | None:
    waits = invitation.state == InvitationState.SENT
    if room is None or room.left is None or not waits or not room.goes_over(invitation.days):
        return None
    return max(room.left, Decimal(0))


def check_rows(invitation: Invitation) -> list[CheckRow]:
    rows = []
    for one in checks_of(invitation):
        rows.append(
            CheckRow(
                IndependenceCheck(one.check_name).label,
                sentence(one.check_name, one),
                "good" if one.passed or one.allowed else "warning",
                _("passed") if one.passed else _("allowed") if one.allowed else _("exception"),
            )
        )
    return rows


def next_best(invitation: Invitation) -> list[NextBest]:
    """The best of those that could be asked now, once this one does not help. Not the order of everything:
    the match page shows that."""
    ask = invitation.ask
    if invitation.state not in ENDED_BADLY or ask.state not in (AskState.OPEN, AskState.UNMET):
        return []
    if ask.kind not in SUPPLIED:
        return []
    best = [
        one
        for one in rank(suppliers_for(ask)).candidates
        if one.offer_id != invitation.offer_id and one.willing != Willing.NO
    ][:3]
    schools = School.objects.select_related("authority").in_bulk([one.school_id for one in best])
    return [NextBest(schools[one.school_id], one) for one in best]
