"""A group that schools form by themselves: proposed by one head, answered by those invited.

open → formed        two schools have said yes, the proposer's among them; who says yes later joins
open → withdrawn     by the proposer's head
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import Region, School, Topic
from sigs.enums import InvitedState, ProposalState
from sigs.models import Group, GroupProposal, GroupTopic, ProposalAnswer, SeatKind, Tier
from sigs.queries.heads import heads_of
from sigs.services.groups import SchoolClosed, admit_school, form_group
from sigs.services.seats import give_seat

FORM = Transition("form", sources=[ProposalState.OPEN], target=ProposalState.FORMED)
WITHDRAW = Transition("withdraw", sources=[ProposalState.OPEN], target=ProposalState.WITHDRAWN)
ACCEPT = Transition(
    "accept", sources=[InvitedState.WAITING, InvitedState.DECLINED], target=InvitedState.ACCEPTED
)
DECLINE = Transition(
    "decline", sources=[InvitedState.WAITING, InvitedState.ACCEPTED], target=InvitedState.DECLINED
)
ENOUGH = 2


class NotFormedBySchools(DomainError):
    def __init__(self, tier: Tier) -> None:
        super().__init__(
            _("Groups of this kind are set up by the consortium: %(tier)s.") % {"tier": tier.name}
        )


class NobodyInvited(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one other school to invite."))


class ProposalOver(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This can no longer be answered: the proposal was taken back, or answered already.")
        )


@transaction.atomic
def propose_group(
    *,
    school: School,
    tier: Tier,
    name_en: str,
    name_cy: str,
    topic: Topic,
    why: str,
    language: str,
    is_open: bool,
    invited: list[School],
    by: User,
) -> ProposalAnswer:
    """The proposer's own answer, which is yes. The heads of the invited schools are told. Refused:
    NotFormedBySchools, NobodyInvited, SchoolClosed."""
    others = [other for other in invited if other.pk != school.pk]
    if not tier.formed_by_schools:
        raise NotFormedBySchools(tier)
    if not others:
        raise NobodyInvited
    for one in (school, *others):
        if not one.is_open:
            raise SchoolClosed(one)
    now = clock.now()
    proposal = GroupProposal.objects.create(
        region=Region.objects.get(authorities=school.authority),
        tier=tier,
        name_en=name_en,
        name_cy=name_cy,
        topic=topic,
        why=why,
        language=language,
        is_open=is_open,
        school=school,
        proposed_at=now,
        proposed_by=by,
    )
    own = ProposalAnswer.objects.create(
        proposal=proposal,
        school=school,
        state=InvitedState.ACCEPTED,
        asked_at=now,
        answered_at=now,
        answered_by=by,
    )
    made = [ProposalAnswer.objects.create(proposal=proposal, school=other, asked_at=now) for other in others]
    tell_heads(made, "sigs/group_proposed", by)
    return own


@transaction.atomic
def answer_proposal(*, answer: ProposalAnswer, accept: bool, because: str = "", by: User) -> Group | None:
    """The group, once it exists. While it does not, an answer can be changed; afterwards a school that said
    no can still join, and one that is in leaves. ProposalOver if it is too late."""
    proposal = GroupProposal.objects.select_for_update().get(pk=answer.proposal_id)
    answer.refresh_from_db(fields=["state"])
    is_over = proposal.state == ProposalState.WITHDRAWN
    # Who is in leaves the group; the proposer takes the proposal back.
    is_in = proposal.state == ProposalState.FORMED or answer.school_id == proposal.school_id
    if is_over or (not accept and is_in and answer.state == InvitedState.ACCEPTED):
        raise ProposalOver
    facts = {"because": because, "answered_at": clock.now(), "answered_by": by}
    advance(answer, ACCEPT if accept else DECLINE, **facts)
    if not accept:
        tell_heads(of_proposer(proposal), "sigs/proposal_declined", by, who=answer.school.name_en)
        return proposal.group
    if proposal.group is not None:
        admit_school(group=proposal.group, school=answer.school, by=by, because=proposal.why[:300])
        tell_heads(of_proposer(proposal), "sigs/proposal_joined", by, who=answer.school.name_en)
        return proposal.group
    yes = list(
        ProposalAnswer.objects.filter(proposal=proposal, state=InvitedState.ACCEPTED)
        .select_related("school", "proposal")
        .order_by("answered_at", "pk")
    )
    return formed_of(proposal, yes, by) if len(yes) >= ENOUGH else None


def formed_of(proposal: GroupProposal, yes: list[ProposalAnswer], by: User) -> Group:
    """Whoever proposed it leads it, until the members nominate somebody."""
    welsh = proposal.language == "cy"
    group = form_group(
        region=proposal.region,
        tier=proposal.tier,
        name_en=proposal.name_en or proposal.name_cy,
        name_cy=proposal.name_cy,
        purpose_en="" if welsh else proposal.why,
        purpose_cy=proposal.why if welsh else "",
        is_open=proposal.is_open,
        by=by,
    )
    GroupTopic.objects.create(group=group, topic=proposal.topic)
    for answer in yes:
        admit_school(group=group, school=answer.school, by=by, because=proposal.why[:300])
    group.scope.refresh_from_db()
    give_seat(
        group=group,
        kind=SeatKind.objects.get(code="convenor"),
        person=proposal.proposed_by,
        office=proposal.school.name_en,
        by=by,
    )
    advance(proposal, FORM, group=group, ended_at=clock.now())
    tell_heads(yes, "sigs/group_formed", by, path=f"/groups/{group.slug}/")
    return group


@transaction.atomic
def withdraw_proposal(*, proposal: GroupProposal, by: User) -> None:
    advance(proposal, WITHDRAW, ended_at=clock.now())
    answers = proposal.answers.exclude(state=InvitedState.DECLINED).select_related("school", "proposal")
    tell_heads(list(answers), "sigs/proposal_withdrawn", by)


def of_proposer(proposal: GroupProposal) -> list[ProposalAnswer]:
    return list(proposal.answers.filter(school=proposal.school_id).select_related("school", "proposal"))


def tell_heads(answers: list[ProposalAnswer], kind: str, by: User, path: str = "", **facts: str) -> None:
    """Whoever answers for each school, but for the one who does it."""
    heads = heads_of(answer.school_id for answer in answers)
    for answer in answers:
        for person in heads.get(answer.school_id, []):
            if person == by:
                continue
            tell(
                person,
                kind,
                path or f"/groups/proposals/{answer.public_id}/",
                group=answer.proposal.name_en or answer.proposal.name_cy,
                group_cy=answer.proposal.name_cy or answer.proposal.name_en,
                school=answer.school.name_en,
                school_cy=answer.school.name_cy or answer.school.name_en,
                by=by.name,
                **facts,
            )
