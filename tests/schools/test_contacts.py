"""Contacts: changed by the school's head, never by another's, and never over somebody's newer change."""

import threading

import pytest
from django.db import connection
from django.test import Client

from core.errors import DomainError
from schools.enums import ContactRole
from schools.models import Contact
from schools.services.contacts import ContactChangedMeanwhile, change_contact, stamp
from tests.personas import World

FACTS = {"name": "Mair Elis", "email": "mair@school.example", "phone": "", "language": "cy"}


@pytest.mark.django_db
class TestContacts:
    def test_head_changes_the_own_schools(self, client: Client, world: World) -> None:
        client.force_login(world.people.head)
        page = client.post(f"/en/schools/{world.school.number}/contacts/chair/", {**FACTS, "seen": ""})
        assert page.status_code == 302
        contact = Contact.objects.get(school=world.school, role="chair")
        assert (contact.name, contact.changed_by) == ("Mair Elis", world.people.head)

    def test_another_head_is_refused(self, client: Client, world: World) -> None:
        client.force_login(world.people.other_head)
        page = client.post(f"/en/schools/{world.school.number}/contacts/chair/", {**FACTS, "seen": ""})
        assert page.status_code == 403
        assert not Contact.objects.exists()

    def test_second_editor_keeps_the_text_and_is_told(self, client: Client, world: World) -> None:
        seen = stamp(world.school, "chair")
        change_contact(school=world.school, role=ContactRole.CHAIR, seen=seen, by=world.people.head, **FACTS)
        client.force_login(world.people.data_officer)
        page = client.post(
            f"/en/schools/{world.school.number}/contacts/chair/", {**FACTS, "name": "Second", "seen": seen}
        )
        assert page.status_code == 409
        text = page.content.decode()
        assert "Somebody else changed this contact" in text
        assert 'value="Second"' in text
        assert Contact.objects.get().name == "Mair Elis"
        # What stands there now has been shown: saving again is allowed.
        again = client.post(
            f"/en/schools/{world.school.number}/contacts/chair/",
            {**FACTS, "name": "Second", "seen": stamp(world.school, "chair")},
        )
        assert again.status_code == 302
        assert Contact.objects.get().name == "Second"

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "", "Enter the person's name"),
            ("name", "x" * 121, "at most 120"),
            ("email", "nobody", "like name@school.example"),
            ("phone", "0" * 21, "at most 20"),
        ],
    )
    def test_bad_input_gets_a_sentence(
        self, client: Client, world: World, field: str, value: str, sentence: str
    ) -> None:
        client.force_login(world.people.head)
        page = client.post(
            f"/en/schools/{world.school.number}/contacts/chair/", {**FACTS, "seen": "", field: value}
        )
        assert page.status_code == 422
        assert sentence in page.content.decode().replace("&#x27;", "'")
        assert not Contact.objects.exists()

    def test_confirming_dates_them_all(self, client: Client, world: World) -> None:
        for role in (ContactRole.CHAIR, ContactRole.OFFICE):
            change_contact(school=world.school, role=role, seen="", by=world.people.data_officer, **FACTS)
        client.force_login(world.people.head)
        page = client.post(f"/en/schools/{world.school.number}/contacts/confirm/", follow=True)
        assert "2 contacts are confirmed." in page.content.decode()
        assert set(Contact.objects.values_list("changed_by", flat=True)) == {world.people.head.pk}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(world: World) -> None:
    told: list[DomainError] = []

    def save(name: str) -> None:
        try:
            change_contact(
                school=world.school,
                role=ContactRole.HEAD,
                seen="",
                by=world.people.head,
                **{**FACTS, "name": name},
            )
        except ContactChangedMeanwhile as refusal:
            told.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[name]) for name in ("First", "Second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
    assert Contact.objects.count() == 1
