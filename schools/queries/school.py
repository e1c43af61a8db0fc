"""One school's facts, for its page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from schools.enums import Group, IndicatorKind, IndicatorState
from schools.models import CategoryRecord, Contact, Indicator, Release, Result, School, SchoolLink


@dataclass(frozen=True)
class PublishedFigure:
    """The newest figure of one indicator (and part of an all-age school), with where it comes from."""

    indicator: Indicator
    part: str
    value: float | None
    cohort: int | None
    missing: str
    year: int
    release: Release
    # Pupils of the groups that have a figure too: schools.disclosure.gives_away.
    beside: Sequence[int] = ()


def newest_results(school: School) -> list[PublishedFigure]:
    """The newest row of every indicator (and part) that there is for the school, in the catalogue's order."""
    newest = (
        Result.objects.filter(school=school, group=Group.ALL)
        .order_by("indicator_id", "part", "-year")
        .distinct("indicator_id", "part")
        .select_related("indicator", "release")
        .with_groups_beside()
    )
    figures = [
        PublishedFigure(
            row.indicator, row.part, row.value, row.cohort, row.missing, row.year, row.release, row.beside
        )
        for row in newest
    ]
    return sorted(figures, key=lambda figure: (figure.indicator.position, figure.part))


def published_figures(school: School) -> list[PublishedFigure]:
    return published_among(newest_results(school))


def published_among(results: Iterable[PublishedFigure]) -> list[PublishedFigure]:
    """What a publication gave. Teacher assessment is history and stands on its measure's page, like measures
    that are retired."""
    return [
        row for row in results if not is_assessment(row) and row.indicator.state != IndicatorState.RETIRED
    ]


def is_assessment(figure: PublishedFigure) -> bool:
    """For the school itself, its adviser and its authority alone: from 2018 on it is published nowhere."""
    return bool(figure.indicator.kind == IndicatorKind.TEACHER_ASSESSMENT)


def category_history(school: School, before: Iterable[SchoolLink]) -> list[CategoryRecord]:
    """The national categories of the school and of those it carries on from, by year."""
    line = [school.pk, *(link.predecessor_id for link in before)]
    return list(
        CategoryRecord.objects.filter(school__in=line).select_related("school", "release").order_by("year")
    )


def links_of(school: School) -> tuple[list[SchoolLink], list[SchoolLink]]:
    """To those it carries on from, and to those that carry on from it, in one query."""
    rows = SchoolLink.objects.filter(Q(predecessor=school) | Q(successor=school))
    found = list(rows.select_related("predecessor", "successor"))
    before = [link for link in found if link.successor_id == school.pk]
    after = [link for link in found if link.predecessor_id == school.pk]
    return (
        sorted(before, key=lambda link: link.predecessor.number),
        sorted(after, key=lambda link: link.successor.number),
    )


def predecessors(school: School) -> list[SchoolLink]:
    return links_of(school)[0]


def successors(school: School) -> list[SchoolLink]:
    return links_of(school)[1]


def contacts_of(school: School) -> list[Contact]:
    order = {"head": 0, "acting_head": 1, "deputy": 2, "chair": 3, "office": 4}
    rows = school.contacts.select_related("changed_by")
    return sorted(rows, key=lambda contact: order[contact.role])


def federation_of(school: School) -> tuple[str, list[School]] | None:
    """The federation the school belongs to now, and its other schools."""
    membership = school.federations.filter(ends_on__isnull=True).select_related("federation").first()
    if membership is None:
        return None
    others = School.objects.filter(
        federations__federation=membership.federation, federations__ends_on__isnull=True
    ).exclude(pk=school.pk)
    return membership.federation.name, list(others)


def releases_of(figures: Iterable[PublishedFigure]) -> list[Release]:
    unique: dict[int, Release] = defaultdict()
    for figure in figures:
        unique[figure.release.pk] = figure.release
    return sorted(unique.values(), key=lambda release: release.published_on, reverse=True)


def first_part(school: School, indicator: Indicator) -> str:
    """Of an all-age school whose figures are given for each of its parts alone; otherwise empty."""
    parts = set(Result.objects.filter(school=school, indicator=indicator).values_list("part", flat=True))
    return min(parts, default="") if "" not in parts else ""
