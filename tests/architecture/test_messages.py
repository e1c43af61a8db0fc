"""Every text that a person meets went through a catalogue, and the Welsh catalogue has it.

What `check_catalogues` cannot see: a text outside of any message, and a message of somebody else's."""

from collections.abc import Iterator

import pytest
from django.db import models, transaction
from django.test import Client
from django.utils.translation import gettext, ngettext, override, pgettext

from schools.models import Authority, InspectionWord
from tests.architecture.examples import ALLAUTH_PAGES, EXAMPLES, FOR_MACHINES, Example
from tests.architecture.furnished import FILES, Furnished
from tests.architecture.listening import Bracketing, Listening, speak
from tests.architecture.test_models import our_models
from tests.architecture.visible import left_over, outside_brackets

PAGES = {**EXAMPLES, **ALLAUTH_PAGES}
# Names that are the same in every language, and each language's own name for itself.
SAME_EVERYWHERE = ["Cymraeg", "English", "CSV", "Excel", "XLSX", "GeoJSON"]
# Its words are those of the format.
CALENDAR = "text/calendar"
# The mark of a Welsh-medium school.
WELSH_MEDIUM = "Cy"
# The page of components shows names as pages would.
EXAMPLES_OF_NAMES = ["Ysgol Gymraeg Nant Fedwen", "Maes-y-bedw Comprehensive School", "Rhian Prosser", "nant"]
# In two languages on purpose, side by side: the first page, letters, and the statements' own templates.
IN_BOTH = {"entry", "accessibility", "privacy", "help", "contact", "group_letter"}
# Django's and allauth's, which no page shows as they are.
NOT_SHOWN = {
    "String to return when truncating text | %(truncated_text)s…": "the same in every language",
}


def answers(shown: Furnished) -> Iterator[tuple[str, str]]:
    """Every page in Welsh, as opened, and as it comes back when its form is sent empty."""
    for name, example in sorted(PAGES.items()):
        if example.not_a_page == FOR_MACHINES:
            continue
        client = browser(shown, example)
        address = example.address(name, shown, "cy")
        if "GET" in example.methods:
            answer = client.get(address)
            if not answer.headers.get("Content-Type", "").startswith(CALENDAR):
                yield name, answer.content.decode(errors="replace")
        if "POST" in example.methods and not example.not_a_page:
            # Some forms may be sent empty: what they then do is taken back, for the pages that follow.
            before = transaction.savepoint()
            sent = client.post(address, {"token": "1"}).content.decode(errors="replace")
            transaction.savepoint_rollback(before)
            yield f"{name}, sent", sent


def browser(shown: Furnished, example: Example) -> Client:
    client = Client(headers={"accept-language": "fr"})
    if example.seen_by:
        client.force_login(getattr(shown.world.people, example.seen_by))
    return client


def texts_of_the_database() -> list[str]:
    """Everything that stands in our tables as text: names, addresses, sentences of the reference data."""
    kinds = (models.CharField, models.TextField, models.UUIDField)
    found = {word for text in FILES for line in text.splitlines() for word in [line, *line.split(",")]}
    found |= {
        str(value)
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        for value in model._default_manager.values_list(field.name, flat=True).distinct()[:2000]
        if value
    }
    # A list kept one entry a line is shown entry by entry.
    found |= {line for text in found for line in text.splitlines()}
    return sorted((text for text in found if len(text) > 3), key=len, reverse=True)


@pytest.mark.django_db
def test_every_visible_text_is_a_message(shown: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(Bracketing("cy"), monkeypatch)
    data = [*texts_of_the_database(), *SAME_EVERYWHERE, *EXAMPLES_OF_NAMES]

    # A name may be broken over lines on a map.
    broken = {word for authority in Authority.objects.all() for word in authority.name_en.split()}
    broken.add(WELSH_MEDIUM)
    # Of the words of inspections some are shorter than what is looked for.
    broken |= {word for pair in InspectionWord.objects.values_list("name_en", "name_cy") for word in pair}
    found = {
        name: set(outside_brackets(html, data)) - broken
        for name, html in answers(shown)
        if name not in IN_BOTH
    }
    bare = {name: sorted(words) for name, words in found.items() if words}

    assert not bare, (
        "These words stand in no message: put them into {% translate %} or gettext_lazy; what is data comes"
        f" from the database. {bare}"
    )


@pytest.mark.django_db
def test_every_message_asked_for_has_its_welsh(shown: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    listening = Listening("cy")
    speak(listening, monkeypatch)
    for _name, _html in answers(shown):
        pass

    missing = {message.replace("\x04", " | ") for message in listening.missing} - set(NOT_SHOWN)
    assert not missing, (
        "Pages asked for these and no Welsh catalogue has them. Somebody else's message (Django's, allauth's)"
        f" is given our own words where the form or adapter is made: {sorted(missing)}"
    )


def test_brackets_show_what_is_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(Bracketing("cy"), monkeypatch)
    with override("cy"):
        html = (
            f"<h1>{gettext('Schools')}</h1><p>Ysgol y Bont, {ngettext('%d pupil', '%d pupils', 2) % 2}</p>"
            f"<p aria-label='Bare label'>{pgettext('job', 'Done')} left out</p><script>ignored()</script>"
        )

    assert outside_brackets(html, ["Ysgol y Bont"]) == ["left", "out", "Bare", "label"]
    assert left_over("⟦a ⟦nested⟧ message⟧", []) == []


def test_a_missing_message_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = Listening("cy")
    speak(listening, monkeypatch)
    with override("cy"):
        known = gettext("Schools")
        gettext("Nobody ever wrote this")
        pgettext("nowhere", "Nor this")

    assert known == "Ysgolion"
    assert listening.missing == {"Nobody ever wrote this", "nowhere\x04Nor this"}
