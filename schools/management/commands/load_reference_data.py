from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from schools.services.reference import DEFAULT_REFERENCE, load_reference_data


class Command(BaseCommand):
    help = (
        "Load the region, its authorities, the indicators and the FSM bands from a JSON file. Safe to repeat."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--file", type=Path, default=DEFAULT_REFERENCE, help="another region's file")

    def handle(self, *arguments: Any, **options: Any) -> None:
        counts = load_reference_data(options["file"])
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts.items()))
