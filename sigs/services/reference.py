"""The tiers of groups that a region has, and what a group at work is asked about: data, brought up to the
files; nothing is deleted."""

import json
from pathlib import Path

from django.db import transaction

from sigs.models import ActivityKind, Condition, PeopleLevel, SeatKind, Tier
from sigs.services.elements import load_elements

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
DEFAULT_TIERS = REFERENCE / "tiers.json"
DEFAULT_SEAT_KINDS = REFERENCE / "seat_kinds.json"
DEFAULT_AT_WORK = REFERENCE / "at_work.json"
AT_WORK = {"activity_kinds": ActivityKind, "people_levels": PeopleLevel, "conditions": Condition}


@transaction.atomic
def load_tiers(file: Path = DEFAULT_TIERS) -> int:
    rows = json.loads(file.read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        Tier.objects.update_or_create(code=row["code"], defaults={**row, "position": position})
    return len(rows)


@transaction.atomic
def load_seat_kinds(file: Path = DEFAULT_SEAT_KINDS) -> int:
    """The kinds of posts and voices in groups."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        SeatKind.objects.update_or_create(code=row["code"], defaults={**row, "position": position})
    return len(rows)


@transaction.atomic
def load_at_work(file: Path = DEFAULT_AT_WORK) -> int:
    """Kinds of activity, levels of people and conditions."""
    known = json.loads(file.read_text(encoding="utf-8"))
    for noun, model in AT_WORK.items():
        for position, row in enumerate(known[noun]):
            model._default_manager.update_or_create(code=row["code"], defaults={**row, "position": position})
    return sum(len(rows) for rows in known.values())


def load_group_reference() -> None:
    """All that groups are made of. Safe to repeat."""
    load_tiers()
    load_seat_kinds()
    load_at_work()
    load_elements()
