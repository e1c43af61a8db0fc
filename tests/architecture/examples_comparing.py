"""Examples of comparisons: measures, comparator sets, two schools, what is set, and the runs."""

from typing import Any

from schools.enums import RunState
from schools.models import (
    ComparatorSet,
    ComparisonRun,
)
from tests.architecture.example import (
    BUTTON,
    FILE,
    FORM,
    Arguments,
    Example,
    Named,
    of_school,
    with_more,
)
from tests.architecture.furnished import Furnished


def the_run(shown: Furnished) -> Arguments:
    """The newest; in a grown world another one than in the beginning."""
    return {"run": ComparisonRun.objects.get(state=RunState.CURRENT).pk}


def of_set(which: str = "kept", **facts: Any) -> Example:
    """A comparator set of the head's for the own school, of a teacher's for one that they no longer see."""

    def named(persona: str) -> Named:
        def arguments(shown: Furnished) -> Arguments:
            owned = ComparatorSet.objects.select_related("school").filter(
                owner__email=f"{persona}@demo.example", removed_at__isnull=which == "kept"
            )
            found = owned.earliest("pk")
            return {"number": found.school.number, "public_id": found.public_id}

        return arguments

    return Example("head", named("head"), named("teacher"), **facts)


def beside(which: str) -> Named:
    """The school and the last one of the furnished world."""

    def arguments(shown: Furnished) -> Arguments:
        school = shown.world.school if which == "world.school" else shown.world.other_school
        return {"number": school.number, "other": shown.schools[2].number}

    return arguments


COMPARING: dict[str, Example] = {
    "measures": of_school(),
    "measure": of_school(more={"code": "attendance"}),
    "measure_history": of_school(more={"code": "attendance"}),
    "measure_table": of_school(more={"code": "attendance"}),
    "measure_learn": of_school(more={"code": "attendance"}),
    "measure_gap": of_school(more={"code": "attendance"}),
    "comparators": of_school(),
    "comparators_by_name": of_school(methods=("GET", "POST"), query="?q=ysgol"),
    "comparators_by_facts": of_school(methods=("GET", "POST"), query="?fsm_to=30"),
    "comparators_default": of_school(methods=("POST",), not_a_page=BUTTON),
    "comparator_set": of_set(methods=("GET", "POST")),
    "comparator_use": of_set(methods=("POST",), not_a_page=BUTTON),
    "comparator_remove": of_set(methods=("POST",), not_a_page=BUTTON),
    "comparator_restore": of_set("removed", methods=("POST",), not_a_page=BUTTON),
    "two_schools_find": of_school(),
    "two_schools_mine": of_school(not_a_page="a redirect"),
    "two_schools": Example("head", beside("world.school"), beside("world.other_school")),
    "two_schools_export": Example(
        "head",
        with_more(beside("world.school"), form="csv"),
        with_more(beside("world.other_school"), form="csv"),
        not_a_page=FILE,
    ),
    "comparing_settings": Example("head"),
    "comparing_bands_new": Example("data_officer", lambda shown: {"phase": "primary"}, methods=FORM),
    "comparing_bands": Example(
        "data_officer", lambda shown: {"phase": "primary", "year": 2012}, methods=FORM
    ),
    "comparing_bands_remove": Example(
        "data_officer",
        lambda shown: {"phase": "primary", "year": 2012},
        methods=("POST",),
        not_a_page=BUTTON,
    ),
    "comparing_weights_remove": Example(
        "data_officer",
        lambda shown: {"phase": "every", "year": 2012},
        methods=("POST",),
        not_a_page=BUTTON,
    ),
    "comparing_weights_new": Example("data_officer", lambda shown: {"phase": "every"}, methods=FORM),
    "comparing_weights": Example(
        "data_officer", lambda shown: {"phase": "every", "year": 2012}, methods=FORM
    ),
    "runs": Example("data_officer"),
    "run": Example("data_officer", the_run),
    "run_start": Example("data_officer", methods=("POST",), not_a_page=BUTTON),
    "measure_export": of_school(more={"code": "attendance", "form": "csv"}, not_a_page=FILE),
}
