"""Data packs for governors: asked for, made by a job, kept for two weeks."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.enums import JobState
from core.errors import DomainError
from core.jobs import enqueue
from core.models import User
from core.notices import tell
from schools.enums import PackLanguage
from schools.models import ComparisonRun, Pack, School
from schools.queries.region import region_of_portal
from schools.queries.review import shared_review
from schools.queries.runs import current_run

KIND = "schools.pack"
KEPT_FOR = dt.timedelta(days=14)


class NothingCompared(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The comparisons have not been computed yet, so there is nothing to put into a pack.")
        )


@transaction.atomic
def ask_for_pack(*, school: School, language: PackLanguage, by: User) -> Pack:
    """The same school, language and run is made once: whoever asks again is given that pack, unless its job
    failed, its time is over or the own review changed since."""
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    region = region_of_portal()
    run = current_run(region) if region else None
    if run is None:
        raise NothingCompared
    known = Pack.objects.filter(school=school, language=language, run=run).select_related("job").first()
    if known is None:
        return begin(school, language, run, by)
    return again(known, by) if is_spent(known) else known


def begin(school: School, language: PackLanguage, run: ComparisonRun, by: User) -> Pack:
    public_id = uuid.uuid4()
    job = enqueue("schools.pack", key=f"{school.pk} {language} {run.pk}", by=by, public_id=str(public_id))
    return Pack.objects.create(
        public_id=public_id,
        school=school,
        language=language,
        run=run,
        job=job,
        asked_at=clock.now(),
        asked_by=by,
    )


def again(pack: Pack, by: User) -> Pack:
    job = enqueue(
        "schools.pack",
        key=f"{pack.school_id} {pack.language} {pack.run_id}",
        by=by,
        public_id=str(pack.public_id),
    )
    facts = {"job": job, "asked_at": clock.now(), "asked_by": by}
    emptied = {"made_at": None, "expires_at": None, "content": None, "size": 0}
    Pack.objects.filter(pk=pack.pk).update(**facts, **emptied)
    pack.refresh_from_db()
    return pack


def is_spent(pack: Pack) -> bool:
    if pack.made_at is None:
        return bool(pack.job.state == JobState.FAILED)
    review = shared_review(pack.school)
    return bool(
        (pack.expires_at and pack.expires_at < clock.now()) or (review and review.changed_at > pack.made_at)
    )


def pack_to_make(public_id: str) -> Pack | None:
    """None where it is made already, or gone."""
    found: Pack | None = (
        Pack.objects.filter(public_id=public_id, made_at__isnull=True)
        .select_related("school__authority", "school__scope", "run", "asked_by")
        .first()
    )
    return found


@transaction.atomic
def store_pack(*, pack: Pack, content: bytes) -> None:
    """Whoever asked is told, once."""
    now = clock.now()
    stored = Pack.objects.filter(pk=pack.pk, made_at__isnull=True).update(
        content=content, size=len(content), made_at=now, expires_at=now + KEPT_FOR
    )
    if stored:
        tell(
            pack.asked_by,
            "schools/pack_ready",
            f"/schools/{pack.school.number}/packs/{pack.public_id}/",
            school_en=pack.school.name_en,
            school_cy=pack.school.name_cy or pack.school.name_en,
        )


def drop_expired_packs() -> int:
    """How many."""
    return Pack.objects.filter(expires_at__lt=clock.now()).delete()[1].get("schools.Pack", 0)
