"""Judgements that a person may see, and what each waits for."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import translation

from core import authorise, clock
from core.models import User
from schools.enums import CycleState, JudgementState, JudgementStepKind, Permission
from schools.models import JudgementAnswer, JudgementStep, SupportCycle, SupportJudgement
from schools.queries.support.levels import judgements_in_use
from schools.queries.support.ties import tied_schools

# Whoever took one of these steps is a moderator of the judgement, and does not decide its appeal.
MODERATING_STEPS = (
    JudgementStepKind.AUTHORITY_CONFIRMED,
    JudgementStepKind.AUTHORITY_CHANGED,
    JudgementStepKind.REGION_CONFIRMED,
    JudgementStepKind.REGION_CHANGED,
)
WITH_SCHOOL = (JudgementState.DRAFTED, JudgementState.DISPUTED)
TO_MODERATE = (JudgementState.AGREED, JudgementState.DISPUTED)


def visible_judgements(user: Any) -> QuerySet[SupportJudgement]:
    """Of regions whose levels are on; none is seen while they are off."""
    in_use = judgements_in_use().values("pk")
    rows: QuerySet[SupportJudgement] = SupportJudgement.objects.visible_to(user).filter(pk__in=in_use)
    return rows.select_related("school", "school__authority", "school__scope", "cycle", "cycle__region")


def judgement_visible(user: Any, number: str, year: int) -> SupportJudgement | None:
    return (
        visible_judgements(user)
        .filter(school__number=number, cycle__year=year)
        .select_related("adviser", "level", "proposed", "suggested", "proposed_by")
        .first()
    )


def judgements_of_school(user: Any, number: str) -> QuerySet[SupportJudgement]:
    """The school's years, the newest first."""
    return (
        visible_judgements(user)
        .filter(school__number=number)
        .select_related("level")
        .order_by("-cycle__year")
    )


def followed_judgements(user: Any, cycle: SupportCycle) -> QuerySet[SupportJudgement]:
    """Those of a year that the person follows as staff (a headteacher follows none), by name."""
    welsh = (translation.get_language() or "").startswith("cy")
    rows: QuerySet[SupportJudgement] = SupportJudgement.objects.held_by(user, Permission.FOLLOW_SUPPORT)
    return (
        rows.filter(cycle=cycle)
        .select_related("school", "school__authority", "adviser")
        .order_by("school__sort_cy" if welsh else "school__sort_en", "school__number")
    )


def counts_by_state(judgements: QuerySet[SupportJudgement]) -> dict[str, int]:
    rows = judgements.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def overdue_condition(cycle: SupportCycle) -> Q:
    """What has waited in its state longer than the year's dates allow."""
    today = clock.today()
    late = {
        JudgementState.GATHERING: cycle.drafts_by,
        JudgementState.DRAFTED: cycle.answers_by,
        JudgementState.AGREED: cycle.authority_by,
        JudgementState.DISPUTED: cycle.authority_by,
        JudgementState.AUTHORITY_MODERATED: cycle.region_by,
    }
    states = [state for state, by in late.items() if by < today]
    return Q(state__in=states)


def due_on(cycle: SupportCycle, state: str) -> Any:
    """The day by which a judgement in the state should move on; None where nothing is awaited."""
    dates = {
        JudgementState.GATHERING: cycle.drafts_by,
        JudgementState.DRAFTED: cycle.answers_by,
        JudgementState.AGREED: cycle.authority_by,
        JudgementState.DISPUTED: cycle.authority_by,
        JudgementState.AUTHORITY_MODERATED: cycle.region_by,
    }
    return dates.get(JudgementState(state))


def answers_of(judgement: SupportJudgement) -> list[JudgementAnswer]:
    """What the school said to the draft that stands."""
    rows = JudgementAnswer.objects.filter(judgement=judgement, round=judgement.round)
    return list(rows.select_related("answered_by"))


def steps_of(judgement: SupportJudgement) -> list[JudgementStep]:
    """Oldest first."""
    rows = JudgementStep.objects.filter(judgement=judgement)
    return list(rows.select_related("taken_by", "level_from", "level_to"))


def has_moderated(person: User, judgement: SupportJudgement) -> bool:
    return JudgementStep.objects.filter(
        judgement=judgement, taken_by=person, kind__in=MODERATING_STEPS
    ).exists()


def under_way() -> QuerySet[SupportJudgement]:
    """Judgements in years under way of regions whose levels are on: where something may wait for somebody."""
    return judgements_in_use().filter(
        cycle__state__in=[CycleState.OPEN, CycleState.MODERATING, CycleState.PUBLISHED]
    )


def drafts_to_propose(user: Any) -> QuerySet[SupportJudgement]:
    mine = SupportJudgement.objects.held_by(user, Permission.PROPOSE_LEVEL).values("pk")
    return (
        under_way().filter(pk__in=mine, state=JudgementState.GATHERING).exclude(school__in=tied_schools(user))
    )


def drafts_to_answer(user: Any) -> QuerySet[SupportJudgement]:
    """Drafts that the person has not answered for a side that nobody has answered for."""
    sides = {"head": Permission.ANSWER_AS_HEAD, "governor": Permission.ANSWER_AS_GOVERNOR}
    answered = JudgementAnswer.objects.filter(judgement=OuterRef("pk"), round=OuterRef("round"))
    asked = Q(pk__in=[])
    for side, permission in sides.items():
        if authorise.held(user, permission):
            mine = SupportJudgement.objects.held_by(user, permission).values("pk")
            asked |= Q(pk__in=mine) & ~Q(Exists(answered.filter(side=side)))
    return under_way().filter(asked, state__in=WITH_SCHOOL).exclude(Exists(answered.filter(answered_by=user)))


def moderation_waiting(user: Any, permission: str) -> QuerySet[SupportJudgement]:
    """For an authority what its schools have answered, for the region what the authorities passed on."""
    states = (
        TO_MODERATE if permission == Permission.MODERATE_AUTHORITY else (JudgementState.AUTHORITY_MODERATED,)
    )
    mine = SupportJudgement.objects.held_by(user, permission).values("pk")
    return (
        under_way()
        .filter(pk__in=mine, state__in=states)
        .exclude(cycle__state=CycleState.OPEN)
        .exclude(school__in=tied_schools(user))
    )


def appeals_waiting(user: Any) -> QuerySet[SupportJudgement]:
    mine = SupportJudgement.objects.held_by(user, Permission.DECIDE_APPEALS).values("pk")
    moderated = JudgementStep.objects.filter(
        judgement=OuterRef("pk"), taken_by=user, kind__in=MODERATING_STEPS
    )
    return (
        under_way()
        .filter(pk__in=mine, state=JudgementState.APPEALED)
        .exclude(Exists(moderated))
        .exclude(school__in=tied_schools(user))
    )
