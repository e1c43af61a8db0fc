import pytest
from django.db import ProgrammingError, connection, transaction

from csc_portal.management.commands.prepare_database import Command
from schools.enums import RunState
from schools.models import Comparison
from schools.services.recompute import recompute_now
from tests.factories import make_result, make_school

APPLICATION = "portal_app"


@pytest.fixture
def as_application(region):
    """The rest of the test as the role that the portal works with, which owns no table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION])
        if cursor.fetchone() is None:
            pytest.skip(f"This server has no role {APPLICATION}: make test brings one.")
        Command().grant(APPLICATION)
        make_result(make_school(), "attendance", 90.0)
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        yield
        cursor.execute("RESET ROLE")


def test_the_application_can_compute_without_owning_the_table(region, as_application):
    runs = [recompute_now(region=region, by=None) for _ in range(4)]
    assert [run.state for run in runs] == [RunState.CURRENT] * 4
    assert Comparison.objects.filter(run=runs[-1]).count() == 1
    assert Comparison.objects.filter(run=runs[0]).count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE schools_comparison",
        "ALTER TABLE schools_comparison ADD COLUMN more int",
        "CREATE TABLE more ()",
        "DELETE FROM schools_comparisonrunevent",
    ],
)
def test_it_can_do_nothing_else_to_the_tables(as_application, statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
