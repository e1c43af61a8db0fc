from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError
from django.db import transaction
from django.db.models import Count
from django.test import override_settings

from core.models import RoleAssignment, User
from schools.enums import CycleState, JudgementState, JudgementStepKind, Role, RunState
from schools.models import (
    CategoryRecord,
    ComparisonRun,
    Contact,
    DayBudget,
    DayRequest,
    Region,
    Release,
    Result,
    SampledJudgement,
    School,
    SchoolLink,
    SupportCount,
    SupportCycle,
)
from schools.queries.support.judgements import overdue_condition
from schools.queries.support.levels import current_levels
from tests.reference import load_reference
from tests.schools.demonstration.loads import PASSWORD, counts, load

SCHOOLS = 40


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[tuple[str, str]]:
    """A small region, loaded once for the tests of this file, each of which takes back what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load_reference()
        with override_settings(DEMONSTRATION=True):
            answer = load(schools=SCHOOLS)
        yield answer
        transaction.set_rollback(True)


def test_the_region_is_there_and_compared(loaded: tuple[str, str], db: None):
    answer, progress = loaded

    assert f"{SCHOOLS} open schools" in progress
    assert len(answer.splitlines()) == 12
    assert answer.startswith("head@demo.example  Headteacher, ")
    assert School.objects.of_region().open().count() == SCHOOLS
    assert ComparisonRun.objects.get().state == RunState.CURRENT
    # So few schools make no federation.
    assert [name for name, count in counts().items() if not count] == ["Federation"]


def test_a_second_time_changes_nothing(loaded: tuple[str, str], db: None):
    before = counts()
    answer, progress = load(schools=SCHOOLS)

    assert counts() == before
    assert answer == loaded[0]
    assert progress == "The fictional region is there already.\n"


def test_what_was_stored_before_an_interruption_is_not_stored_again(loaded: tuple[str, str], db: None):
    before = counts()
    Contact.objects.all().delete()
    _answer, progress = load(schools=SCHOOLS)

    assert "results-2026.csv: stored already." in progress
    assert counts() == before


def test_every_figure_says_that_it_is_a_demonstration(loaded: tuple[str, str], db: None):
    for table in (Result, CategoryRecord):
        assert table.objects.exists()
        assert not table.objects.exclude(release__slug__startswith="demonstration-").exists()
    release = Release.objects.get(slug="demonstration-2018")
    assert (release.name_en, release.name_cy) == (
        "demonstration figures, 2017/18",
        "ffigurau'r arddangosiad, 2017/18",
    )


def test_schools_open_close_and_follow_one_another(loaded: tuple[str, str], db: None):
    ended = School.objects.of_region().filter(closed_on__isnull=False)

    assert ended.count() > 10
    assert {day.month for day in ended.values_list("closed_on", flat=True)} == {9}
    assert {day.year for day in ended.values_list("closed_on", flat=True)} <= set(range(2018, 2025))
    for link in SchoolLink.objects.select_related("predecessor", "successor"):
        assert link.successor.opened_on in {None, link.predecessor.closed_on}
    assert SchoolLink.objects.filter(predecessor__in=ended).count() == SchoolLink.objects.count() > 8
    assert not School.objects.filter(scope__isnull=True, authority__region__isnull=False).exists()


def test_the_people_have_one_password_and_their_posts(loaded: tuple[str, str], db: None):
    # Nobody can sign in as one of the others: advisers, heads and governors in the story of the levels.
    accounts = [person for person in User.objects.all() if person.has_usable_password()]
    people = {person.email.split("@")[0]: person for person in accounts}

    assert len(people) == 12
    assert len({person.password for person in people.values()}) == 1
    assert people["head"].check_password(PASSWORD)
    assert people["head2"].preferred_language == "cy"
    assert {person.preferred_language for name, person in people.items() if name != "head2"} <= {"en", "cy"}
    head = RoleAssignment.objects.get(user=people["head"], role=Role.HEADTEACHER)
    caseload = RoleAssignment.objects.filter(user=people["adviser"], role=Role.ADVISER)
    assert head.scope.school.authority.code == "681"
    assert head.scope in [post.scope for post in caseload]
    assert 10 <= len(caseload) <= 16
    assert {post.scope.school.authority.code for post in caseload} == {"681", "673"}
    other = RoleAssignment.objects.get(user=people["head2"], role=Role.HEADTEACHER)
    assert other.scope.school.medium == "WM"
    at_schools = RoleAssignment.objects.filter(user__in=accounts, role__in=Role.values)
    posts = Counter(at_schools.values_list("user__email", flat=True))
    # The convenors lead groups and may have no post beside that; an adviser has one at each school.
    several = {f"{name}@demo.example" for name in ("adviser", "convenor", "convenor2")}
    assert {email: count for email, count in posts.items() if email not in several} == {
        address: 1 for name in people if (address := f"{name}@demo.example") not in several
    }


def test_another_password_replaces_the_first(loaded: tuple[str, str], db: None):
    load(password="other-trial-words")

    assert User.objects.get(email="data@demo.example").check_password("other-trial-words")


def test_heads_with_an_account_are_their_schools_contacts(loaded: tuple[str, str], db: None):
    for name in ("head", "head2"):
        person = User.objects.get(email=f"{name}@demo.example")
        contact = Contact.objects.get(school__scope__assignments__user=person, role="head")
        assert (contact.name, contact.email) == (person.name, person.email)


def test_no_school_has_two_heads(loaded: tuple[str, str], db: None):
    doubled = Contact.objects.values("school", "role").annotate(count=Count("pk")).filter(count__gt=1)

    assert not doubled.exists()
    assert Contact.objects.filter(role="head").count() == SCHOOLS


def test_it_is_refused_outside_a_demonstration(region: Region, settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="DEMONSTRATION=1"):
        load(schools=5)


def test_a_folder_that_is_not_there_is_refused(region: Region, tmp_path: Path):
    with pytest.raises(CommandError, match="no folder"):
        load(data=tmp_path / "nowhere")


def test_a_year_of_support_levels_is_under_way_with_schools_in_every_state(loaded: tuple[str, str], db: None):
    *_earlier, over, this = SupportCycle.objects.order_by("year")
    judged = this.judgements.all()

    assert (over.state, this.state) == (CycleState.CLOSED, CycleState.MODERATING)
    assert set(judged.values_list("state", flat=True)) == set(JudgementState.values)
    assert judged.filter(overdue_condition(this)).exists()
    assert this.judgements.filter(steps__kind=JudgementStepKind.AUTHORITY_CHANGED).exists()
    assert judged.filter(state=JudgementState.APPEALED, school__authority__code="674").count() == 1
    assert len(current_levels()) >= SCHOOLS * 0.9
    for judgement in judged.filter(state=JudgementState.AGREED):
        sides = {answer.side for answer in judgement.school_answers.all()}
        assert sides == {"head", "governor"}, "One side alone does not pass."


def test_days_are_booked_and_a_request_waits(loaded: tuple[str, str], db: None) -> None:
    adviser = User.objects.get(email="adviser@demo.example")
    own = DayBudget.objects.filter(entries__adviser=adviser).distinct()
    assert own.count() >= 5
    assert all(0 < budget.booked <= budget.ceiling for budget in own)
    assert DayRequest.objects.get().budget in own


def test_levels_move_between_two_published_years(loaded: tuple[str, str], db: None) -> None:
    newest = SupportCount.objects.order_by("-cycle__year")[0]
    moved = newest.summaries.filter(authority=None, phase="", medium="", previous__isnull=False)
    assert {row.level_id == row.previous_id for row in moved} == {True, False}


def test_moderators_have_begun_with_their_samples(loaded: tuple[str, str], db: None) -> None:
    for authority in (None, "681"):
        rows = SampledJudgement.objects.filter(sample__authority__code=authority)
        assert 0 < rows.exclude(outcome="").count() < rows.count()
