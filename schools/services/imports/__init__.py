"""Imports of files of figures: checked, confirmed, and undone as a whole."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.enums import BatchState, FileKind
from schools.imports.facts import Asked
from schools.models import ImportBatch, Region, Release
from schools.services.imports.mapping import remember_mapping
from schools.services.imports.planning import asked_of
from schools.services.imports.previewing import Preview, preview_file
from schools.services.imports.storing import Store
from schools.services.imports.undoing import take_back
from schools.services.recompute import start_run

__all__ = [
    "Asked",
    "ChangedMeanwhileError",
    "Preview",
    "check_file",
    "confirm_import",
    "date_import",
    "discard_import",
    "explain_columns",
    "preview_file",
    "undo_import",
]

CONFIRM = Transition("confirm", sources=[BatchState.CHECKED], target=BatchState.STORED)
# A preview made anew finds the file as it found it, or otherwise.
ACCEPT = Transition("accept", sources=[BatchState.CHECKED, BatchState.REFUSED], target=BatchState.CHECKED)
REFUSE = Transition("refuse", sources=[BatchState.CHECKED, BatchState.REFUSED], target=BatchState.REFUSED)
DISCARD = Transition("discard", sources=[BatchState.CHECKED, BatchState.REFUSED], target=BatchState.DISCARDED)
UNDO = Transition("undo", sources=[BatchState.STORED], target=BatchState.UNDONE)

NAME_LENGTH = 200


class ChangedMeanwhileError(DomainError):
    """What would be stored is no longer what was previewed; the preview was made anew."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "The portal's figures have changed since this preview. "
                "Nothing was stored; look at the new preview."
            )
        )


def check_file(
    *,
    content: bytes,
    file_name: str,
    region: Region,
    by: User | None,
    year: int | None = None,
    published_on: dt.date | None = None,
    release: Release | None = None,
) -> ImportBatch:
    """Read the file and keep its preview, for confirming later. A refused file is kept without its content,
    unless its columns can still be explained."""
    asked = Asked(year, published_on, release.slug if release else "")
    preview = preview_file(content, file_name, asked=asked, region=region)
    return ImportBatch.objects.create(
        region=region,
        file_name=shown_name(file_name),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content if preview.is_kept else b"",
        year=year,
        published_on=published_on,
        release=release,
        checked_at=clock.now(),
        checked_by=by,
        **preview_columns(preview),
    )


def shown_name(file_name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in file_name)[:NAME_LENGTH]


def preview_columns(preview: Preview) -> dict[str, Any]:
    counts = {
        **preview.counts,
        "unknown_header": list(preview.unknown_header),
        "asks_for": preview.asks_for,
    }
    return {
        "state": BatchState.REFUSED if preview.is_refused else BatchState.CHECKED,
        "kind": preview.kind,
        "counts": counts,
        "problems": [problem.as_json() for problem in preview.problems],
        "set_aside": preview.set_aside,
    }


def confirm_import(batch: ImportBatch, *, by: User | None) -> None:
    """Store in one transaction what was previewed, and ask for the comparisons to be computed anew."""
    try:
        with transaction.atomic():
            store_previewed(batch, by=by)
    except ChangedMeanwhileError:
        renew_preview(batch)
        raise


def store_previewed(batch: ImportBatch, *, by: User | None) -> None:
    # One import at a time in a region: the rows that a plan was made from stay as they are.
    region = Region.objects.select_for_update(no_key=True).get(pk=batch.region_id)
    batch.refresh_from_db()
    previewed = batch.counts.get("digest")
    advance(batch, CONFIRM, stored_at=clock.now(), stored_by=by)
    preview = preview_file(
        bytes(batch.content), batch.file_name, asked=asked_of(batch), region=region, batch=batch
    )
    if preview.plan is None or preview.digest != previewed:
        raise ChangedMeanwhileError
    if not preview.stores_anything:
        raise DomainError(_("There is nothing new in this file: all of it is stored already."))
    Store(batch, preview.plan).write()
    start_run(region=region, by=by, corrects=True)


@transaction.atomic
def renew_preview(batch: ImportBatch) -> None:
    """Check the file again against what the portal knows now."""
    preview = preview_file(bytes(batch.content), batch.file_name, asked=asked_of(batch), region=batch.region)
    facts = preview_columns(preview)
    del facts["state"]
    if not preview.is_kept:
        facts["content"] = b""
    advance(batch, REFUSE if preview.is_refused else ACCEPT, **facts)


@transaction.atomic
def explain_columns(batch: ImportBatch, *, kind: FileKind, columns: Mapping[str, str], by: User) -> None:
    """Remember what the file's columns mean, and check the file again."""
    remember_mapping(batch, kind=kind, columns=columns, by=by)
    renew_preview(batch)


@transaction.atomic
def date_import(
    batch: ImportBatch, *, year: int | None, published_on: dt.date | None, by: User | None
) -> None:
    """Say which school year, or which publication, the file is of, and check it again."""
    batch.year, batch.published_on = year, published_on
    renew_preview(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(year=year, published_on=published_on)


@transaction.atomic
def discard_import(batch: ImportBatch, *, by: User | None) -> None:
    advance(batch, DISCARD, content=b"", set_aside=[])


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: User | None) -> None:
    """Put back every row that the batch made or changed; DomainError says what stands in the way."""
    region = Region.objects.select_for_update(no_key=True).get(pk=batch.region_id)
    advance(batch, UNDO, undone_at=clock.now(), undone_by=by)
    take_back(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(set_aside=[])
    start_run(region=region, by=by, corrects=True)
