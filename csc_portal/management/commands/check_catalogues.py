"""Compares the Welsh catalogue with what the sources ask for: drift, missing Welsh, plurals, placeholders,
spelling. With --write, brings the catalogue up to date; new messages then wait for their Welsh."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from csc_portal import catalogues, proofreading


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="bring the catalogue up to date")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            asked = catalogues.extract_messages()
        except catalogues.NotExtracted as error:
            raise CommandError(f"makemessages failed:\n{error}") from error
        known = catalogues.read_catalogue()
        if options["write"]:
            known = catalogues.merged(asked, known)
            catalogues.catalogue_path().parent.mkdir(parents=True, exist_ok=True)
            known.save(str(catalogues.catalogue_path()))
        found = [
            *catalogues.faults(asked, known),
            *proofreading.faults(known),
            *proofreading.faults_elsewhere(),
        ]
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(
                f"{len(found)} faults in the Welsh. Run"
                " `python manage.py check_catalogues --write`, then give every new message its Welsh:"
                " docs/welsh.md says how."
            )
        self.stdout.write(f"The Welsh catalogue is complete: {len(known)} messages.")
