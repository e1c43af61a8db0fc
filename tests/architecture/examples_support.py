"""The addresses of the region's own support levels."""

from typing import Any

from schools.enums import JudgementState
from schools.models import EvidenceKind, SupportEvidence
from tests.architecture.example import (
    BUTTON,
    FORM,
    Arguments,
    Example,
    Named,
    of_school,
    other_school,
    own_school,
)
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_support import PREPARED, YEARS


def of_year(state: JudgementState, seen_by: str = "head", **facts: Any) -> Example:
    """A school's judgement in the year that stands at the state."""
    more = facts.pop("more", {})
    year = next(year for year, reached in YEARS.items() if reached == state)
    return of_school(seen_by, more={"year": year, **more}, **facts)


def evidence_of(named: Named) -> Named:
    def of(shown: Furnished) -> Arguments:
        rows = SupportEvidence.objects.filter(
            judgement__school__number=named(shown)["number"], judgement__cycle__year=GATHERING_YEAR
        )
        return {**named(shown), "year": GATHERING_YEAR, "public_id": rows.order_by("pk")[0].public_id}

    return of


def a_kind(shown: Furnished) -> Arguments:
    return {"year": PREPARED, "pk": EvidenceKind.objects.filter(cycle__year=PREPARED)[0].pk}


def a_year(year: int) -> Named:
    return lambda shown: {"year": year}


GATHERING_YEAR = 2021
A_LEVEL = {"slug": "green"}

SUPPORT: dict[str, Example] = {
    "support": Example("consortium"),
    "support_switch": Example("consortium", methods=FORM),
    "level_new": Example("consortium", methods=FORM),
    "level_edit": Example("consortium", lambda shown: A_LEVEL, methods=FORM),
    "level_retire": Example("consortium", lambda shown: A_LEVEL, methods=("POST",), not_a_page=BUTTON),
    "cycle_new": Example("consortium", methods=FORM),
    "cycle": Example("consortium", a_year(PREPARED)),
    "cycle_dates": Example("consortium", a_year(PREPARED), methods=FORM),
    "cycle_matrix": Example("consortium", a_year(PREPARED), methods=FORM),
    "cycle_step": Example("consortium", a_year(PREPARED), methods=FORM),
    "evidence_kind_new": Example("consortium", a_year(PREPARED), methods=FORM),
    "evidence_kind": Example("consortium", a_kind, methods=FORM),
    "evidence_kind_remove": Example("consortium", a_kind, methods=("POST",), not_a_page=BUTTON),
    "support_year": Example("adviser", a_year(2022)),
    "support_schools": Example("consortium", a_year(2022)),
    "school_support": of_school(),
    "judgement": of_year(JudgementState.DRAFTED),
    "judgement_evidence": of_year(JudgementState.GATHERING, methods=FORM),
    "judgement_evidence_remove": Example(
        "head", evidence_of(own_school), evidence_of(other_school), methods=("POST",), not_a_page=BUTTON
    ),
    "judgement_draft": of_year(JudgementState.GATHERING, "adviser", methods=FORM),
    "answer_as_head": of_year(JudgementState.DRAFTED, methods=FORM),
    "answer_as_governor": of_year(JudgementState.DRAFTED, "governor", methods=FORM),
    "moderate_authority": of_year(JudgementState.AGREED, "senior_adviser", methods=FORM),
    "moderate_region": of_year(JudgementState.AUTHORITY_MODERATED, "consortium", methods=FORM),
    "appeal_new": of_year(JudgementState.FINAL, methods=FORM),
    "appeal_decide": of_year(JudgementState.APPEALED, "consortium", methods=FORM),
    "judgement_amend": of_year(JudgementState.FINAL, "consortium", methods=FORM),
    "judgement_done": of_year(JudgementState.DRAFTED, "adviser", more={"kind": "proposed"}),
}
