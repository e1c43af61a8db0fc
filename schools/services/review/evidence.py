import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from core import clock
from core.models import User
from schools.models import Evidence, EvidenceFile, ReviewSection
from schools.services.review.files import media_type_of, shown_name
from schools.services.review.writing import ReviewChangedMeanwhile, refuse_closed

# What was removed can be put back for so long.
KEPT_FOR = dt.timedelta(days=30)


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


@transaction.atomic
def add_evidence(
    *,
    section: ReviewSection,
    kind: str,
    text: str,
    seen_on: dt.date,
    link: str = "",
    file: Upload | None = None,
    by: User,
) -> Evidence:
    """FileRefused if the file is not of a kind that is taken."""
    refuse_closed(section.review)
    evidence = Evidence.objects.create(
        school_id=section.review.school_id,
        section=section,
        kind=kind,
        text=text,
        seen_on=seen_on,
        link=link,
        changed_at=clock.now(),
        changed_by=by,
    )
    if file:
        keep_file(evidence, file)
    return evidence


@transaction.atomic
def change_evidence(
    *,
    evidence: Evidence,
    kind: str,
    text: str,
    seen_on: dt.date,
    link: str,
    version: int,
    file: Upload | None = None,
    without_file: bool = False,
    by: User,
) -> None:
    """`version` is the one that the person had before them. A new file takes the place of the old one."""
    refuse_closed(evidence.section.review)
    saved = Evidence.objects.filter(pk=evidence.pk, version=version).update(
        kind=kind,
        text=text,
        seen_on=seen_on,
        link=link,
        version=F("version") + 1,
        changed_at=clock.now(),
        changed_by=by,
    )
    if not saved:
        raise ReviewChangedMeanwhile
    if file or without_file:
        EvidenceFile.objects.filter(evidence=evidence).delete()
    if file:
        keep_file(evidence, file)


def keep_file(evidence: Evidence, file: Upload) -> None:
    EvidenceFile.objects.create(
        evidence=evidence,
        name=shown_name(file.name),
        media_type=media_type_of(file.content, file.name),
        size=len(file.content),
        content=file.content,
        added_at=clock.now(),
    )


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """It can be put back until it is dropped for good."""
    mark(evidence, by, removed_at=clock.now())


@transaction.atomic
def restore_evidence(*, evidence: Evidence, by: User) -> None:
    mark(evidence, by, removed_at=None)


def mark(evidence: Evidence, by: User, *, removed_at: dt.datetime | None) -> None:
    refuse_closed(evidence.section.review)
    Evidence.objects.filter(pk=evidence.pk).update(
        removed_at=removed_at, version=F("version") + 1, changed_at=clock.now(), changed_by=by
    )


def drop_removed_evidence() -> int:
    """For good, with its file. How many."""
    old = Evidence.objects.filter(removed_at__lt=clock.now() - KEPT_FOR)
    return old.delete()[1].get("schools.Evidence", 0)
