"""Proposals of groups and asking to join: what a head has before them."""

from typing import Any

from django.db.models import QuerySet

from schools.models import School
from sigs.enums import InvitedState, JoinState, Permission, ProposalState
from sigs.models import Group, JoinRequest, ProposalAnswer


def answer_visible(user: Any, public_id: Any) -> ProposalAnswer | None:
    """What a school is asked: for whoever answers for it."""
    return (
        ProposalAnswer.objects.visible_to(user)
        .select_related(
            "school__scope",
            "proposal__tier",
            "proposal__topic",
            "proposal__school",
            "proposal__group",
            "proposal__proposed_by",
        )
        .filter(public_id=public_id)
        .first()
    )


def answers_waiting(user: Any) -> QuerySet[ProposalAnswer]:
    """Open proposals that name a school of the person's, their own among them."""
    return (
        ProposalAnswer.objects.visible_to(user)
        .filter(proposal__state=ProposalState.OPEN)
        .exclude(state=InvitedState.DECLINED)
        .select_related("school", "proposal__school")
        .order_by("-asked_at")
    )


def own_requests(user: Any) -> QuerySet[JoinRequest]:
    """Groups that a school of the person's has asked to join, and that have not answered."""
    return (
        JoinRequest.objects.filter(state=JoinState.ASKED)
        .filter(school__in=School.objects.held_by(user, Permission.ANSWER_FOR_SCHOOL))
        .select_related("group", "school")
        .order_by("asked_at")
    )


def request_to_answer(user: Any, public_id: Any) -> JoinRequest | None:
    return (
        JoinRequest.objects.visible_to(user)
        .select_related("group__scope", "group__tier", "school__authority", "topic", "asked_by")
        .filter(public_id=public_id)
        .first()
    )


def open_group(slug: str) -> Group | None:
    """One that takes in further schools: every head may ask."""
    return (
        Group.objects.filter(slug=slug, is_open=True, state="active").select_related("tier", "scope").first()
    )
