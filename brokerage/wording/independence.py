"""The independence check in sentences. A broker reads that there is a tie, never who it is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from brokerage.enums import IndependenceCheck

PASSED: dict[str, StrOrPromise] = {
    IndependenceCheck.AUTHORITY: _("Another authority."),
    IndependenceCheck.GROUP: _("No improvement group in common."),
    IndependenceCheck.PEOPLE: _("Nobody works at, governs or advises both schools."),
    IndependenceCheck.WORK: _("They have not worked together recently."),
    IndependenceCheck.INTEREST: _("No interest is declared."),
}


class Result(Protocol):
    """A check just made, or one that is kept with an invitation."""

    @property
    def passed(self) -> bool: ...
    @property
    def allowed(self) -> bool: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


def sentence(name: str, result: Result) -> str:
    if result.passed:
        return str(PASSED[name])
    return str(FAILED[IndependenceCheck(name)](result))


def authority(result: Result) -> StrOrPromise:
    if result.allowed:
        return _("The same authority, which is allowed for a lighter link.")
    return _("The same authority.")


def group(result: Result) -> StrOrPromise:
    welsh = (translation.get_language() or "").startswith("cy")
    name = result.facts.get("group_cy" if welsh else "group", "")
    return _("Both are in the improvement group %(group)s.") % {"group": name}


def people(result: Result) -> StrOrPromise:
    facts = result.facts
    if facts.get("federation"):
        return _("The two schools are federated.")
    if facts.get("adviser"):
        return _("Somebody of this school is the other one’s challenge adviser.")
    if facts.get("head"):
        return _("The two schools have the same headteacher.")
    if facts.get("advises"):
        return _("Somebody of the school that asks is this school’s challenge adviser.")
    n = int(facts.get("shared", 1))
    return ngettext(
        "%(n)s person works at or governs both schools.",
        "%(n)s people work at or govern both schools.",
        n,
    ) % {"n": n}


def work(result: Result) -> StrOrPromise:
    if "since" in result.facts:
        return _("They have been working together since %(month)s.") % {"month": month(result.facts["since"])}
    return _("They worked together until %(month)s.") % {"month": month(result.facts.get("until", ""))}


def interest(result: Result) -> StrOrPromise:
    return _("One of the two schools has declared an interest in the other.")


def month(day: str) -> str:
    return date_format(dt.date.fromisoformat(day), "YEAR_MONTH_FORMAT") if day else "–"


FAILED = {
    IndependenceCheck.AUTHORITY: authority,
    IndependenceCheck.GROUP: group,
    IndependenceCheck.PEOPLE: people,
    IndependenceCheck.WORK: work,
    IndependenceCheck.INTEREST: interest,
}


@dataclass(frozen=True)
class Verdict:
    """All checks of a school in one line, as its card shows it."""

    text: str
    # Kind of the tag: good, warning, bad.
    kind: str
    needs_reason: bool
    is_barred: bool


def verdict(found: Sequence[Any]) -> Verdict:
    """`found`: what `checks` gives of one school."""
    passed = sum(one.is_in_order for one in found)
    barred = any(one.is_bar for one in found)
    if passed == len(found):
        text = ngettext("All %(n)s check passed", "All %(n)s checks passed", passed) % {"n": passed}
        return Verdict(text, "good", needs_reason=False, is_barred=False)
    text = str(_("%(passed)s of %(n)s checks passed")) % {"passed": passed, "n": len(found)}
    return Verdict(text, "bad" if barred else "warning", needs_reason=not barred, is_barred=barred)
