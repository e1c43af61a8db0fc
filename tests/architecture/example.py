"""What an example of an address is: which object, as whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation

from tests.architecture.furnished import Furnished

Arguments = Mapping[str, Any]
Named = Callable[[Furnished], Arguments]


@dataclass(frozen=True)
class Example:
    # Whose page it is: a persona's name, or "" for somebody who is not signed in.
    seen_by: str
    # What belongs to Ysgol Gyfun Brawf (the head's), and what belongs to Ysgol Gynradd Arall.
    own: Named = lambda shown: {}
    other: Named | None = None
    methods: tuple[str, ...] = ("GET",)
    # Why it is not looked at as a page: a file, an answer for machines, a redirect, a button.
    not_a_page: str = ""
    query: str = ""

    def address(self, name: str, shown: Furnished, language: str = "en", other: bool = False) -> str:
        named = self.other if other and self.other else self.own
        with translation.override(language):
            return reverse(name, kwargs=dict(named(shown))) + self.query


def own_school(shown: Furnished) -> Arguments:
    return {"number": shown.world.school.number}


def other_school(shown: Furnished) -> Arguments:
    return {"number": shown.world.other_school.number}


def with_more(named: Named, **more: Any) -> Named:
    return lambda shown: {**named(shown), **more}


def of_school(seen_by: str = "head", **facts: Any) -> Example:
    more = facts.pop("more", {})
    return Example(seen_by, with_more(own_school, **more), with_more(other_school, **more), **facts)


BUTTON = "a button: it answers POST alone"
FILE = "a file to download"
FOR_MACHINES = "an answer for machines"
FORM = ("GET", "POST")
