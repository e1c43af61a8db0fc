"""Runs in words: how long, on which figures, what came of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from schools.enums import Phase, RunState
from schools.models import (
    BenchmarkBoundary,
    BenchmarkCut,
    ComparisonRun,
    Indicator,
    Release,
)
from schools.queries.runs import (
    Band,
    Progress,
    bands_read,
    cut_rows,
    newest_import,
    official_boundaries,
    progress_of,
    releases_by_year,
    runs_for,
)
from schools.units import academic_year

STATE_KIND = {
    RunState.BUILDING: "acting",
    RunState.CURRENT: "good",
    RunState.REPLACED: "quiet",
    RunState.CORRECTION: "quiet",
    RunState.FAILED: "bad",
}


@dataclass(frozen=True)
class RunRow:
    run: ComparisonRun
    progress: Progress

    @property
    def kind(self) -> str:
        return STATE_KIND[self.progress.state]

    @property
    def duration(self) -> str:
        return duration(self.run)

    @property
    def counts(self) -> list[str]:
        return counts(self.run)[:3]


def run_rows(user: Any, most: int) -> list[RunRow]:
    return [RunRow(run, progress_of(run)) for run in runs_for(user)[:most]]


def is_outdated(shown: ComparisonRun | None) -> bool:
    """Whether figures were imported, or an import undone, after the shown run read them."""
    return shown is not None and shown.data_until != newest_import(shown.region)


def duration(run: ComparisonRun) -> str:
    """Empty while it is not known."""
    begun = run.job.started_at if run.job and run.job.started_at else run.started_at
    if run.finished_at is None:
        return ""
    seconds = max((run.finished_at - begun) / dt.timedelta(seconds=1), 0.1)
    if seconds < 10:
        return str(_("%(n)s seconds") % {"n": number_format(round(seconds, 1), 1)})
    whole = round(seconds)
    if whole < 120:
        return ngettext("%(n)s second", "%(n)s seconds", whole) % {"n": number_format(whole)}
    minutes = round(seconds / 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": number_format(minutes)}


def counts(run: ComparisonRun) -> list[str]:
    """What counts in it, the most telling first."""
    found = run.counts
    if not found:
        return []
    if run.state == RunState.CORRECTION:
        return correction_counts(found)
    schools, comparisons, quarters = found["schools"], found["comparisons"], found["quarters"]
    cuts, lines = found["cuts"], found["lines"]
    written = {name: number_format(number, 0, force_grouping=True) for name, number in found.items()}
    return [
        ngettext("%(n)s school", "%(n)s schools", schools) % {"n": written["schools"]},
        ngettext("%(n)s figure compared", "%(n)s figures compared", comparisons)
        % {"n": written["comparisons"]},
        ngettext("%(n)s placed in a quarter", "%(n)s placed in a quarter", quarters)
        % {"n": written["quarters"]},
        ngettext("%(n)s set of cut points", "%(n)s sets of cut points", cuts) % {"n": written["cuts"]},
        ngettext("%(n)s line on free school meals", "%(n)s lines on free school meals", lines)
        % {"n": written["lines"]},
    ]


def correction_counts(found: dict[str, int]) -> list[str]:
    return [
        str(_("Put into run %(run)s") % {"run": found["corrected_run"]}),
        ngettext("%(n)s change taken up", "%(n)s changes taken up", found["changes"])
        % {"n": number_format(found["changes"], 0, force_grouping=True)},
        ngettext("%(n)s row put right", "%(n)s rows put right", found["rows"])
        % {"n": number_format(found["rows"], 0, force_grouping=True)},
    ]


def said(progress: Progress) -> StrOrPromise:
    """For those who listen: three sentences in all, however often they ask."""
    if progress.state == RunState.FAILED:
        return _("The comparisons could not be computed.")
    if progress.finished:
        return _("The comparisons are ready.")
    if progress.percent >= 50:
        return _("Half of the comparisons are computed.")
    return _("The comparisons are being computed.")


@dataclass(frozen=True)
class CutRow:
    """`origin`: whose quartiles these are."""

    name: StrOrPromise
    bounds: StrOrPromise
    cut: BenchmarkCut
    origin: StrOrPromise


@dataclass(frozen=True)
class CutTable:
    """The cut points of one year. `is_confirmed`: the bounds of the groups have a published source."""

    year: StrOrPromise
    source: StrOrPromise
    is_confirmed: bool
    rows: list[CutRow]


def cut_tables(run: ComparisonRun, indicator: Indicator, phase: Phase) -> list[CutTable]:
    """Newest year first; the groups, then all of the phase."""
    releases = releases_by_year(indicator)
    bands = bands_read(run, phase)
    official = official_boundaries(indicator, phase)
    years: dict[int, list[BenchmarkCut]] = {}
    for cut in cut_rows(run, indicator, phase):
        years.setdefault(cut.year, []).append(cut)
    return [cut_table(year, cuts, releases.get(year), bands, official) for year, cuts in years.items()]


def cut_table(
    year: int,
    cuts: list[BenchmarkCut],
    release: Release | None,
    bands: dict[int, list[Band]],
    official: Mapping[tuple[int, int], BenchmarkBoundary],
) -> CutTable:
    in_force = bands.get(max((start for start in bands if start <= year), default=0), [])
    return CutTable(
        year=release.name if release and not release.year_known else academic_year(year),
        source=release.source if release else "",
        is_confirmed=all(band.confirmed for band in in_force),
        rows=[
            cut_row(cut, in_force, origin_of(cut, official.get((year, cut.group))))
            for cut in sorted(cuts, key=lambda cut: (cut.group == 0, cut.group))
        ],
    )


def origin_of(cut: BenchmarkCut, boundary: BenchmarkBoundary | None) -> StrOrPromise:
    """The boundary says more of it while what the run read still stands."""
    if not cut.official:
        return _("computed by the portal")
    read = (cut.q1, cut.median, cut.q3)
    if boundary is None or (boundary.lower, boundary.median, boundary.upper) != read:
        return _("official, changed since this run")
    facts = {"version": boundary.version, "release": boundary.release.name}
    if not boundary.version:
        return _("official, from release: %(release)s") % facts
    return _("official, version %(version)s, from release: %(release)s") % facts


def cut_row(cut: BenchmarkCut, bands: list[Band], origin: StrOrPromise) -> CutRow:
    if cut.group == 0:
        return CutRow(_("All of the phase"), "", cut, origin)
    name = _("Group %(number)s") % {"number": cut.group}
    if cut.group > len(bands):
        # Of a run that did not note what it read.
        return CutRow(name, "", cut, origin)
    low = bands[cut.group - 2].upper if cut.group > 1 else None
    return CutRow(name, bounds_in_words(low, bands[cut.group - 1].upper), cut, origin)


def bounds_in_words(low: float | None, high: float) -> StrOrPromise:
    """Percent of pupils eligible for free school meals."""
    written = {"low": percent(low or 0), "high": percent(high)}
    if low is None:
        return _("up to %(high)s%%") % written
    if high >= 100:
        return _("over %(low)s%%") % written
    return _("over %(low)s%%, up to %(high)s%%") % written


def percent(bound: float) -> str:
    return number_format(bound, 0 if bound == round(bound) else 1)
