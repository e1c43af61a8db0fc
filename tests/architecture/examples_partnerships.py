"""The addresses of partnerships and of what stands in their files."""

from typing import Any

from brokerage.models import (
    Partnership,
    PartnershipContact,
    PartnershipObjective,
    PartnershipReview,
    PartnershipTask,
    PlannedDay,
    PlannedMoney,
)
from tests.architecture.example import BUTTON, FORM, Arguments, Example, Named, of_school
from tests.architecture.furnished import Furnished


def a_partnership(state: str = "active") -> tuple[Named, Named]:
    """One in the state, of each of the two schools."""

    def of(school: str) -> Named:
        def named(shown: Furnished) -> Arguments:
            rows = Partnership.objects.filter(partners__school=getattr(shown.world, school), state=state)
            return {"public_id": rows.order_by("pk")[0].public_id}

        return named

    return of("school"), of("other_school")


def something(model: Any, **facts: Any) -> tuple[Named, Named]:
    """Of the file of one at work."""

    def of(school: str) -> Named:
        def named(shown: Furnished) -> Arguments:
            rows = model.objects.filter(
                partnership__partners__school=getattr(shown.world, school),
                partnership__state="active",
                **facts,
            )
            return {"public_id": rows.order_by("pk")[0].public_id}

        return named

    return of("school"), of("other_school")


PARTNERSHIPS: dict[str, Example] = {
    "partnerships": Example("consortium"),
    "school_together": of_school(),
    "partnership_new": Example("consortium", methods=FORM),
    "partnership": Example("head", *a_partnership()),
    "partnership_answer": Example("head", *a_partnership("agreeing")),
    "partnership_agree": Example("head", *a_partnership("agreeing"), methods=("POST",), not_a_page=BUTTON),
    "partnership_decline": Example("head", *a_partnership("agreeing"), methods=FORM),
    "partnership_pause": Example("consortium", *a_partnership(), methods=FORM),
    "partnership_resume": Example(
        "consortium", *a_partnership("paused"), methods=("POST",), not_a_page=BUTTON
    ),
    "partnership_stop": Example("consortium", *a_partnership(), methods=FORM),
    "partnership_close": Example("consortium", *a_partnership(), methods=FORM),
    "partnership_evaluator": Example("consortium", *a_partnership(), methods=FORM),
    "partnership_evaluation": Example("adviser", *a_partnership(), methods=FORM),
    "partnership_money_new": Example("consortium", *a_partnership(), methods=FORM),
    **{
        f"partnership_{noun}_new": Example("head", *a_partnership(), methods=FORM)
        for noun in ("objective", "day", "contact", "task")
    },
    **{
        name: Example("head", *something(PartnershipObjective, kind="count"), methods=FORM)
        for name in ("partnership_objective", "partnership_objective_now", "partnership_objective_drop")
    },
    "partnership_day_used": Example("head", *something(PlannedDay), methods=FORM),
    "partnership_day_drop": Example("head", *something(PlannedDay), methods=FORM),
    "partnership_money_spent": Example("head", *something(PlannedMoney), methods=FORM),
    "partnership_contact_strike": Example("head", *something(PartnershipContact), methods=FORM),
    "partnership_review": Example("head", *something(PartnershipReview), methods=FORM),
    "partnership_task": Example("head", *something(PartnershipTask, code=""), methods=FORM),
}
