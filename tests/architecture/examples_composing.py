"""The addresses of the composer."""

from typing import Any

from sigs.models import Composition
from tests.architecture.example import BUTTON, FILE, FORM, Arguments, Example, with_more
from tests.architecture.furnished import Furnished


def the_composition(shown: Furnished) -> Arguments:
    return {"public_id": Composition.objects.get(name_en="Primary groups").public_id}


def of_composition(more: dict[str, Any] | None = None, **facts: Any) -> Example:
    return Example("consortium", with_more(the_composition, **(more or {})), **facts)


FINISHED = {"number": 1}

COMPOSING: dict[str, Example] = {
    "compositions": Example("consortium"),
    "composition_new": Example("consortium", methods=FORM),
    "composition": of_composition(),
    "composition_drop": of_composition(methods=("POST",), not_a_page=BUTTON),
    "composition_rule": of_composition({"rule": "apart"}, methods=FORM),
    "composition_run_start": of_composition(methods=("POST",), not_a_page=BUTTON),
    "composition_compare": of_composition(),
    "composition_run": of_composition(FINISHED, query="?group=1"),
    "composition_run_cancel": of_composition(FINISHED, methods=("POST",), not_a_page=BUTTON),
    "composition_swap": of_composition(FINISHED, methods=("POST",), not_a_page=BUTTON),
    "composition_pin": of_composition(FINISHED, methods=("POST",), not_a_page=BUTTON),
    "composition_export": of_composition({**FINISHED, "form": "csv"}, not_a_page=FILE),
}
