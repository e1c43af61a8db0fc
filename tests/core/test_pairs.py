import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.html import conditional_escape, format_html

from core.pairs import Pair


class Thing:
    name = Pair()

    def __init__(self, english: str, welsh: str) -> None:
        self.name_en = english
        self.name_cy = welsh


@pytest.mark.parametrize(("language", "shown"), [("en", "School"), ("cy", "Ysgol"), ("en-gb", "School")])
def test_the_active_language_is_read(language: str, shown: str) -> None:
    with translation.override(language):
        assert Thing("School", "Ysgol").name == shown


def test_what_has_no_welsh_is_marked_as_english_on_a_page() -> None:
    with translation.override("cy"):
        shown = Thing("St Mary’s", "").name

    assert Template("{{ name }}").render(Context({"name": shown})) == '<span lang="en">St Mary’s</span>'
    assert format_html("<b>{}</b>", shown) == '<b><span lang="en">St Mary’s</span></b>'


def test_it_stays_plain_in_a_file_a_letter_or_a_sentence() -> None:
    with translation.override("cy"):
        shown = Thing("St Mary’s", "").name

    assert str(shown) == f"{shown}" == "St Mary’s"
    assert Template("{% autoescape off %}{{ name }}{% endautoescape %}").render(Context({"name": shown})) == (
        "St Mary’s"
    )


def test_what_has_no_english_is_marked_as_welsh() -> None:
    with translation.override("en"):
        assert conditional_escape(Thing("", "Ysgol y Bont").name) == '<span lang="cy">Ysgol y Bont</span>'


def test_a_name_cannot_bring_markup_along() -> None:
    with translation.override("cy"):
        shown = Thing("<b>School</b>", "").name

    assert conditional_escape(shown) == '<span lang="en">&lt;b&gt;School&lt;/b&gt;</span>'


def test_without_either_there_is_nothing() -> None:
    with translation.override("cy"):
        assert Thing("", "").name == ""
