from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from core.models import User
from schools.imports.problems import Problem, UnreadableError
from schools.imports.values import CellError, academic_year
from schools.imports.wording import text_lines
from schools.models import Region
from schools.services.imports import Asked, check_file, confirm_import, preview_file


class Command(BaseCommand):
    help = "Check a file of schools or figures and print what it would change; store it with --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or GeoJSON")
        parser.add_argument("--apply", action="store_true", help="store what the preview says")
        parser.add_argument("--year", default="", help="school year of a file that does not say it: 2019/20")
        parser.add_argument("--by", default="", help="e-mail of the person who imports")

    def handle(self, *arguments: Any, **options: Any) -> None:
        region = Region.objects.first()
        if region is None:
            raise CommandError("There is no region yet: run manage.py prepare_database first.")
        by = person(options["by"])
        year = school_year(options["year"])
        file_name, content = read(options["file"])
        preview = preview_file(content, file_name, asked=Asked(year=year), region=region)
        if preview.is_refused:
            raise CommandError("\n".join(refusal(file_name, preview.problems, preview.counts)))
        self.stdout.write(file_name)
        for line in text_lines(preview.kind, preview.counts):
            self.stdout.write(line)
        if not preview.stores_anything:
            self.stdout.write("Nothing new: all of it is stored already.")
        elif not options["apply"]:
            self.stdout.write("Nothing was stored. Run it again with --apply to store it.")
        else:
            with pghistory.context(user=by.pk if by else None, command="import_file"):
                try:
                    batch = check_file(content=content, file_name=file_name, region=region, by=by, year=year)
                    confirm_import(batch, by=by)
                except DomainError as error:
                    raise CommandError(str(error)) from error
            self.stdout.write("Stored.")


def person(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody has an account with the e-mail {email}.")
    return found


def school_year(text: str) -> int | None:
    try:
        return academic_year(text) if text else None
    except CellError as error:
        raise CommandError(Problem(error.code, facts=error.facts).sentence) from error


def read(file: Path) -> tuple[str, bytes]:
    try:
        if file.stat().st_size > settings.IMPORT_MAX_BYTES:
            too_large = UnreadableError("too_large", limit=settings.IMPORT_MAX_BYTES // 1024 // 1024)
            raise CommandError(f"{file.name}: {too_large.problem.sentence}")
        return file.name, file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}. Check the path.") from error


def refusal(file_name: str, problems: list[Problem], counts: dict[str, Any]) -> list[str]:
    lines = [f"{file_name} was refused; nothing was stored."]
    lines += [f"  {problem.in_words()}" for problem in problems]
    more = int(counts.get("problems", 0)) - len(problems)
    return [*lines, f"  … and {more} more."] if more > 0 else lines
