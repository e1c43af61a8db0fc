"""The tiers of groups that a region has: data, brought up to the file; nothing is deleted."""

import json
from pathlib import Path

from django.db import transaction

from sigs.models import Tier

DEFAULT_TIERS = Path(__file__).resolve().parent.parent / "reference" / "tiers.json"


@transaction.atomic
def load_tiers(file: Path = DEFAULT_TIERS) -> int:
    rows = json.loads(file.read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        Tier.objects.update_or_create(code=row["code"], defaults={**row, "position": position})
    return len(rows)
