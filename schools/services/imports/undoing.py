"""Takes back what a batch changed: every row as it was before, unless something later stands on it."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.models import Scope
from schools.enums import BatchState
from schools.models import Comparison, ImportBatch, ImportChange, Release, School
from schools.services.imports.plans import Row
from schools.services.imports.tables import TABLES, current_rows, write_rows


def take_back(batch: ImportBatch) -> None:
    """Within the caller's transaction; DomainError says what stands in the way, and nothing is changed."""
    refuse_later_batches(batch)
    changes: dict[str, list[ImportChange]] = defaultdict(list)
    for change in ImportChange.objects.filter(batch=batch).order_by("pk"):
        changes[change.table].append(change)
    for table in TABLES:
        refuse_other_changes(table, changes[table])
        made = [change.row for change in changes[table] if change.before is None]
        write_rows(
            table, [(change.row, change.before) for change in changes[table] if change.before is not None]
        )
        refuse_dependents(table, made)
        delete_rows(table, made)
        if table == "school":
            delete_scopes(changes[table])


def refuse_later_batches(batch: ImportBatch) -> None:
    """A later file that changed the same rows, or took in rows that this one had set aside."""
    own = ImportChange.objects.filter(batch=batch)
    later = ImportChange.objects.filter(
        batch__state=BatchState.STORED, batch__region=batch.region, pk__gt=last_change(own)
    ).exclude(batch=batch)
    same_row = models.Exists(own.filter(table=models.OuterRef("table"), row=models.OuterRef("row")))
    took_in = models.Q(table="importbatch", row=batch.pk)
    blocking = later.filter(models.Q(same_row) | took_in).select_related("batch").order_by("pk").last()
    if blocking:
        raise DomainError(
            _("“%(file)s”, stored later, changed the same rows. Undo that one first.")
            % {"file": blocking.batch.file_name}
        )


def last_change(changes: models.QuerySet[ImportChange]) -> int:
    return changes.aggregate(last=models.Max("pk"))["last"] or 0


def refuse_other_changes(table: str, changes: list[ImportChange]) -> None:
    current = current_rows(table, [change.row for change in changes])
    if any(current.get(change.row) != change.after for change in changes):
        raise DomainError(
            _(
                "Rows of this file were changed since, outside the imports. "
                "It can no longer be undone as a whole."
            )
        )


def refuse_dependents(table: str, ids: list[int]) -> None:
    """Rows of others that hang on rows this batch made."""
    if table not in {"school", "release"} or not ids:
        return
    model: type[models.Model] = School if table == "school" else Release
    for dependent, column in pointing_at(model):
        # Comparisons are computed from the rest and go with their school.
        hanging = dependent._base_manager.filter(**{f"{column}__in": ids})
        if dependent is not Comparison and hanging.exists():
            raise DomainError(refusal_naming(hanging))


def pointing_at(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every model with a foreign key to this one, audit rows left out, and the key's name."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not hasattr(
            relation.related_model, "pgh_tracked_model"
        ):
            yield relation.related_model, relation.field.name


def refusal_naming(hanging: models.QuerySet[models.Model]) -> str:
    row = hanging.first()
    batch = getattr(row, "batch", None)
    if batch:
        return _("Rows of “%(file)s” stand on schools that this file brought. Undo that one first.") % {
            "file": batch.file_name
        }
    return str(
        _(
            "Schools that this file brought are in use: contacts, federations or other work belong to them. "
            "Move those first."
        )
    )


def delete_rows(table: str, ids: list[int]) -> None:
    rows = TABLES[table]._default_manager.filter(pk__in=ids)
    # Nothing hangs on them any more (checked above), and the triggers write the audit rows.
    rows._raw_delete(rows.db)


def delete_scopes(changes: list[ImportChange]) -> None:
    ids = [scope for change in changes if (scope := scope_given(change.before, change.after))]
    if scopes_in_use(ids):
        raise DomainError(_("People hold posts at schools that this file brought. End those posts first."))
    scopes = Scope.objects.filter(pk__in=ids)
    scopes._raw_delete(scopes.db)


def scope_given(before: Row | None, after: Row | None) -> int | None:
    given: int | None = (after or {}).get("scope_id")
    return given if given and (before or {}).get("scope_id") is None else None


def scopes_in_use(ids: list[int]) -> bool:
    return any(
        dependent._base_manager.filter(**{f"{column}__in": ids}).exists()
        for dependent, column in pointing_at(Scope)
    )
