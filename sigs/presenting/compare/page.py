"""The page of a group's schools side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from schools.enums import ShareLevel
from schools.models import School, Topic
from schools.queries.shares import is_at_least
from schools.queries.strengths import strong_and_weak
from schools.queries.topics import areas
from sigs.presenting.compare.figures import NO_FIGURE, Cell, Measure, SchoolRow
from sigs.presenting.compare.measures import measures
from sigs.queries.sharing import Sharing


@dataclass(frozen=True)
class StripRow:
    school: School
    quarters: Sequence[tuple[Measure, int | None]]


@dataclass(frozen=True)
class AreaRow:
    area: Topic
    strong: Sequence[School]
    weak: Sequence[School]


@dataclass(frozen=True)
class Comparing:
    """The page: what is shown of the schools that the reader may see."""

    sharing: Sharing
    schools: Sequence[School]
    measures: Sequence[Measure]
    areas: Sequence[AreaRow]

    @property
    def context(self) -> list[Measure]:
        return [measure for measure in self.measures if measure.is_context]

    @property
    def outcomes(self) -> list[Measure]:
        return [measure for measure in self.measures if not measure.is_context]

    @cached_property
    def context_rows(self) -> list[tuple[School, list[tuple[Measure, Cell]]]]:
        """By school, the newest figure of each measure of context."""
        return [
            (school, [(measure, newest_of(measure, school)) for measure in self.context])
            for school in self.schools
        ]

    @cached_property
    def strip_measures(self) -> list[Measure]:
        return [measure for measure in self.outcomes if measure.has_quarters]

    @cached_property
    def strip(self) -> list[StripRow]:
        """The quarters of the schools that share their profile, in their newest year."""
        return [
            StripRow(school, [(measure, quarter_of(measure, school)) for measure in self.strip_measures])
            for school in self.schools
            if is_at_least(self.sharing.seen.get(school.pk), ShareLevel.PROFILE)
        ]

    @property
    def sees_gaps(self) -> bool:
        return any(is_at_least(level, ShareLevel.PROFILE_EFSM) for level in self.sharing.seen.values())

    @property
    def sees_profiles(self) -> bool:
        return any(is_at_least(level, ShareLevel.PROFILE) for level in self.sharing.seen.values())


def row_of(measure: Measure, school: School) -> SchoolRow | None:
    return next((row for row in measure.rows if row.school == school), None)


def newest_of(measure: Measure, school: School) -> Cell:
    row = row_of(measure, school)
    return row.newest if row else Cell(NO_FIGURE)


def quarter_of(measure: Measure, school: School) -> int | None:
    row = row_of(measure, school)
    return row.newest.quarter if row else None


def comparing(sharing: Sharing) -> Comparing:
    return Comparing(
        sharing=sharing,
        schools=[school for school in sharing.members if school.pk in sharing.seen],
        measures=measures(sharing.members, sharing.seen),
        areas=area_rows(sharing),
    )


def area_rows(sharing: Sharing) -> list[AreaRow]:
    """Strengths beside needs by area, of the schools that share their profile."""
    schools = [
        school for school in sharing.members if is_at_least(sharing.seen.get(school.pk), ShareLevel.PROFILE)
    ]
    if not schools:
        return []
    known = strong_and_weak([school.pk for school in schools])
    rows = [
        AreaRow(
            area,
            [school for school in schools if area.pk in known[school.pk][0]],
            [school for school in schools if area.pk in known[school.pk][1]],
        )
        for area in areas()
    ]
    return [row for row in rows if row.strong or row.weak]
