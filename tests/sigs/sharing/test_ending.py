"""A consent ends at once: by the head, by leaving, with the group and with the school year."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import override_settings

from core import clock
from core.models import User
from schools.enums import ShareEnd
from schools.models import Share
from schools.queries.days import this_year
from schools.queries.shares import last_day_of, newest_terms
from schools.services.shares import TermsChanged
from sigs.models import Group, Pairing
from sigs.queries.sharing import asks_about_sharing, sharing_in
from sigs.services.groups import GroupClosed, admit_school, release_school
from sigs.services.keeping import close_group, pause_group
from sigs.services.sharing import (
    NotAMember,
    NothingShared,
    share_nothing_this_year,
    share_with_group,
    stop_sharing,
)
from sigs.services.still import GroupPaused
from tests.sigs.sharing.sharers import EFSM, HEADLINE, NEWEST, PROFILE, Sharers, make_sharers
from tests.verification.attack.everything import without_what_passes


@pytest.fixture
def sharers(region) -> Sharers:
    found = make_sharers(region)
    found.share(found.one, EFSM)
    found.share(found.two, EFSM)
    return found


def sees(person: User, group: Group) -> bool:
    """Whether the second school's figure stands on any page or file of the group."""
    client = Client()
    client.force_login(person)
    address = f"/en/groups/{group.slug}/"
    pages = ["", "compare/", "compare/figures.csv", "compare/figures.xlsx", "pairs/"]
    answers = [client.get(f"{address}{page}") for page in pages]
    # Whoever left gets none of them.
    found = [page for page, answer in zip(pages, answers, strict=True) if holds(page, answer)]
    assert found in ([], ["compare/", "compare/figures.csv", "compare/figures.xlsx"])
    return bool(found)


def holds(page: str, answer: Any) -> bool:
    """A workbook writes a number with all of its digits."""
    if answer.status_code != 200:
        return False
    content = without_what_passes(page, answer.getvalue())
    return any(written.encode() in content for written in (NEWEST, f"{float(NEWEST):.16G}"))


def test_revoking_shows_at_once(sharers):
    client = Client()
    client.force_login(sharers.head_two)
    assert sees(sharers.head_one, sharers.group)
    address = f"/en/groups/{sharers.group.slug}/compare/sharing/{sharers.two.number}/end/"
    said = client.get(address).content.decode()
    assert "1 other school no longer sees your figures here" in said
    assert client.post(address).status_code == 302
    assert not sees(sharers.head_one, sharers.group)
    # And reciprocally.
    assert sharing_in(sharers.group, sharers.head_two).seen == {}
    share = Share.objects.get(school=sharers.two)
    assert (share.ended_because, share.ended_by) == (ShareEnd.REVOKED, sharers.head_two)


def test_revoking_and_consenting_again_are_two_consents(sharers):
    stop_sharing(group=sharers.group, school=sharers.two, by=sharers.head_two)
    with pytest.raises(NothingShared):
        stop_sharing(group=sharers.group, school=sharers.two, by=sharers.head_two)
    sharers.share(sharers.two, HEADLINE)
    sharers.share(sharers.two, HEADLINE)
    assert [share.level for share in Share.objects.filter(school=sharers.two)] == [HEADLINE, EFSM]
    assert sharing_in(sharers.group, sharers.head_one).seen[sharers.two.pk] == HEADLINE


def test_leaving_ends_it_and_coming_back_does_not_revive_it(sharers):
    release_school(group=sharers.group, school=sharers.two, by=sharers.head_two)
    assert not sees(sharers.head_one, sharers.group)
    admit_school(group=sharers.group, school=sharers.two, by=sharers.world.people.consortium)
    assert not sees(sharers.head_one, sharers.group)
    assert Share.objects.get(school=sharers.two).ended_because == ShareEnd.LEFT


