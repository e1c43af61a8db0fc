"""What happened to a review, newest first, from the rows that the database's triggers left."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from core.models import User
from schools.enums import ReviewState
from schools.models import Review, ReviewArea

SHOWN = 60
STEPS = {
    ReviewState.WRITING: _("The review was taken back."),
    ReviewState.SHARED: _("The review was shared with adviser and governors."),
    ReviewState.PUBLISHED: _("The summary was published."),
    ReviewState.CLOSED: _("The review was closed for the year."),
}


@dataclass(frozen=True)
class Entry:
    at: dt.datetime
    who: str
    text: Any


def review_history(review: Review) -> list[Entry]:
    """Four queries. Who did it is written on the row itself."""
    entries = [*states(review), *sections(review), *pieces(review)]
    names = dict(User.objects.filter(pk__in={who for _at, who, _text in entries}).values_list("pk", "name"))
    entries.sort(key=lambda entry: entry[0], reverse=True)
    return [Entry(at, names.get(who, ""), text) for at, who, text in entries[:SHOWN]]


Raw = tuple[dt.datetime, int, Any]


def states(review: Review) -> list[Raw]:
    rows = events("ReviewEvent", pgh_obj=review.pk).values(
        "changed_at", "changed_by", "state", "version", "staff_read", "published_at"
    )
    found: list[Raw] = []
    before: dict[str, Any] | None = None
    for row in rows:
        text = change_between(before, row)
        if text:
            found.append((row["changed_at"], row["changed_by"], text))
        before = row
    return found


def change_between(before: dict[str, Any] | None, row: dict[str, Any]) -> Any:
    if before is None:
        return _("The review was begun.")
    if row["published_at"] is None and before["published_at"] is not None:
        return _("The summary was withdrawn.")
    if row["state"] != before["state"]:
        return STEPS[ReviewState(row["state"])]
    if row["staff_read"] != before["staff_read"]:
        return _("Staff may read it.") if row["staff_read"] else _("Staff may no longer read it.")
    return _("The priorities or the summary were changed.") if row["version"] != before["version"] else ""


def sections(review: Review) -> list[Raw]:
    areas = {area.pk: area for area in ReviewArea.objects.filter(framework=review.framework_id)}
    rows = events("ReviewSectionEvent", review=review.pk, pgh_label="update")
    return [
        (at, who, _("%(area)s was changed.") % {"area": areas[area].name})
        for at, who, area in rows.values_list("changed_at", "changed_by", "area")
        if area in areas
    ]


def pieces(review: Review) -> list[Raw]:
    rows = events("EvidenceEvent", section__in=list(review.sections.values_list("pk", flat=True)))
    found: list[Raw] = []
    removed: dict[int, bool] = {}
    values = rows.values_list("changed_at", "changed_by", "pgh_label", "pgh_obj", "removed_at")
    for at, who, label, evidence, removed_at in values:
        was_removed = removed.get(evidence, False)
        removed[evidence] = removed_at is not None
        if label == "insert":
            found.append((at, who, _("A piece of evidence was added.")))
        elif label == "update" and removed[evidence] != was_removed:
            text = _("A piece of evidence was removed.") if removed_at else _("Evidence was put back.")
            found.append((at, who, text))
        elif label == "update":
            found.append((at, who, _("A piece of evidence was changed.")))
    return found


def events(name: str, **facts: Any) -> Any:
    return apps.get_model("schools", name).objects.filter(**facts).order_by("pgh_id")
