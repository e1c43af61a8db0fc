"""The addresses of matching: the region, give and get, how points are counted."""

from tests.architecture.example import BUTTON, FORM, Arguments, Example
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_matching import the_match


def of_match(shown: Furnished) -> Arguments:
    return {"public_id": the_match().public_id}


def of_need(shown: Furnished) -> Arguments:
    match = the_match()
    row = match.rows.select_related("ask").first()
    assert row is not None
    return {"public_id": match.public_id, "ask": row.ask.public_id}


MATCHING: dict[str, Example] = {
    "region_matches": Example("consortium"),
    "region_match_start": Example("consortium", methods=("POST",), not_a_page=BUTTON),
    "region_match": Example("consortium", of_match),
    "region_match_other": Example("consortium", of_need),
    "mutual_pairs": Example("consortium"),
    "weights": Example("consortium"),
    "weights_change": Example("consortium", methods=FORM),
}
