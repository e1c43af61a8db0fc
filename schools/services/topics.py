"""The tree of topics from its file: codes are kept for good, words are brought up to the file, what the file
no longer names is retired and stays on what names it."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from core import clock
from schools.models import Topic

DEFAULT_TOPICS = Path(__file__).resolve().parent.parent / "reference" / "topics.json"


@transaction.atomic
def load_topics(file: Path = DEFAULT_TOPICS) -> int:
    """How many areas and topics the file holds."""
    named: list[int] = []
    for position, row in enumerate(json.loads(file.read_text(encoding="utf-8"))["areas"], start=1):
        area = load_topic(row, position, None)
        named.append(area.pk)
        for place, under in enumerate(row["topics"], start=1):
            named.append(load_topic(under, place, area).pk)
    Topic.objects.filter(retired_on__isnull=True).exclude(pk__in=named).update(retired_on=clock.today())
    return len(named)


def load_topic(row: dict[str, Any], position: int, area: Topic | None) -> Topic:
    words = {name: row.get(name, "") for name in ("name_en", "name_cy", "about_en", "about_cy")}
    return Topic.objects.update_or_create(
        code=row["code"], defaults={**words, "position": position, "parent": area, "retired_on": None}
    )[0]
