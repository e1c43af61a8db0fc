"""The addresses of offers, invitations and capacity."""

from collections.abc import Callable
from typing import Any

from brokerage.services.offering import token_for
from schools.models import School
from tests.architecture.example import BUTTON, FILE, FORM, Arguments, Example, of_school
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_offers import the_draft, the_interest, the_invitation, the_offer

POST: dict[str, Any] = {"methods": ("POST",), "not_a_page": BUTTON}


def of_one(find: Callable[[School], Any], seen_by: str = "head", **facts: Any) -> Example:
    def own(shown: Furnished) -> Arguments:
        return {"public_id": find(shown.world.school).public_id}

    def other(shown: Furnished) -> Arguments:
        return {"public_id": find(shown.world.other_school).public_id}

    return Example(seen_by, own, other, **facts)


def a_link(shown: Furnished) -> Arguments:
    people = shown.world.people
    return {"token": token_for(the_offer(shown.world.school, by=people.head), people.head)}


OFFERS: dict[str, Example] = {
    "school_offer": of_school(),
    "offer_edit": of_school(methods=FORM),
    "offer_still": of_school(**POST),
    "offer_still_link": Example("", a_link, methods=FORM),
    "interest_new": of_school(methods=FORM),
    "interest_back": of_one(the_interest, **POST),
    "capacity": Example("consortium"),
    "capacity_export": Example("consortium", lambda shown: {"form": "csv"}, not_a_page=FILE),
    "help_invitation": of_one(the_invitation),
    "help_invitation_answer": of_one(the_invitation, methods=FORM),
    "help_invitation_send": of_one(the_draft, "adviser", methods=FORM),
    "help_invitation_longer": of_one(the_draft, "adviser", methods=FORM),
    "help_invitation_take_back": of_one(the_draft, "adviser", methods=FORM),
}
