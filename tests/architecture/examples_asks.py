"""The addresses of asks, of the broker's pages and of the unmet board."""

from typing import Any

from brokerage.enums import AskState
from brokerage.models import NationalProvision
from tests.architecture.example import BUTTON, FORM, Arguments, Example, of_school
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_asks import the_ask


def of_ask(seen_by: str = "head", state: str = AskState.OPEN, **facts: Any) -> Example:
    def own(shown: Furnished) -> Arguments:
        return {"public_id": the_ask(shown.world.school, state).public_id}

    def other(shown: Furnished) -> Arguments:
        return {"public_id": the_ask(shown.world.other_school, state).public_id}

    return Example(seen_by, own, other, **facts)


def a_provision(shown: Furnished) -> Arguments:
    return {"pk": NationalProvision.objects.earliest("pk").pk}


ASKS: dict[str, Example] = {
    "brokerage": Example("consortium"),
    "ask_new": of_school(methods=FORM),
    "group_ask": Example(
        "convenor",
        lambda shown: {"slug": shown.group.slug},
        lambda shown: {"slug": shown.other_group.slug},
        methods=FORM,
    ),
    "ask": of_ask(),
    "ask_change": of_ask(methods=FORM),
    "ask_withdraw": of_ask(methods=FORM),
    "ask_kind": of_ask("adviser", methods=FORM),
    "ask_look_again": of_ask("adviser", AskState.UNMET, methods=("POST",), not_a_page=BUTTON),
    "match": of_ask("adviser", methods=FORM),
    "match_all": of_ask("adviser"),
    "match_done": of_ask("adviser", AskState.UNMET),
    "match_unmet": of_ask("adviser", methods=FORM),
    "unmet": Example("consortium"),
    "provision_new": Example("consortium", methods=FORM),
    "provision_edit": Example("consortium", a_provision, methods=FORM),
}
