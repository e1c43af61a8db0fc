"""Objectives, each from a baseline by now to a target."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from brokerage.enums import ObjectiveKind
from brokerage.models import Partnership, PartnershipObjective
from brokerage.services.partnerships.refusals import ChangedMeanwhile, DayToCome, ObjectiveLacks
from brokerage.services.partnerships.still import refuse_still
from core import clock
from core.models import User


@transaction.atomic
def add_objective(*, partnership: Partnership, by: User, **facts: Any) -> PartnershipObjective:
    """`facts`: text, success, language, kind, school, indicator, baseline_year, baseline, target,
    baseline_words; what its kind does not use is left aside."""
    refuse_still(partnership)
    last = partnership.objectives.aggregate(last=Max("position"))["last"] or 0
    return PartnershipObjective.objects.create(
        partnership=partnership, position=last + 1, **fitting(facts), **changed(by)
    )


@transaction.atomic
def change_objective(*, objective: PartnershipObjective, version: int, by: User, **facts: Any) -> None:
    """`version` is the one that the person had before them."""
    refuse_still(objective.partnership)
    fits = fitting(facts)
    if fits["kind"] != objective.kind:
        # What was said of now was said of something else.
        fits |= {"now": None, "now_words": "", "now_on": None}
    save(objective, version, **fits, **changed(by))


@transaction.atomic
def say_now(
    *,
    objective: PartnershipObjective,
    now: Decimal | None,
    now_words: str,
    now_on: dt.date,
    version: int,
    by: User,
) -> None:
    refuse_still(objective.partnership)
    if now_on > clock.today():
        raise DayToCome
    counted = now if objective.kind == ObjectiveKind.COUNT else None
    save(objective, version, now=counted, now_words=now_words, now_on=now_on, **changed(by))


@transaction.atomic
def drop_objective(*, objective: PartnershipObjective, because: str, by: User) -> None:
    refuse_still(objective.partnership)
    dropped = PartnershipObjective.objects.filter(pk=objective.pk, dropped_at__isnull=True).update(
        dropped_at=clock.now(), dropped_because=because, version=F("version") + 1, **changed(by)
    )
    if not dropped:
        raise ChangedMeanwhile


def save(objective: PartnershipObjective, version: int, **facts: Any) -> None:
    saved = PartnershipObjective.objects.filter(pk=objective.pk, version=version, dropped_at__isnull=True)
    if not saved.update(version=F("version") + 1, **facts):
        raise ChangedMeanwhile
    objective.refresh_from_db()


def fitting(facts: dict[str, Any]) -> dict[str, Any]:
    """Only what the kind of objective uses."""
    kind = facts["kind"]
    figure, count, words = (kind == one for one in ObjectiveKind)
    fits = {
        **{name: facts[name] for name in ("text", "success", "language", "kind")},
        "school": facts.get("school"),
        "indicator": facts.get("indicator") if figure else None,
        "baseline_year": facts.get("baseline_year") if figure else None,
        "baseline": facts.get("baseline") if count else None,
        "target": None if words else facts.get("target"),
        "baseline_words": facts.get("baseline_words", "") if words else "",
    }
    begins = {
        ObjectiveKind.FIGURE: fits["indicator"] and fits["school"] and fits["baseline_year"],
        ObjectiveKind.COUNT: fits["baseline"] is not None and fits["target"] is not None,
        ObjectiveKind.WORDS: fits["baseline_words"],
    }
    if not begins[ObjectiveKind(kind)]:
        raise ObjectiveLacks
    return fits


def changed(by: User) -> dict[str, Any]:
    return {"changed_at": clock.now(), "changed_by": by}
