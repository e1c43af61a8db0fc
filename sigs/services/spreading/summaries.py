from django.db import transaction
from django.db.models import F

from core import clock
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import SummaryState
from sigs.models import Evaluation, Summary
from sigs.models.spreading import WRITTEN
from sigs.services.spreading.refusals import LanguageMissing, TextChanged

SHARE = Transition("share", sources=[SummaryState.DRAFT], target=SummaryState.SHARED)
TAKE_BACK = Transition("take back", sources=[SummaryState.SHARED], target=SummaryState.DRAFT)


@transaction.atomic
def save_summary(*, evaluation: Evaluation, version: int, by: User, **texts: str) -> Summary:
    """`version` is the one that the person had before them; 0 where nothing was written yet."""
    stamp = {"changed_at": clock.now(), "changed_by": by}
    # Two who begin at once: one row, and the second is told.
    summary, made = Summary.objects.get_or_create(
        evaluation=evaluation, defaults={"group": evaluation.group, **texts, **stamp}
    )
    if made:
        return summary
    stored = Summary.objects.select_for_update().get(pk=summary.pk)
    if stored.version != version:
        raise TextChanged
    if stored.state == SummaryState.SHARED and not all(texts.get(name) for name in WRITTEN):
        raise LanguageMissing
    Summary.objects.filter(pk=stored.pk).update(version=F("version") + 1, **texts, **stamp)
    stored.refresh_from_db()
    return stored


@transaction.atomic
def share_summary(*, summary: Summary, by: User) -> None:
    """With everybody at the member schools, neither language before the other."""
    stored = Summary.objects.select_for_update().get(pk=summary.pk)
    if not all(getattr(stored, name) for name in WRITTEN):
        raise LanguageMissing
    advance(summary, SHARE, shared_at=clock.now(), changed_at=clock.now(), changed_by=by)


@transaction.atomic
def take_back_summary(*, summary: Summary, by: User) -> None:
    advance(summary, TAKE_BACK, shared_at=None, opened_at=None, changed_at=clock.now(), changed_by=by)


@transaction.atomic
def open_summary(*, summary: Summary, by: User) -> None:
    """To the whole region; what is not shared with the own schools is not opened."""
    opened = Summary.objects.filter(pk=summary.pk, state=SummaryState.SHARED).update(
        opened_at=clock.now(), changed_at=clock.now(), changed_by=by
    )
    if not opened:
        raise LanguageMissing


@transaction.atomic
def close_summary(*, summary: Summary, by: User) -> None:
    Summary.objects.filter(pk=summary.pk).update(opened_at=None, changed_at=clock.now(), changed_by=by)