def test_a_pause_and_an_end_of_the_group_end_it(sharers):
    by = sharers.world.people.consortium
    pause_group(group=sharers.group, because="Nobody leads it", by=by)
    assert {share.ended_because for share in Share.objects.all()} == {ShareEnd.PAUSED}
    assert not sees(sharers.head_one, sharers.group)
    with pytest.raises(GroupPaused):
        sharers.share(sharers.one, PROFILE)
    sharers.group.refresh_from_db()
    close_group(group=sharers.group, because="The year is over", by=by)
    with pytest.raises(GroupClosed):
        sharers.share(sharers.one, PROFILE)


def test_it_ends_with_the_school_year(sharers):
    days = (last_day_of(this_year()) - clock.today()).days
    with override_settings(CLOCK_SHIFT_DAYS=days):
        assert sees(sharers.head_one, sharers.group)
    with override_settings(CLOCK_SHIFT_DAYS=days + 1):
        assert not sees(sharers.head_one, sharers.group)
        # Each is asked anew in the new year, once somebody shares.
        sharers.share(sharers.two, PROFILE)
        assert not sees(sharers.head_one, sharers.group)
        assert asks_about_sharing(sharers.head_one).count() == 1


def test_the_terms_that_were_read_are_the_terms_accepted(sharers):
    with pytest.raises(TermsChanged):
        share_with_group(
            group=sharers.group,
            school=sharers.one,
            level=PROFILE,
            with_staff=False,
            terms=newest_terms().version - 1,
            by=sharers.head_one,
        )
    assert Share.objects.get(school=sharers.one).level == EFSM


def test_a_school_outside_the_group_shares_nothing_with_it(sharers):
    other = sharers.world.other_school
    with pytest.raises(NotAMember):
        share_with_group(
            group=sharers.group,
            school=other,
            level=PROFILE,
            with_staff=False,
            terms=newest_terms().version,
            by=sharers.world.people.other_head,
        )


def test_a_head_is_asked_once(sharers):
    """Others share, the school has not answered: asked. Then never again this year, whatever is said."""
    head = sharers.head_three
    assert [row[0] for row in asks_about_sharing(head)] == ["sigs-sharing"]
    assert not asks_about_sharing(sharers.head_one).exists()
    share_nothing_this_year(group=sharers.group, school=sharers.three, by=head)
    share_nothing_this_year(group=sharers.group, school=sharers.three, by=head)
    assert not asks_about_sharing(head).exists()
    sharers.share(sharers.three, PROFILE)
    stop_sharing(group=sharers.group, school=sharers.three, by=head)
    assert not asks_about_sharing(head).exists()


def test_nobody_is_asked_where_nobody_shares(sharers):
    for school, head in ((sharers.one, sharers.head_one), (sharers.two, sharers.head_two)):
        stop_sharing(group=sharers.group, school=school, by=head)
    assert not asks_about_sharing(sharers.head_three).exists()


def test_what_was_consented_to_never_changes(sharers):
    share = Share.objects.get(school=sharers.two)
    for facts in ({"level": HEADLINE}, {"year": 2031}, {"with_staff": True}):
        with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
            Share.objects.filter(pk=share.pk).update(**facts)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        share.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=share.pk).update(ended_at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_one_living_consent(region):
    sharers = make_sharers(region)
    levels = [HEADLINE, PROFILE, EFSM, HEADLINE, PROFILE, EFSM]
    ready = threading.Barrier(len(levels) + 1)

    def act(work) -> None:
        ready.wait()
        try:
            work()
        except (NotAMember, IntegrityError) as error:
            refused.append(error)
        finally:
            connection.close()

    refused: list[Exception] = []
    works = [lambda level=level: sharers.share(sharers.two, level) for level in levels]
    works.append(
        lambda: release_school(group=sharers.group, school=sharers.two, by=sharers.world.people.consortium)
    )
    threads = [threading.Thread(target=act, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Whatever came first, leaving has the last word.
    assert not any(isinstance(error, IntegrityError) for error in refused)
    assert not Share.objects.filter(school=sharers.two, ended_at__isnull=True).exists()
    assert Pairing.objects.count() == 0
