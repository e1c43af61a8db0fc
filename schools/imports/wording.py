"""A preview in words and numbers: the same on the page and on the command line."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from schools.enums import FileKind
from schools.imports.problems import Problem

TABLES: Mapping[str, StrOrPromise] = {
    "school": _("Schools"),
    "result": _("Figures"),
    "category": _("Support categories"),
    "link": _("Links between schools"),
    "boundary": _("Boundaries"),
    "benchmark": _("Boundaries of benchmark groups"),
}
OUTCOMES: Mapping[str, StrOrPromise] = {
    "new": _("New"),
    "changed": _("Changed"),
    "same": _("The same"),
    "older": _("Older, not used"),
}


def kind_label(kind: str) -> str:
    return str(FileKind(kind).label) if kind else str(_("Unknown"))


def counted(count: int) -> str:
    return number_format(count, use_l10n=True, force_grouping=True)


def extent(counts: Mapping[str, Any]) -> str:
    """ "375 schools in 750 rows"."""
    schools, rows = counts.get("schools", 0), counts.get("rows", 0)
    said_rows = ngettext("%(shown)s row", "%(shown)s rows", rows) % {"shown": counted(rows)}
    if not schools:
        return said_rows
    said_schools = ngettext("%(shown)s school", "%(shown)s schools", schools) % {"shown": counted(schools)}
    return _("%(schools)s in %(rows)s") % {"schools": said_schools, "rows": said_rows}


def outcome_rows(counts: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """For each kind of row: how many are new, changed, the same, older."""
    found = counts.get("tables", {})
    for table in TABLES:
        if table in found:
            yield str(TABLES[table]), [(str(OUTCOMES[name]), found[table][name]) for name in OUTCOMES]


def measure_rows(counts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Measure, school year, figures and those without a value."""
    names = {code: (english, welsh) for code, english, welsh in counts.get("measure_names", [])}
    welsh = (get_language() or "").startswith("cy")
    undated = published_label(counts)
    return [
        {
            "name": names.get(indicator, (indicator, indicator))[welsh] if indicator else TABLES["category"],
            "year": undated or f"{year - 1}/{year % 100:02}",
            "shown": shown,
            "missing": missing,
        }
        for indicator, year, shown, missing in counts.get("measures", [])
    ]


def published_label(counts: Mapping[str, Any]) -> str:
    """For a list of schools that does not say which year its figures are of: when it was published."""
    if not counts.get("undated") or not counts.get("lists"):
        return ""
    month = date_format(dt.date.fromisoformat(counts["lists"][-1]), "F Y")
    return _("as published in %(month)s") % {"month": month}


def closing_rows(counts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"number": number, "name": name, "on": dt.date.fromisoformat(date)}
        for number, name, date in counts.get("closing_schools", [])
    ]


def problems_of(stored: list[Mapping[str, Any]]) -> list[Problem]:
    return [Problem.from_json(entry) for entry in stored]


def notes_of(counts: Mapping[str, Any]) -> list[str]:
    return [problem.sentence for problem in problems_of(counts.get("notes", []))]


def text_lines(kind: str, counts: Mapping[str, Any]) -> Iterator[str]:
    """The preview for a terminal."""
    yield _("%(kind)s: %(extent)s.") % {"kind": kind_label(kind), "extent": extent(counts)}
    for table, outcomes in outcome_rows(counts):
        said = ", ".join(f"{name.lower()} {counted(count)}" for name, count in outcomes)
        yield f"  {table}: {said}"
    yield "  " + _("Unmatched, set aside: %(extent)s") % {"extent": extent(counts.get("set_aside", {}))}
    yield "  " + _("Out of range: %(count)s") % {"count": counts.get("out_of_range", 0)}
    yield "  " + _("Schools closing: %(count)s") % {"count": counts.get("closing", 0)}
    for number, name, date in counts.get("closing_schools", []):
        yield f"    {number} {name} ({date})"
    for sentence in notes_of(counts):
        yield f"  {sentence}"
