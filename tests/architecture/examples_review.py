"""The addresses of a school's own review and of its packs."""

from typing import Any

from schools.queries.review import review_year
from tests.architecture.example import (
    BUTTON,
    FILE,
    Arguments,
    Example,
    Named,
    of_school,
    other_school,
    own_school,
)


def of_review(seen_by: str = "head", more: Arguments | None = None, **facts: Any) -> Example:
    """This year's review of a school, or a part of it."""
    return of_school(seen_by, more={"year": review_year(), **(more or {})}, **facts)


AN_AREA = {"area": "curriculum-teaching"}


def with_public_id(seen_by: str, which: str, **facts: Any) -> Example:
    """Something of a school with an id of its own: `which` and `other_<which>` of `shown.reviewed`."""

    def of(name: str, school: Named) -> Named:
        return lambda shown: {**school(shown), "public_id": getattr(shown.reviewed, name).public_id}

    return Example(seen_by, of(which, own_school), of(f"other_{which}", other_school), **facts)


REVIEWS: dict[str, Example] = {
    "reviews": of_school(),
    "review_begin": of_school(methods=("POST",), not_a_page=BUTTON),
    "school_priorities": Example("consortium", own_school, other_school),
    "review": of_review(),
    "review_area": of_review(more=AN_AREA),
    "review_area_edit": of_review(more=AN_AREA, methods=("GET", "POST")),
    "review_history": of_review(),
    "review_priorities": of_review(methods=("GET", "POST")),
    "review_summary": of_review(methods=("GET", "POST")),
    **{
        f"review_{step}": of_review(methods=("POST",), not_a_page=BUTTON)
        for step in ("share", "take_back", "publish", "withdraw", "close", "reopen", "staff", "read")
    },
    "review_evidence_new": of_review(more=AN_AREA, methods=("GET", "POST")),
    "review_evidence_edit": with_public_id("head", "evidence", methods=("GET", "POST")),
    "review_evidence_remove": with_public_id("head", "evidence", methods=("POST",), not_a_page=BUTTON),
    "review_evidence_restore": with_public_id("head", "evidence", methods=("POST",), not_a_page=BUTTON),
    "review_evidence_file": with_public_id("head", "evidence", not_a_page=FILE),
    "packs": of_school("governor", methods=("GET", "POST")),
    "pack": with_public_id("governor", "pack"),
    "pack_again": with_public_id("governor", "pack", methods=("POST",), not_a_page=BUTTON),
    "pack_file": with_public_id("governor", "pack", not_a_page=FILE),
}
