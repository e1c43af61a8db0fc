"""The worked example of docs/statistics.md: reckoned anew from the published files, as a run has it, and as
the page says it."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from schools.models import Comparison, Family, School
from schools.queries.runs import current_run
from tests.schools.comparisons.test_real_figures import FILES
from tests.verification.rendering import somebody_everywhere
from tests.verification.worked_example import (
    BOUNDS,
    MEASURES,
    NUMBER,
    PHASE,
    YEAR,
    Line,
    figures,
    group_of,
    members,
    nearest,
    quarter,
    section,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "statistics.md"


@pytest.mark.real_data
def test_the_worked_example_is_what_the_portal_shows(region, real_data):
    for file in FILES:
        call_command("import_file", str(real_data / file), "--apply", verbosity=0)
    call_command("recompute", verbosity=0)
    assert section().strip() in DOCUMENT.read_text()
    run, school = current_run(region), School.objects.get(number=NUMBER)
    client = Client()
    client.force_login(somebody_everywhere(region))
    for code in MEASURES:
        the_run_has_it(run, school, code)
        the_page_says_it(client, school, code)
    family = Family.objects.get(run=run, school=school)
    rows = nearest(school, figures("fsm", PHASE))[:5]
    assert family.members[:5] == [other.pk for _distance, other, _fsm, _pupils in rows]
    assert family.distances[:5] == pytest.approx([row[0] for row in rows], abs=1e-9)


def the_run_has_it(run, school, code):
    row = Comparison.objects.get(run=run, school=school, indicator__code=code, year=YEAR, pupils="all")
    fsm, values = figures("fsm", PHASE), figures(code, PHASE)
    value, own = values[school.pk], fsm[school.pk]
    group = members(fsm, code, group_of(own, BOUNDS))
    line = Line([(fsm[pk], values[pk]) for pk in values if pk in fsm])
    assert (row.value, row.fsm, row.benchmark_group) == (value, own, group_of(own, BOUNDS))
    assert (row.group_size, row.quarter) == (len(group), quarter(value, group))
    assert row.percentile == pytest.approx(
        100 * (sum(other < value for other in group) + group.count(value) / 2) / len(group)
    )
    assert row.expected == pytest.approx(line.intercept + line.slope * own, abs=1e-6)
    assert row.band == pytest.approx(1.96 * line.deviation, abs=1e-6)


def the_page_says_it(client, school, code):
    text = client.get(f"/en/schools/{NUMBER}/measures/{code}/").content.decode()
    fsm, values = figures("fsm", PHASE), figures(code, PHASE)
    line = Line([(fsm[pk], values[pk]) for pk in values if pk in fsm])
    expected = line.intercept + line.slope * fsm[school.pk]
    group = members(fsm, code, 1)
    for words in (
        f"{values[school.pk]:.1f}",
        f"{expected:.1f}",
        "in line with what is expected",
        f"Quarter {quarter(values[school.pk], group)} of 4",
    ):
        assert words in text, (code, words)
