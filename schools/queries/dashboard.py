"""What the region's dashboard reads besides the run's summaries."""

from django.db.models import QuerySet

from schools.models import Boundary, CategorySummary, ComparisonRun, RegionFigure, School
from schools.queries.comparisons import Chosen


def region_boundaries() -> list[Boundary]:
    """With their authorities, by name; the authorities of the region that have an outline."""
    rows = Boundary.objects.filter(authority__region__isnull=False)
    return list(rows.select_related("authority").order_by("authority__name_en"))


def schools_on_map(chosen: Chosen) -> QuerySet[School]:
    schools = School.objects.open().of_region().exclude(phase="pru")
    if chosen.authority is not None:
        schools = schools.filter(authority=chosen.authority)
    if chosen.phase:
        schools = schools.filter(phase=chosen.phase)
    if chosen.medium:
        schools = schools.filter(medium=chosen.medium)
    return schools.order_by("sort_en")


def years_of(run: ComparisonRun) -> list[int]:
    """Years that the run has figures or categories of, newest first."""
    figures = RegionFigure.objects.filter(run=run, nation=False).values_list("year", flat=True).order_by()
    cycles = CategorySummary.objects.filter(run=run).values_list("year", flat=True).order_by()
    return sorted(set(figures.union(cycles)), reverse=True)
