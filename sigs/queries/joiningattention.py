"""What needs a person where groups come together and choose who leads them."""

from typing import Any

from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from core import authorise, clock
from schools.queries.names import shown_name
from sigs.enums import InvitedState, JoinState, NominationState, NomineeState, Permission, ProposalState
from sigs.models import GroupMember, JoinRequest, Nomination, NominationVote, Nominee, ProposalAnswer

Rows = QuerySet[Any, tuple[Any, ...]]


def joining_rows(user: Any) -> list[Rows]:
    return [
        proposals_to_answer(user),
        joins_to_answer(user),
        convenors_to_nominate(user),
        nominations_to_answer(user),
        nominations_to_decide(user),
    ]


def kind(name: str) -> Value:
    return Value(name, CharField())


def proposals_to_answer(user: Any) -> Rows:
    return (
        ProposalAnswer.objects.filter(
            state=InvitedState.WAITING,
            proposal__state=ProposalState.OPEN,
            school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL),
        )
        .order_by()
        .values_list(
            kind("sigs-proposal"),
            shown_name("proposal__school__"),
            Cast("public_id", CharField()),
            F("asked_at"),
        )
    )


def joins_to_answer(user: Any) -> Rows:
    """Of the groups that the person leads."""
    return (
        JoinRequest.objects.filter(
            state=JoinState.ASKED, group__scope__in=authorise.held(user, Permission.LEAD_GROUP)
        )
        .order_by()
        .values_list(kind("sigs-join"), shown_name("school__"), Cast("public_id", CharField()), F("asked_at"))
    )


def convenors_to_nominate(user: Any) -> Rows:
    """For the schools that the person answers for and that named nobody yet."""
    voted = NominationVote.objects.filter(
        nomination__group=OuterRef("group"),
        nomination__state=NominationState.OPEN,
        school=OuterRef("school"),
    )
    return (
        GroupMember.objects.filter(
            group__nominations__state=NominationState.OPEN,
            group__nominations__closes_on__gte=clock.today(),
            left_on__isnull=True,
            school__scope__in=authorise.held(user, Permission.ANSWER_FOR_SCHOOL),
        )
        .exclude(Exists(voted))
        .order_by()
        .values_list(
            kind("sigs-nominate"),
            shown_name("group__"),
            F("group__slug"),
            Cast("group__nominations__closes_on", DateTimeField()),
        )
    )


def nominations_to_answer(user: Any) -> Rows:
    return (
        Nominee.objects.filter(
            state=NomineeState.ASKED, person=user.pk, nomination__state=NominationState.OPEN
        )
        .order_by()
        .values_list(
            kind("sigs-nominated"),
            shown_name("nomination__group__"),
            F("nomination__group__slug"),
            F("named_at"),
        )
    )


def nominations_to_decide(user: Any) -> Rows:
    return (
        Nomination.objects.held_by(user, Permission.MANAGE_GROUPS)
        .filter(state=NominationState.OPEN, closes_on__lt=clock.today())
        .order_by()
        .values_list(
            kind("sigs-nomination"),
            shown_name("group__"),
            F("group__slug"),
            Cast("closes_on", DateTimeField()),
        )
    )
