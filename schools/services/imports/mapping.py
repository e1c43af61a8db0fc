"""A data officer says once which column of an unknown header is which."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import FileKind
from schools.imports.headers import OF_KIND, fingerprint, plain
from schools.models import ColumnMapping, ImportBatch


@transaction.atomic
def remember_mapping(
    batch: ImportBatch, *, kind: FileKind, columns: Mapping[str, str], by: User
) -> ColumnMapping:
    """`columns`: our column → the file's heading; blank where the file has none."""
    headings = batch.counts.get("unknown_header") or []
    chosen = {ours: plain(theirs) for ours, theirs in columns.items() if theirs}
    missing = [column for column in OF_KIND[kind].required if column not in chosen]
    if missing:
        raise DomainError(
            _("Say which column of the file is: %(columns)s.") % {"columns": ", ".join(missing)}
        )
    if len(set(chosen.values())) < len(chosen):
        raise DomainError(_("One column of the file cannot be two of the portal's columns."))
    if not headings or not set(chosen.values()) <= {plain(heading) for heading in headings}:
        raise DomainError(_("The file's columns are not those of this form. Open the page again."))
    return ColumnMapping.objects.update_or_create(
        region=batch.region,
        header=fingerprint(headings),
        defaults={"kind": kind, "columns": chosen, "made_at": clock.now(), "made_by": by},
    )[0]
