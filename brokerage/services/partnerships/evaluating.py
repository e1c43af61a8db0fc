"""What a partnership came to, said by somebody who belongs to none of its schools; then it can be closed:

active → closed     with its evaluation
"""

from typing import Any

from django.db import transaction
from django.db.models import F

from brokerage.enums import AskState, PartnershipState
from brokerage.models import Partnership, PartnershipEvaluation
from brokerage.queries.partnerships import belongs_to
from brokerage.services.asking import close_ask
from brokerage.services.partnerships.halting import drop_what_is_planned, settle_days
from brokerage.services.partnerships.refusals import (
    AlreadyEvaluated,
    ChangedMeanwhile,
    NotEvaluatedYet,
    NotTheEvaluator,
    ProviderEvaluates,
)
from brokerage.services.partnerships.still import refuse_near, refuse_still
from brokerage.services.partnerships.telling import tell_all, tell_people
from core import clock
from core.models import User
from core.transitions import Transition, advance

NOTHING_SAID = dict.fromkeys(
    ("outcome", "rung", "rung_because", "helped_gained", "helpers_gained", "learned"), ""
)
CLOSE = Transition("close", sources=[PartnershipState.ACTIVE], target=PartnershipState.CLOSED)


@transaction.atomic
def name_evaluator(*, partnership: Partnership, evaluator: User, by: User) -> PartnershipEvaluation:
    """Another one can be named as long as nothing is said. Refused: anybody who works at one of its schools,
    governs one, or does so at one federated with it (ProviderEvaluates)."""
    refuse_still(partnership, agreed=True)
    refuse_near(partnership, by)
    if belongs_to(evaluator, partnership):
        raise ProviderEvaluates
    known = PartnershipEvaluation.objects.select_for_update().filter(partnership=partnership).first()
    if known and known.done_at:
        raise AlreadyEvaluated
    facts: dict[str, Any] = {"evaluator": evaluator, "named_at": clock.now(), "named_by": by}
    if known and known.evaluator_id != evaluator.pk:
        # A draft is its writer's own: the next one begins with an empty page.
        facts |= {**NOTHING_SAID, "version": known.version + 1}
    evaluation, _made = PartnershipEvaluation.objects.update_or_create(
        partnership=partnership, defaults=facts
    )
    tell_people(partnership, "evaluator", [evaluator], by=by)
    return evaluation


@transaction.atomic
def write_evaluation(
    *, evaluation: PartnershipEvaluation, version: int, finish: bool, by: User, **facts: Any
) -> None:
    """`facts`: outcome, rung, rung_because, helped_gained, helpers_gained, learned, language. With `finish`
    it is said, and stays as it is."""
    refuse_still(evaluation.partnership, agreed=True)
    if by.pk != evaluation.evaluator_id:
        raise NotTheEvaluator
    if belongs_to(by, evaluation.partnership):
        raise ProviderEvaluates
    done = {"done_at": clock.now(), "done_by": by} if finish else {}
    saved = PartnershipEvaluation.objects.filter(
        pk=evaluation.pk, version=version, done_at__isnull=True, evaluator=by
    ).update(version=F("version") + 1, **facts, **done)
    evaluation.refresh_from_db()
    if not saved:
        raise AlreadyEvaluated if evaluation.done_at else ChangedMeanwhile
    if finish:
        tell_all(evaluation.partnership, "evaluated", by=by)


@transaction.atomic
def close(*, partnership: Partnership, by: User) -> None:
    """What was asked is closed with it; days that nobody used are free again."""
    refuse_still(partnership, agreed=True)
    refuse_near(partnership, by)
    evaluation = PartnershipEvaluation.objects.filter(partnership=partnership, done_at__isnull=False).first()
    if evaluation is None:
        raise NotEvaluatedYet
    advance(partnership, CLOSE, closed_at=clock.now(), closed_by=by)
    said = evaluation.get_outcome_display()
    drop_what_is_planned(partnership, str(said), by)
    settle_days(partnership, str(said), by)
    if partnership.ask and partnership.ask.state == AskState.MATCHED:
        close_ask(ask=partnership.ask, because=evaluation.helped_gained, by=by)
    tell_all(partnership, "closed", by=by)
