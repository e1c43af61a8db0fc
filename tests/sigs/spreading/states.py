"""Summaries and findings in a given state, as their constraints want them."""

from core import clock
from schools.models import Topic
from sigs.enums import EvaluationState, FindingState, SummaryState
from sigs.models import Finding, Summary
from tests.personas import World
from tests.sigs.evaluating.states import an_evaluation
from tests.sigs.factories import make_group


def a_summary(world: World, state: str) -> Summary:
    evaluation, now = an_evaluation(world, EvaluationState.ACCEPTED), clock.now()
    return Summary.objects.create(
        group=evaluation.group,
        evaluation=evaluation,
        state=state,
        title_en="Reading aloud",
        title_cy="Darllen yn uchel",
        tried_en="We read aloud.",
        tried_cy="Darllenasom yn uchel.",
        changed_en="Pupils read more.",
        changed_cy="Mae disgyblion yn darllen mwy.",
        learned_en="Begin early.",
        learned_cy="Dechreuwch yn gynnar.",
        changed_at=now,
        changed_by=world.people.convenor,
        shared_at=now if state == SummaryState.SHARED else None,
    )


def a_finding(world: World, state: str) -> Finding:
    now = clock.now()
    return Finding.objects.create(
        group=make_group(world.school, by=world.people.consortium),
        topic=Topic.objects.earliest("pk"),
        state=state,
        title_en="Reading aloud",
        title_cy="Darllen yn uchel",
        text_en="What we found.",
        text_cy="Yr hyn a gawsom.",
        changed_at=now,
        changed_by=world.people.convenor,
        published_at=now if state == FindingState.PUBLISHED else None,
    )
