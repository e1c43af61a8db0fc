"""What is hidden leaves no trace: with other values in its place, every answer is the same to the last byte.

This holds of any page or file, whatever it says in which words, and of those that are yet to be built."""

import io

import pypdf
import pytest
from django.test import Client

from schools.enums import ComparatorRule, PackLanguage
from schools.models import ComparisonRun, Result
from schools.presenting.pack.document import pack_document
from schools.services.comparators import make_set
from schools.services.packs import ask_for_pack
from schools.services.recompute import recompute_now
from tests.verification.attack.collectors import rows_of
from tests.verification.attack.everything import PASSING, answers_for, make_own_sets
from tests.verification.attack.region import MEASURES, change_what_is_hidden, make_attacked


def no_answer_changes(region, viewer: str, *, schools: int, measures: int, only: str = "") -> None:
    attacked = make_attacked(region, schools=8, seed=23)
    person = getattr(attacked.people, viewer)
    numbers, codes = list(attacked.schools)[:schools], list(MEASURES)[:measures]
    if viewer in {"consortium", "governor"}:
        make_own_sets(person, attacked)
    before = answers_for(person, numbers, codes, only)
    changed = change_what_is_hidden(attacked)
    recompute_now(region=region, by=None)
    after = answers_for(person, numbers, codes, only)
    assert changed > 20
    assert before.keys() == after.keys()
    told = [address for address, content in before.items() if after[address] != content]
    assert told == [], "these tell of what is hidden"


@pytest.mark.parametrize("viewer", ["consortium", "governor"])
def test_other_hidden_values_change_no_answer(region, viewer):
    no_answer_changes(region, viewer, schools=1, measures=1)


@pytest.mark.drills
@pytest.mark.parametrize(
    "viewer",
    [
        "consortium",
        "governor",
        "teacher",
        "data_officer",
        "administrator",
        "other_head",
        "authority_officer",
        "stranger",
    ],
)
def test_other_hidden_values_change_no_answer_of_all_schools(region, viewer):
    no_answer_changes(region, viewer, schools=8, measures=4)


def words_of_pack(attacked, school) -> str:
    """Of a pack that a governor asks for; without the number of its run and the hour."""
    pack = ask_for_pack(school=school, language=PackLanguage.ENGLISH, by=attacked.people.governor)
    reader = pypdf.PdfReader(io.BytesIO(pack_document(pack, lambda percent: None)))
    words = " ".join(page.extract_text() for page in reader.pages)
    run = ComparisonRun.objects.get(pk=pack.run_id)
    return PASSING.sub(b"", words.replace(str(run.pk), "").encode()).decode()


@pytest.mark.drills
def test_other_hidden_values_change_no_word_of_the_data_pack(region):
    attacked = make_attacked(region, schools=8, seed=29)
    before = words_of_pack(attacked, attacked.world.school)
    changed = change_what_is_hidden(attacked)
    recompute_now(region=region, by=None)
    assert changed > 20
    assert len(before) > 500
    assert words_of_pack(attacked, attacked.world.school) == before


def test_a_set_with_a_hidden_figure_more_says_the_same(region):
    """Two own sets that differ by one school, whose figures of the measure are all hidden."""
    attacked = make_attacked(region, schools=9, seed=31)
    person, code = attacked.people.governor, "l2_inclusive"
    shown = set(
        attacked.run.comparisons.filter(indicator__code=code).values_list("school__number", flat=True)
    )
    own, *others = attacked.schools.values()
    hidden = next((school for school in others if school.number not in shown), others[-1])
    Result.objects.filter(school=hidden, indicator__code=code).update(cohort=3)
    recompute_now(region=region, by=None)
    said = []
    for name, members in (("With", others), ("Without", [school for school in others if school != hidden])):
        numbers = [school.number for school in members]
        make_set(school=own, name=name, rule=ComparatorRule.BY_NAME, numbers=numbers, by=person)
        address = f"/en/schools/{own.number}/measures/{code}/figures.csv?tab="
        client = Client()
        client.force_login(person)
        rows = [row[:-1] for tab in ("now", "history", "gap", "") for row in rows_of(client, address + tab)]
        said.append(rows)
    assert len(said[0]) > 8
    assert said[0] == said[1]


def test_a_trace_is_seen(region):
    """The control: the school's own head does see its figures of few pupils."""
    with pytest.raises(AssertionError, match="these tell of what is hidden"):
        no_answer_changes(region, "head", schools=1, measures=1, only="/table/")
