"""Writes a plan, and what each row was before and is after, in the transaction of whoever calls."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.enums import ScopeKind
from core.models import Scope
from schools.imports.facts import NewRelease
from schools.models import Authority, ImportBatch, ImportChange, Indicator, Release, School
from schools.services.imports.plans import Change, Plan, Row
from schools.services.imports.school_plans import NEW_SCOPE
from schools.services.imports.tables import TABLES, as_json, insert_rows, write_rows


class Store:
    """Turns the natural keys of a plan into ids as the rows they name come to exist."""

    def __init__(self, batch: ImportBatch, plan: Plan) -> None:
        self.batch = batch
        self.plan = plan
        self.changes: list[Row] = []
        self.releases = dict(Release.objects.values_list("slug", "pk"))
        self.indicators = dict(Indicator.objects.values_list("code", "pk"))
        self.authorities = dict(Authority.objects.values_list("code", "pk"))
        self.schools: dict[str, int] = {}

    def write(self) -> None:
        self.make_releases()
        self.give_scopes()
        self.write_table("school", self.plan.schools.changes.values())
        self.schools = dict(School.objects.values_list("number", "pk"))
        self.write_table("registerlist", self.plan.lists.changes.values())
        self.write_table("result", self.plan.results.changes.values())
        self.write_table("category", self.plan.categories.changes.values())
        self.write_table("link", self.plan.links.changes.values())
        self.write_table("boundary", self.plan.boundaries.changes.values())
        self.write_table("benchmark", self.plan.benchmarks.changes.values())
        self.take_in_waiting()
        insert_rows(ImportChange, self.changes)

    def remember(self, table: str, pk: int, before: Row | None, after: Row) -> None:
        self.changes.append(
            {"batch_id": self.batch.pk, "table": table, "row": pk, "before": before, "after": after}
        )

    def make_releases(self) -> None:
        for made in self.plan.releases:
            release = Release.objects.create(**release_words(made, self.batch))
            self.releases[release.slug] = release.pk
            columns = {
                field.attname: getattr(release, field.attname) for field in Release._meta.concrete_fields
            }
            self.remember("release", release.pk, None, as_json("release", columns))

    def give_scopes(self) -> None:
        """One scope for each school of the region that has none, under its authority's."""
        waiting = [
            change for change in self.plan.schools.changes.values() if change.after["scope_id"] == NEW_SCOPE
        ]
        parents = dict(Authority.objects.exclude(scope=None).values_list("pk", "scope"))
        scopes = Scope.objects.bulk_create(
            Scope(kind=ScopeKind.SCHOOL, parent_id=parents[change.after["authority_id"]])
            for change in waiting
        )
        lengthen_lineages([scope.pk for scope in scopes])
        for change, scope in zip(waiting, scopes, strict=True):
            change.after["scope_id"] = scope.pk

    def write_table(self, table: str, changes: Iterable[Change]) -> None:
        new: list[Change] = []
        known: list[Change] = []
        for change in changes:
            (new if change.before is None else known).append(change)
        self.insert(table, new)
        self.update(table, known)

    def insert(self, table: str, changes: list[Change]) -> None:
        rows = [as_json(table, self.columns(table, change.after)) for change in changes]
        for pk, row in zip(insert_rows(TABLES[table], rows), rows, strict=True):
            self.remember(table, pk, None, row)

    def update(self, table: str, changes: list[Change]) -> None:
        entries = []
        for change in changes:
            before = change.before or {}
            after = as_json(table, self.columns(table, change.after))
            self.remember(table, before["id"], as_json(table, self.columns(table, before)), after)
            entries.append((before["id"], after))
        write_rows(table, entries)

    def columns(self, table: str, row: Row) -> Row:
        """The columns of the table, ids in the place of natural keys."""
        ids: dict[str, Any] = {}
        if "number" in row and table != "school":
            ids["school_id"] = self.schools[row["number"]]
        if "indicator" in row:
            ids["indicator_id"] = self.indicators[row["indicator"]]
        if "release" in row:
            ids["release_id"] = self.releases[row["release"]]
        if "predecessor" in row:
            ids["predecessor_id"] = self.schools[row["predecessor"]]
            ids["successor_id"] = self.schools[row["successor"]]
        if "authority" in row:
            ids["authority_id"] = self.authorities[row["authority"]]
        natural = {"indicator", "release", "predecessor", "successor", "authority", "id"}
        if table != "school":
            natural.add("number")
        return {**{name: value for name, value in row.items() if name not in natural}, **ids}

    def take_in_waiting(self) -> None:
        for waiting in self.plan.waiting:
            before, after = {"set_aside": waiting.before}, {"set_aside": waiting.after}
            self.remember("importbatch", waiting.batch, before, after)
            write_rows("importbatch", [(waiting.batch, after)])


def lengthen_lineages(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_scope AS own SET lineage = parent.lineage || own.id "
            "FROM core_scope AS parent WHERE parent.id = own.parent_id AND own.id = ANY(%s)",
            [ids],
        )


def release_words(made: NewRelease, batch: ImportBatch) -> dict[str, Any]:
    """Name and source of a publication that came with a file, in both languages."""
    words: dict[str, Any] = {
        "slug": made.slug,
        "published_on": made.published_on,
        "year_known": made.year_known,
    }
    for language in ("en", "cy"):
        with translation.override(language):
            month = date_format(made.published_on, "F Y")
            name = (_("published by %(month)s") if made.year_known else _("as published in %(month)s")) % {
                "month": month
            }
            words[f"name_{language}"] = name[:120]
            words[f"source_{language}"] = (
                _("From the file “%(file)s”, %(name)s") % {"file": batch.file_name, "name": name}
            )[:250]
    return words
