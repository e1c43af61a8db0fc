from typing import Any

from django.db import transaction
from django.db.models import F

from core import clock
from core.models import User
from core.transitions import Transition, advance
from sigs.enums import FindingState
from sigs.models import Finding, Group
from sigs.services.spreading.refusals import OnTheProgramme, TextChanged, TranslationUndated

PUBLISH = Transition("publish", sources=[FindingState.DRAFT], target=FindingState.PUBLISHED)
WITHDRAW = Transition("withdraw", sources=[FindingState.PUBLISHED], target=FindingState.DRAFT)


@transaction.atomic
def save_finding(
    *, group: Group, by: User, finding: Finding | None = None, version: int = 1, **facts: Any
) -> Finding:
    """A new finding, or a changed one: `version` is the one that the person had before them."""
    stamp = {"changed_at": clock.now(), "changed_by": by}
    if finding is None:
        return Finding.objects.create(group=group, **facts, **stamp)
    stored = Finding.objects.select_for_update().get(pk=finding.pk)
    if stored.version != version:
        raise TextChanged
    for name, value in {**facts, **stamp}.items():
        setattr(stored, name, value)
    if stored.state == FindingState.PUBLISHED and not is_publishable(stored):
        raise TranslationUndated
    Finding.objects.filter(pk=stored.pk).update(version=F("version") + 1, **facts, **stamp)
    stored.refresh_from_db()
    return stored


@transaction.atomic
def publish_finding(*, finding: Finding, by: User) -> None:
    """To the region: in both languages, or with the day by which the missing one follows."""
    stored = Finding.objects.select_for_update().get(pk=finding.pk)
    if not is_publishable(stored):
        raise TranslationUndated
    advance(finding, PUBLISH, published_at=clock.now(), changed_at=clock.now(), changed_by=by)


@transaction.atomic
def withdraw_finding(*, finding: Finding, by: User) -> None:
    if finding.sessions.exists():
        raise OnTheProgramme
    advance(finding, WITHDRAW, published_at=None, changed_at=clock.now(), changed_by=by)


def is_publishable(finding: Finding) -> bool:
    welsh = bool(finding.title_cy and finding.text_cy)
    english = bool(finding.title_en and finding.text_en)
    return (welsh and english) or ((welsh or english) and finding.translation_due_on is not None)
