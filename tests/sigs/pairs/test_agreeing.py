"""A pair comes about when every side says yes; who may see what of it; and that nobody is asked twice."""

import threading

import pytest
from django.db import connection
from django.test import Client

from core.errors import IllegalTransition
from core.models import Notice, User
from schools.enums import StatedBy
from schools.models import Need, School, Strength
from schools.queries.topics import areas
from sigs.enums import PairAnswer, PairingState
from sigs.models import Pairing, PairingSide
from sigs.presenting.pairs import pairs
from sigs.queries.pairs import pairs_to_answer
from sigs.queries.sharing import sharing_in
from sigs.services.groups import release_school
from sigs.services.pairings import (
    AskedAlready,
    NotComplementary,
    SharesTooLittle,
    answer_pairing,
    ask_pairing,
    end_pairing,
)
from sigs.services.pairings.refusals import NoReason
from sigs.services.sharing import stop_sharing
from tests.factories import MOMENT
from tests.sigs.sharing.sharers import HEADLINE, PROFILE, Sharers, make_sharers

REASON = "Ysgol Gyfun Brawf is strong in"


def say(school: School, by: User, *, strong: int, weak: int) -> None:
    said = {"school": school, "stated_side": StatedBy.SCHOOL, "stated_at": MOMENT, "stated_by": by}
    Strength.objects.create(topic=areas()[strong], text="It works", **said)
    Need.objects.create(topic=areas()[weak], text="Not yet", **said)


def prepare(sharers: Sharers) -> Sharers:
    """The first and the second fit; all share their profile."""
    say(sharers.one, sharers.head_one, strong=0, weak=1)
    say(sharers.two, sharers.head_two, strong=1, weak=0)
    for school in (sharers.one, sharers.two, sharers.three):
        sharers.share(school, PROFILE)
    return sharers


@pytest.fixture
def sharers(region) -> Sharers:
    return prepare(make_sharers(region))


def ask(sharers: Sharers, *schools: School) -> Pairing:
    return ask_pairing(
        group=sharers.group,
        schools=schools or (sharers.one, sharers.two),
        message="Beth amdani?",
        language="cy",
        own=[sharers.one],
        by=sharers.head_one,
    )


def test_from_suggestion_to_what_came_of_it(sharers):
    first, second = Client(), Client()
    first.force_login(sharers.head_one)
    second.force_login(sharers.head_two)
    address = f"/en/groups/{sharers.group.slug}/pairs/"
    assert REASON in first.get(address).content.decode()
    key = "-".join(sorted([sharers.one.number, sharers.two.number]))
    assert first.post(f"{address}ask/{key}/", {"message": "Beth amdani?"}).status_code == 302
    pairing = Pairing.objects.get()
    assert [side.answer for side in pairing.sides.order_by("pk")] == [PairAnswer.YES, PairAnswer.WAITING]
    # The other head is told and asked; the one who asked is not.
    assert set(Notice.objects.filter(kind="sigs/pair_asked").values_list("person", flat=True)) == {
        sharers.head_two.pk
    }
    assert pairs_to_answer(sharers.head_two).count() == 1
    assert not pairs_to_answer(sharers.head_one).exists()
    page = f"{address}{pairing.public_id}/"
    assert "Beth amdani?" in second.get(page).content.decode()
    assert second.post(f"{page}answer/", {"answer": "yes"}).status_code == 302
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREED
    assert Notice.objects.filter(kind="sigs/pair_agreed", person=sharers.head_one).exists()
    assert first.post(f"{page}end/", {"outcome": ""}).status_code == 422
    assert first.post(f"{page}end/", {"outcome": "Two lessons changed"}).status_code == 302
    assert "Two lessons changed" in second.get(address).content.decode()


def test_one_refusal_declines_it_for_all_and_only_they_read_why(sharers):
    pairing = ask(sharers)
    with pytest.raises(NoReason):
        answer_pairing(pairing=pairing, school=sharers.two, agree=False, because="", by=sharers.head_two)
    answer_pairing(
        pairing=pairing, school=sharers.two, agree=False, because="An inspection", by=sharers.head_two
    )
    with pytest.raises(IllegalTransition):
        answer_pairing(pairing=pairing, school=sharers.two, agree=True, because="", by=sharers.head_two)
    seen = {}
    for person in (sharers.head_one, sharers.head_three, sharers.world.people.consortium):
        client = Client()
        client.force_login(person)
        address = f"/en/groups/{sharers.group.slug}/pairs/"
        seen[person.pk] = (
            client.get(f"{address}{pairing.public_id}/").status_code,
            "Not now" in client.get(address).content.decode(),
        )
    assert seen == {
        sharers.head_one.pk: (200, True),
        sharers.head_three.pk: (404, False),
        sharers.world.people.consortium.pk: (404, False),
    }


