import pytest
from django.utils import translation
from django.utils.safestring import SafeString

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


def test_what_has_no_welsh_is_marked_as_english() -> None:
    with translation.override("cy"):
        shown = Thing("St Mary’s", "").name

    assert shown == '<span lang="en">St Mary’s</span>'
    assert isinstance(shown, SafeString)


def test_what_has_no_english_is_marked_as_welsh() -> None:
    with translation.override("en"):
        assert Thing("", "Ysgol y Bont").name == '<span lang="cy">Ysgol y Bont</span>'


def test_a_name_cannot_bring_markup_along() -> None:
    with translation.override("cy"):
        assert Thing("<b>School</b>", "").name == '<span lang="en">&lt;b&gt;School&lt;/b&gt;</span>'


def test_without_either_there_is_nothing() -> None:
    with translation.override("cy"):
        assert Thing("", "").name == ""
