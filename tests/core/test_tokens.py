"""Personal tokens: shown once, revoked, out of date, somebody else's, gone with their person."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from core import clock
from core.models import Notice, PersonalToken, User
from core.notices import mail_waiting
from core.services.people import end_role, set_active
from core.services.tokens import (
    AT_MOST,
    TokenNameTaken,
    TokenRevokedAlready,
    TooManyTokens,
    digest_of,
    make_token,
    revoke_token,
    tokens_in_use,
)
from tests.personas import World

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/releases/"


def asked(client: Client, key: str) -> Any:
    return client.get(ADDRESS, headers={"Authorization": f"Bearer {key}"})


def made(person: User, name: str = "Workbook", days: int = 30) -> tuple[PersonalToken, str]:
    return make_token(name=name, days=days, by=person)


def test_the_key_opens_what_its_person_may_see(client: Client, world: World) -> None:
    _token, key = made(world.people.head)
    assert asked(client, key).status_code == 200
    assert (
        client.get("/api/v1/category-summaries/", headers={"Authorization": f"Bearer {key}"}).status_code
        == 403
    )


def test_only_a_digest_is_kept(world: World) -> None:
    token, key = made(world.people.head)
    assert key.startswith("csc_")
    kept = PersonalToken.objects.filter(pk=token.pk).values().get()
    assert key not in str(kept)
    assert kept["digest"] == digest_of(key)


@pytest.mark.parametrize("header", ["Bearer", "Bearer wrong", "Bearer a b", "Bearer ŵ", "bearer csc_"])
def test_a_wrong_key_opens_nothing(client: Client, world: World, header: str) -> None:
    answer = client.get(ADDRESS, headers={"Authorization": header.encode().decode("latin-1")})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "token_refused"


def test_without_a_key_one_is_asked_who_it_is(client: Client, world: World) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"
    assert client.get(ADDRESS, headers={"Authorization": "Basic eDp5"}).status_code == 401


def test_a_wrong_key_is_refused_although_somebody_is_signed_in(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    assert client.get(ADDRESS).status_code == 200
    assert asked(client, "csc_wrong").status_code == 401


def test_a_revoked_token_opens_nothing(client: Client, world: World) -> None:
    token, key = made(world.people.head)
    revoke_token(token=token, by=world.people.head)
    assert asked(client, key).status_code == 401
    with pytest.raises(TokenRevokedAlready):
        revoke_token(token=token, by=world.people.head)


def test_a_token_ends_on_its_day(client: Client, world: World, settings: Any) -> None:
    _token, key = made(world.people.head, days=30)
    settings.CLOCK_SHIFT_DAYS = 30
    assert asked(client, key).status_code == 200
    settings.CLOCK_SHIFT_DAYS = 31
    assert asked(client, key).status_code == 401


def test_the_day_of_the_last_use_is_kept(client: Client, world: World, settings: Any) -> None:
    token, key = made(world.people.head)
    asked(client, key)
    token.refresh_from_db()
    assert token.last_used_on == clock.today()
    settings.CLOCK_SHIFT_DAYS = 2
    asked(client, key)
    token.refresh_from_db()
    assert token.last_used_on == clock.today()


def test_whoever_leaves_loses_their_tokens(client: Client, world: World) -> None:
    _token, key = made(world.people.head)
    set_active(person=world.people.head, active=False, by=world.people.administrator)
    assert asked(client, key).status_code == 401
    set_active(person=world.people.head, active=True, by=world.people.administrator)
    assert asked(client, key).status_code == 401


def test_with_the_last_post_the_tokens_end(world: World) -> None:
    made(world.people.head)
    end_role(assignment=world.people.head.assignments.get(), by=world.people.administrator)
    assert not tokens_in_use(world.people.head).exists()


def test_a_name_stands_once_and_five_are_enough(world: World) -> None:
    token, _key = made(world.people.head, "0")
    with pytest.raises(TokenNameTaken):
        made(world.people.head, "0")
    for number in range(1, AT_MOST):
        made(world.people.head, str(number))
    with pytest.raises(TooManyTokens):
        made(world.people.head, "one more")
    revoke_token(token=token, by=world.people.head)
    made(world.people.head, "0")


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_five_are_made(world: World) -> None:
    refused: list[str] = []

    def run(number: int) -> None:
        try:
            made(world.people.head, str(number))
        except TooManyTokens:
            refused.append(str(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tokens_in_use(world.people.head).count() == AT_MOST
    assert len(refused) == 12 - AT_MOST


def test_the_person_is_told_by_mail(world: World) -> None:
    User.objects.filter(pk=world.people.head.pk).update(preferred_language="cy")
    _token, key = made(world.people.head, "Llyfr gwaith")
    assert Notice.objects.get().person == world.people.head
    mail_waiting()
    assert mail.outbox[0].to == [world.people.head.email]
    assert "Llyfr gwaith" in mail.outbox[0].subject
    assert key not in mail.outbox[0].body


def test_the_page_shows_the_key_once(client: Client, world: World) -> None:
    client.force_login(world.people.head)
    page = client.post("/en/account/tokens/new/", {"name": "Workbook", "days": "90"})
    key = page.context["key"]
    assert key in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert PersonalToken.objects.get().expires_on == clock.today() + dt.timedelta(days=90)
    listed = client.get("/en/account/tokens/").content.decode()
    assert "Workbook" in listed
    assert key not in listed
    # The same form sent again makes no second one.
    again = client.post("/en/account/tokens/new/", {"name": "Workbook", "days": "90"})
    assert again.status_code == 422
    assert PersonalToken.objects.count() == 1


def test_nobody_revokes_anothers(client: Client, world: World) -> None:
    token, key = made(world.people.head)
    client.force_login(world.people.other_head)
    assert "Workbook" not in client.get("/en/account/tokens/").content.decode()
    assert client.post(f"/en/account/tokens/{token.public_id}/revoke/").status_code == 404
    assert asked(Client(), key).status_code == 200


@pytest.mark.parametrize("sent", [{"name": "x"}, {"name": "x", "days": "9"}, {"name": "y" * 61, "days": "9"}])
def test_a_form_with_a_fault_makes_nothing(client: Client, world: World, sent: dict[str, str]) -> None:
    client.force_login(world.people.head)
    assert client.post("/en/account/tokens/new/", sent).status_code == 422
    assert not PersonalToken.objects.exists()
