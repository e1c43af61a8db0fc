"""Files of figures on their way in: checked, confirmed, stored, and undone as a whole."""

import uuid

import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from schools.enums import BatchState, FileKind, Permission


@pghistory.track(exclude=["content"])
class ImportBatch(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    # The file itself, kept so that what is confirmed is what was previewed.
    content = models.BinaryField()
    kind = models.CharField(max_length=20, choices=FileKind, blank=True)
    # Asked for where the file does not say it (a category list's year).
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Said by the person for a list of schools that is newer than the known publications.
    published_on = models.DateField(null=True, blank=True)
    # The publication, where neither the kind nor a column of the file names it.
    release = models.ForeignKey("schools.Release", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=BatchState)
    # What the preview found: counts by heading, problems by row and column, rows set aside.
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    set_aside = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    # Null where the command line did it.
    checked_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    stored_at = models.DateTimeField(null=True, blank=True)
    stored_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.IMPORT

    class Meta:
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["checked", "refused", "discarded"],
                    stored_at__isnull=True,
                    stored_by__isnull=True,
                )
                | models.Q(state__in=["stored", "undone"], stored_at__isnull=False),
                name="import_stored_when_it_was",
            ),
            models.CheckConstraint(
                condition=models.Q(state="undone", undone_at__isnull=False)
                | (~models.Q(state="undone") & models.Q(undone_at__isnull=True, undone_by__isnull=True)),
                name="import_undone_when_it_was",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportChange(models.Model):
    """One row that a batch made or changed, as it was before and after: what undo puts back."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "table", "row"], name="import_change_once"),
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="import_change_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


@pghistory.track()
class RegisterList(models.Model):
    """A list that names every school of an authority on a date: whoever is missing from it has closed."""

    authority = models.ForeignKey("schools.Authority", models.PROTECT, related_name="lists")
    listed_on = models.DateField()
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="lists")

    class Meta:
        ordering = ["listed_on"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "listed_on"], name="register_list_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.listed_on}"


@pghistory.track()
class ColumnMapping(models.Model):
    """A data officer's reading of a header that no format knows, remembered for the next such file."""

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="mappings")
    # The normalised header, joined: what a later file is recognised by.
    header = models.TextField()
    kind = models.CharField(max_length=20, choices=FileKind)
    # Our column → the file's column.
    columns = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "region__scope"
    view_permission = Permission.IMPORT

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "header"], name="mapping_once_per_header")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.header[:60]}"
