"""Everything that stands in a pack, in the language that is active."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import charts, clock
from schools.enums import AreaStanding, ReviewState
from schools.models import CategoryRecord, ComparisonRun, Pack, Review, School
from schools.presenting.comparedwith import ComparedWith
from schools.presenting.glance import Glance, glance
from schools.presenting.key import spread_key
from schools.presenting.pack.measures import (
    GapLine,
    PackMeasure,
    attendance_trends,
    gap_lines,
    pack_measures,
)
from schools.presenting.standing import Finding, findings, measure_rows
from schools.queries.comparators import default_comparators, displayed
from schools.queries.pack import pack_rows, releases_behind
from schools.queries.review import shared_review
from schools.queries.school import category_history, predecessors
from schools.units import academic_year
from schools.wording import facts_line

HOW_TO_READ = (
    _(
        "Similar schools are the schools in Wales most like this one by size, free school meals and other"
        " facts that the portal names. They are put in order and cut into four quarters; quarter 1 is the"
        " most favourable. The portal works this out itself: it is not an official benchmark."
    ),
    _(
        "A place among other schools says where to look, not why. Small schools move a lot from year to year"
        " by chance alone: look at several years."
    ),
    _(
        "Figures of fewer than five pupils are never shown, and those of five to nine only as one figure for"
        " all pupils, without a place. A star stands where a figure is not shown; a dash where there is none."
    ),
    _("A year such as 2024/25 is a school year. Where a measure changed, lines and changes stop."),
)
QUESTIONS = (
    _("Which figure here surprised you, and what did the school know about it before?"),
    _("Which pupils moved it most, and what was done differently for them?"),
    _("How do pupils eligible for free school meals fare, and what is the school's plan for them?"),
    _("Which schools with a similar intake do something that our school could look at?"),
    _("What do the school's own evidence and this pack agree on, and where do they differ?"),
    _("How will we know by next year that the priorities have been reached?"),
)
GLOSSARY = (
    (
        _("Eligible for free school meals"),
        _("Pupils whose families qualify for free school meals by income."),
    ),
    (_("Middle"), _("Half of the schools lie above it, half below: the median.")),
    (_("Middle half"), _("The schools that are neither in the highest nor in the lowest quarter.")),
    (_("Cohort"), _("The pupils whom a figure is about.")),
    (_("Percentage point"), _("The difference between two percentages: from 90% to 92% is two points.")),
    (_("Support category"), _("Green, yellow, amber or red: national, published from 2015 to January 2020.")),
)


@dataclass(frozen=True)
class PackReview:
    """The own review as governors see it: nothing of one that is not shared."""

    year: str
    language: str
    state: Any
    summary: str
    areas: list[tuple[Any, Any]]
    priorities: list[tuple[str, str]]


@dataclass(frozen=True)
class PackContents:
    pack: Pack
    school: School
    facts: str
    day: dt.date
    made_by: str
    sources: list[str]
    run: ComparisonRun
    compared: str
    glance: Glance
    findings: list[Finding]
    measures: list[PackMeasure]
    key: list[charts.LegendItem]
    trends: list[charts.Trend]
    gaps: list[GapLine]
    categories: list[CategoryRecord]
    review: PackReview | None
    how_to_read: tuple[Any, ...] = HOW_TO_READ
    questions: tuple[Any, ...] = QUESTIONS
    glossary: tuple[tuple[Any, Any], ...] = GLOSSARY


def pack_contents(pack: Pack, prefix: str) -> PackContents:
    """`prefix` keeps the drawings of two languages in one document apart."""
    school = pack.school
    comparators = default_comparators(school)
    run = comparators.run or pack.run
    rows = pack_rows(run, school)
    standing = measure_rows(school, exact=False, comparators=comparators)
    others = displayed(comparators, indicators=rows.indicators)
    size = next((row.shown.value for row in standing if row.indicator.code == "pupils"), None)
    review = shared_review(school)
    return PackContents(
        pack=pack,
        school=school,
        facts=facts_line(school, size),
        day=clock.today(),
        made_by=pack.asked_by.name,
        sources=sorted({str(release.source) for release in releases_behind(school, rows)}),
        glance=glance(school, standing),
        run=run,
        compared=str(ComparedWith(comparators).stated),
        findings=findings(standing),
        measures=pack_measures(standing, rows, others, prefix),
        key=spread_key(),
        trends=attendance_trends(rows, others, prefix),
        gaps=gap_lines(rows),
        categories=category_history(school, predecessors(school)),
        review=pack_review(review) if review else None,
    )


def pack_review(review: Review) -> PackReview:
    sections = review.sections.select_related("area")
    return PackReview(
        year=academic_year(review.year),
        language=review.language,
        state=ReviewState(review.state).label,
        summary=review.summary if review.published_at else "",
        areas=[(row.area.name, AreaStanding(row.standing).label) for row in sections if row.standing],
        priorities=[(row.text, row.measure) for row in review.priorities.all()],
    )