def test_the_same_are_asked_once_a_year(sharers):
    pairing = ask(sharers)
    answer_pairing(pairing=pairing, school=sharers.two, agree=False, because="Busy", by=sharers.head_two)
    with pytest.raises(AskedAlready):
        ask(sharers, sharers.two, sharers.one)
    assert pairs(sharing_in(sharers.group, sharers.head_one), sharers.head_one).suggestions == []


def test_only_what_fits_and_is_shared_is_asked(sharers):
    with pytest.raises(NotComplementary):
        ask(sharers, sharers.one, sharers.three)
    sharers.share(sharers.two, HEADLINE)
    with pytest.raises(SharesTooLittle):
        ask(sharers)
    assert not Pairing.objects.exists()


def test_no_suggestion_says_more_than_the_reader_may_see(sharers):
    """Seen from a school that shares less than its profile: no strengths, so no suggestions."""
    sharers.share(sharers.three, HEADLINE)
    page = pairs(sharing_in(sharers.group, sharers.head_three), sharers.head_three)
    assert (page.suggestions, page.is_suggesting) == ([], False)
    for name in ("adviser", "consortium"):
        person = getattr(sharers.world.people, name)
        assert pairs(sharing_in(sharers.group, person), person).suggestions == []


def test_the_reason_goes_with_the_consent(sharers):
    pairing = ask(sharers)
    answer_pairing(pairing=pairing, school=sharers.two, agree=True, because="", by=sharers.head_two)
    client = Client()
    client.force_login(sharers.head_three)
    page = f"/en/groups/{sharers.group.slug}/pairs/{pairing.public_id}/"
    assert REASON in client.get(page).content.decode()
    assert "Beth amdani?" not in client.get(page).content.decode()
    stop_sharing(group=sharers.group, school=sharers.one, by=sharers.head_one)
    assert REASON not in client.get(page).content.decode()


def test_leaving_ends_the_pairs(sharers):
    pairing = ask(sharers)
    release_school(group=sharers.group, school=sharers.two, by=sharers.head_two)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.LAPSED


def test_a_pair_is_answered_and_ended_by_its_own_schools(sharers):
    pairing = ask(sharers)
    client = Client()
    client.force_login(sharers.head_three)
    page = f"/en/groups/{sharers.group.slug}/pairs/{pairing.public_id}/"
    assert client.post(f"{page}answer/", {"answer": "yes"}).status_code == 404
    answer_pairing(pairing=pairing, school=sharers.two, agree=True, because="", by=sharers.head_two)
    assert client.post(f"{page}answer/", {"answer": "no", "because": "x"}).status_code == 403
    client.post(f"{page}end/", {"outcome": "Nothing"})
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREED
    end_pairing(pairing=pairing, outcome="Much", language="en", by=sharers.head_two)
    with pytest.raises(IllegalTransition):
        end_pairing(pairing=pairing, outcome="More", language="en", by=sharers.head_one)


@pytest.mark.django_db(transaction=True)
def test_answers_at_the_same_moment_are_one_agreement(region):
    sharers = prepare(make_sharers(region))
    pairing = ask_pairing(
        group=sharers.group,
        schools=(sharers.one, sharers.two),
        message="",
        language="en",
        own=[],
        by=sharers.head_three,
    )
    ready = threading.Barrier(4)
    refused: list[IllegalTransition] = []

    def answer(school: School, by: User) -> None:
        ready.wait()
        try:
            answer_pairing(
                pairing=Pairing.objects.select_related("group").get(pk=pairing.pk),
                school=school,
                agree=True,
                because="",
                by=by,
            )
        except IllegalTransition as error:
            refused.append(error)
        finally:
            connection.close()

    sides = [(sharers.one, sharers.head_one), (sharers.two, sharers.head_two)] * 2
    threads = [threading.Thread(target=answer, args=side) for side in sides]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREED
    assert len(refused) == 2
    assert not PairingSide.objects.exclude(answer=PairAnswer.YES).exists()
