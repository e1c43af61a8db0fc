"""Which group may look at another one's evaluation, and whose turn it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core.authorise import active_assignments
from sigs.enums import CheckState, EvaluationState, GroupState, Role
from sigs.models import Element, Evaluation, EvaluationCheck, Group, GroupMember

CHECK = "evaluation-check"


@dataclass(frozen=True)
class Circle:
    """What keeps groups apart: schools they share, and pairs that had one another's work this year."""

    shares_a_school: frozenset[int]
    paired: frozenset[int]
    passed_on: frozenset[int]

    def lets_in(self, group: Group) -> bool:
        return group.pk not in self.shares_a_school | self.paired | self.passed_on


def circle_of(evaluation: Evaluation) -> Circle:
    group = evaluation.group_id
    schools = GroupMember.objects.filter(group=group).values("school")
    sharing = GroupMember.objects.filter(school__in=schools, left_on__isnull=True).values_list(
        "group", flat=True
    )
    standing = EvaluationCheck.objects.filter(year=evaluation.year).exclude(state=CheckState.PASSED_ON)
    pairs = standing.filter(Q(checked=group) | Q(checker=group)).values_list("checked", "checker")
    passed_on = EvaluationCheck.objects.filter(evaluation=evaluation, state=CheckState.PASSED_ON)
    return Circle(
        frozenset(sharing) | {group},
        frozenset(pk for pair in pairs for pk in pair) - {group},
        frozenset(passed_on.values_list("checker", flat=True)),
    )


def may_check(evaluation: Evaluation) -> list[Group]:
    """In the order of their turn: groups of the same tier first, those that had the fewest this year before
    the others, and then round the circle from the group itself. Each has somebody who leads it."""
    group = evaluation.group
    apart = circle_of(evaluation)
    led = active_assignments().filter(role=Role.CONVENOR, user__is_active=True).values("scope")
    groups = Group.objects.filter(region=group.region_id, state=GroupState.ACTIVE, scope__in=led)
    had = Counter(
        EvaluationCheck.objects.filter(year=evaluation.year)
        .exclude(state=CheckState.PASSED_ON)
        .values_list("checker", flat=True)
    )

    def turn(other: Group) -> tuple[bool, int, bool, int]:
        return other.tier_id != group.tier_id, had[other.pk], other.pk < group.pk, other.pk

    return sorted((each for each in groups.select_related("tier") if apart.lets_in(each)), key=turn)


def prompts() -> QuerySet[Element]:
    return Element.objects.filter(framework=CHECK)


def check_led(user: Any, public_id: UUID) -> EvaluationCheck | None:
    """For whoever leads the group whose turn it is."""
    found: EvaluationCheck | None = (
        EvaluationCheck.objects.visible_to(user)
        .exclude(state=CheckState.PASSED_ON)
        .select_related(
            "checker__scope", "checker__tier", "evaluation__group__tier", "evaluation__group__scope"
        )
        .filter(public_id=public_id)
        .first()
    )
    return found


def checks_by(groups: Iterable[int]) -> QuerySet[EvaluationCheck]:
    """What groups have to look at and have looked at, the open ones first."""
    return (
        EvaluationCheck.objects.filter(checker__in=list(groups))
        .exclude(state=CheckState.PASSED_ON)
        .exclude(state=CheckState.OPEN, evaluation__state=EvaluationState.DRAFT)
        .select_related("evaluation__group", "checker")
        .order_by("-state", "-assigned_at")
    )
