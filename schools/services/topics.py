"""The tree of topics from its file: codes are kept for good, words are brought up to the file, what the file
no longer names is retired and stays on what names it."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from core import clock
from schools.models import FadingRule, Indicator, Region, Topic, TopicMeasure

DEFAULT_TOPICS = Path(__file__).resolve().parent.parent / "reference" / "topics.json"


@transaction.atomic
def load_topics(file: Path = DEFAULT_TOPICS) -> int:
    """How many areas and topics the file holds."""
    named: list[int] = []
    measures = dict(Indicator.objects.values_list("code", "pk"))
    for position, row in enumerate(read(file)["areas"], start=1):
        area = load_topic(row, position, None, measures)
        named.append(area.pk)
        for place, under in enumerate(row["topics"], start=1):
            named.append(load_topic(under, place, area, measures).pk)
    Topic.objects.filter(retired_on__isnull=True).exclude(pk__in=named).update(retired_on=clock.today())
    return len(named)


def read(file: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return facts


def load_topic(row: dict[str, Any], position: int, area: Topic | None, measures: dict[str, int]) -> Topic:
    words = {name: row.get(name, "") for name in ("name_en", "name_cy", "about_en", "about_cy")}
    topic, _made = Topic.objects.update_or_create(
        code=row["code"], defaults={**words, "position": position, "parent": area, "retired_on": None}
    )
    speaking = {measures[code] for code in row.get("measures", []) if code in measures}
    TopicMeasure.objects.filter(topic=topic).exclude(indicator__in=speaking).delete()
    for indicator in sorted(speaking):
        TopicMeasure.objects.get_or_create(topic=topic, indicator_id=indicator)
    return topic


def load_fading_rule(region: Region, file: Path = DEFAULT_TOPICS) -> None:
    """For a region that has none; its own stays."""
    FadingRule.objects.get_or_create(region=region, defaults=read(file)["fading"])
