"""The inspection record, entered by the data officer from what is published."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import LASTING
from schools.models import Inspection, InspectionArea, InspectionFramework, InspectionWord, School
from schools.models.inspection import UNGRADED_FROM
from schools.queries.inspections import framework_on

REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "inspections.json"


class InspectionChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; look at what"
                " stands there now, and save again."
            )
        )


@transaction.atomic
def enter_inspection(*, school: School, inspected_on: dt.date, by: User, **facts: Any) -> Inspection:
    """With the areas and words of its time: the framework follows from the day."""
    framework = checked(inspected_on, facts)
    now = clock.now()
    try:
        with transaction.atomic():
            return Inspection.objects.create(
                school=school,
                framework=framework,
                inspected_on=inspected_on,
                entered_at=now,
                entered_by=by,
                changed_at=now,
                changed_by=by,
                **facts,
            )
    except IntegrityError as refusal:  # the constraint: one of a kind a day
        raise DomainError(_("This inspection is on record already. Open it and change it.")) from refusal


@transaction.atomic
def change_inspection(
    *, inspection: Inspection, inspected_on: dt.date, version: int, by: User, **facts: Any
) -> None:
    """`version` is the one that the person had before them."""
    framework = checked(inspected_on, facts)
    standing = Inspection.objects.filter(pk=inspection.pk, version=version, withdrawn_at__isnull=True)
    try:
        with transaction.atomic():
            saved = standing.update(
                framework=framework,
                inspected_on=inspected_on,
                changed_at=clock.now(),
                changed_by=by,
                version=F("version") + 1,
                **facts,
            )
    except IntegrityError as refusal:  # as above
        raise DomainError(_("This inspection is on record already. Open it and change it.")) from refusal
    if not saved:
        raise InspectionChangedMeanwhile


@transaction.atomic
def withdraw_inspection(*, inspection: Inspection, because: str, by: User) -> None:
    """It was entered by mistake: it stays on record and is shown no more."""
    now = clock.now()
    withdrawn = Inspection.objects.filter(pk=inspection.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=now, withdrawn_because=because, changed_at=now, changed_by=by, version=F("version") + 1
    )
    if not withdrawn:
        raise InspectionChangedMeanwhile


def checked(inspected_on: dt.date, facts: Mapping[str, Any]) -> InspectionFramework:
    """The framework of that day; refused where the facts do not fit it."""
    if inspected_on > clock.today():
        raise DomainError(_("This day is still to come. A record is entered once the inspection was held."))
    framework = framework_on(inspected_on)
    if framework is None:
        raise DomainError(_("Inspections before September 2010 are not kept here."))
    grades = facts.get("grades") or {}
    if grades and inspected_on >= UNGRADED_FROM:
        raise DomainError(_("No grades have been given since 2022. Leave them out."))
    areas = set(framework.areas.values_list("code", flat=True))
    if not set(grades) <= areas:
        raise DomainError(_("These grades belong to areas that were not inspected at the time."))
    over_on = facts.get("follow_up_over_on")
    if over_on and facts.get("follow_up") not in LASTING:
        raise DomainError(_("This kind of follow-up does not last, so it has no end."))
    for day in (facts.get("published_on"), over_on):
        if day and day < inspected_on:
            raise DomainError(_("This day lies before the inspection."))
    return framework


def load_inspection_frameworks(file: Path = REFERENCE) -> None:
    """Known ones are brought up to the file; nothing is deleted."""
    for row in json.loads(file.read_text(encoding="utf-8"))["frameworks"]:
        areas, words = row.pop("areas"), row.pop("words")
        framework = InspectionFramework.objects.update_or_create(valid_from=row["valid_from"], defaults=row)[
            0
        ]
        for position, area in enumerate(areas):
            InspectionArea.objects.update_or_create(
                framework=framework, code=area["code"], defaults={**area, "position": position}
            )
        for word in words:
            InspectionWord.objects.update_or_create(framework=framework, grade=word["grade"], defaults=word)
