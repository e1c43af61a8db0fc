"""The questions of frameworks: data, brought up to the file; nothing is deleted."""

import json
from pathlib import Path

from django.db import transaction

from sigs.models import Element

DEFAULT_ELEMENTS = Path(__file__).resolve().parent.parent / "reference" / "elements.json"


@transaction.atomic
def load_elements(file: Path = DEFAULT_ELEMENTS) -> int:
    frameworks = json.loads(file.read_text(encoding="utf-8"))
    for framework, rows in frameworks.items():
        for position, row in enumerate(rows):
            Element.objects.update_or_create(
                framework=framework, code=row["code"], defaults={**row, "position": position}
            )
    return sum(len(rows) for rows in frameworks.values())
