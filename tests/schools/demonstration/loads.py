"""Runs the command, and counts what it left behind."""

from io import StringIO

from django.core.management import call_command

from core.models import RoleAssignment, User
from schools.models import (
    CategoryRecord,
    ComparisonRun,
    Contact,
    Federation,
    ImportBatch,
    Release,
    Result,
    School,
    SchoolLink,
)

PASSWORD = "demo-trial-words"
TABLES = (
    CategoryRecord,
    ComparisonRun,
    Contact,
    Federation,
    ImportBatch,
    Release,
    Result,
    RoleAssignment,
    School,
    SchoolLink,
    User,
)


def load(password: str = PASSWORD, **options) -> tuple[str, str]:
    """What it answered, and what it said on the way."""
    answer, progress = StringIO(), StringIO()
    call_command("load_demonstration", password=password, stdout=answer, stderr=progress, **options)
    return answer.getvalue(), progress.getvalue()


def counts() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in TABLES}
