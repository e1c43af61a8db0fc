"""What releases of figures brought: to the region, and to one school."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, JSONObject

from schools.enums import BatchState, Group
from schools.models import Announcement, ImportBatch, ImportChange, Region, Result, School

RESULTS = "result"
# Columns of a file that no page of these needs.
LARGE = ("content", "problems", "set_aside")


def unannounced_files(region: Region) -> list[ImportBatch]:
    """Stored files with figures of the region's schools that no announcement has told of."""
    figures = ImportChange.objects.filter(batch=OuterRef("pk"), table=RESULTS)
    rows = ImportBatch.objects.filter(
        Exists(figures), region=region, state=BatchState.STORED, announced__isnull=True
    )
    return list(rows.select_related("release").defer(*LARGE).order_by("stored_at", "pk"))


def changes_of(files: Iterable[ImportBatch]) -> Any:
    """Changed figures of all pupils at the region's schools, with indicator, year and school as columns."""

    def fact(name: str, field: Any) -> Cast:
        return Cast(Coalesce(KeyTextTransform(name, "after"), KeyTextTransform(name, "before")), field)

    changes: Any = ImportChange.objects.filter(batch__in=[file.pk for file in files], table=RESULTS)
    rows = changes.annotate(
        indicator=fact("indicator_id", BigIntegerField()),
        year=fact("year", IntegerField()),
        school=fact("school_id", BigIntegerField()),
        pupils=Coalesce(KeyTextTransform("group", "after"), KeyTextTransform("group", "before")),
        had=KeyTextTransform("value", "before"),
        has=KeyTextTransform("value", "after"),
    )
    return rows.filter(
        pupils=Group.ALL, school__in=School.objects.filter(scope__isnull=False).order_by().values("pk")
    )


def figures_that_came(files: Iterable[ImportBatch]) -> list[dict[str, int]]:
    """Per indicator and year: how many schools, and of how many the figure is new, corrected, withdrawn."""
    withdrawn = Q(had__isnull=False, has__isnull=True)
    rows = (
        changes_of(files)
        .order_by()
        .values("indicator", "year")
        .annotate(
            schools=Count("school", distinct=True),
            new=Count("school", distinct=True, filter=Q(had__isnull=True, has__isnull=False)),
            corrected=Count("school", distinct=True, filter=Q(had__isnull=False, has__isnull=False)),
            withdrawn=Count("school", distinct=True, filter=withdrawn),
        )
    )
    return [dict(row) for row in rows.order_by("-year", "indicator")]


def schools_that_came(files: Iterable[ImportBatch]) -> set[int]:
    return set(changes_of(files).order_by().values_list("school", flat=True).distinct())


def announcements_for(user: Any) -> QuerySet[Announcement]:
    found: QuerySet[Announcement] = Announcement.objects.visible_to(user)
    return found.select_related("published_by")


def announcement_for(user: Any, public_id: UUID) -> Announcement | None:
    return announcements_for(user).select_related("region__scope").filter(public_id=public_id).first()


def files_of(announcement: Announcement) -> list[ImportBatch]:
    rows = ImportBatch.objects.filter(announced__announcement=announcement).select_related("release")
    return list(rows.defer(*LARGE).order_by("pk"))


def results_that_came(school: School, files: Sequence[ImportBatch]) -> list[tuple[Result, Result | None]]:
    """The school's figures of all pupils that the files changed, the newest year of each measure, with that
    of the year before; in the catalogue's order."""
    changed = ImportChange.objects.filter(batch__in=[file.pk for file in files], table=RESULTS).values("row")
    came = list(
        Result.objects.filter(school=school, group=Group.ALL, pk__in=changed)
        .order_by("indicator_id", "part", "-year")
        .distinct("indicator_id", "part")
        .select_related("indicator", "release")
        .with_groups_beside()
    )
    before = {
        (row.indicator_id, row.part, row.year): row
        for row in Result.objects.filter(
            school=school, group=Group.ALL, indicator__in=[row.indicator_id for row in came]
        )
        .select_related("indicator", "release")
        .with_groups_beside()
    }
    came.sort(key=lambda row: (row.indicator.position, row.part))
    return [(row, before.get((row.indicator_id, row.part, row.year - 1))) for row in came]


def announced_since(user: Any, moment: Any) -> QuerySet[Any]:
    """When, the public id, and the title in both languages."""
    rows = announcements_for(user).filter(published_at__gt=moment).order_by()
    titles = JSONObject(title_en="title_en", title_cy="title_cy")
    reference = Cast("public_id", CharField())
    return rows.values_list("published_at", Value("announcement"), reference, titles)
