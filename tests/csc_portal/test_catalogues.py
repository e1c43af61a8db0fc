"""The check of the catalogue finds what it is there to find."""

from pathlib import Path

import polib
import pytest

from csc_portal import catalogues, proofreading
from csc_portal.catalogues import FORMS, PLURALS


def entry(msgid: str, msgstr: str = "", **facts: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **facts)


def plural(one: str, many: str, forms: list[str]) -> polib.POEntry:
    return polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural=dict(zip(FORMS, forms, strict=False)))


def catalogue(*entries: polib.POEntry, header: str = PLURALS) -> polib.POFile:
    made = polib.POFile()
    made.metadata = {"Plural-Forms": header}
    made.extend(entries)
    return made


def faults(asked: polib.POFile, known: polib.POFile) -> str:
    return "\n".join(catalogues.faults(asked, known))


def test_a_complete_catalogue_has_no_faults() -> None:
    asked = catalogue(entry("Schools"), plural("%(n)s pupil", "%(n)s pupils", []))
    known = catalogue(
        entry("Schools", "Ysgolion"),
        plural("%(n)s pupil", "%(n)s pupils", ["Dim disgyblion", *["%(n)s disgybl"] * 5]),
    )

    assert faults(asked, known) == ""


@pytest.mark.parametrize(
    ("asked", "known", "sentence"),
    [
        (catalogue(entry("New")), catalogue(), "Not in the catalogue: “New”"),
        (catalogue(), catalogue(entry("Old", "Hen")), "Nothing asks for it any more: “Old”"),
        (catalogue(entry("School")), catalogue(entry("School")), "No Welsh: “School”"),
        (
            catalogue(entry("School")),
            catalogue(entry("School", "Ysgol", flags=["fuzzy"])),
            "Marked fuzzy: “School”",
        ),
        (
            catalogue(entry("Dear %(name)s,")),
            catalogue(entry("Dear %(name)s,", "Annwyl %(enw)s,")),
            "Other placeholders",
        ),
        (
            catalogue(plural("%(n)s day", "%(n)s days", [])),
            catalogue(plural("%(n)s day", "%(n)s days", ["%(n)s diwrnod"] * 4)),
            "No Welsh: “%(n)s day”",
        ),
        (
            catalogue(plural("%(n)s day", "%(n)s full days", [])),
            catalogue(plural("%(n)s day", "%(n)s days", ["%(n)s diwrnod"] * 6)),
            "Its plural has changed",
        ),
        (catalogue(), catalogue(header="nplurals=4; plural=0;"), "The header's Plural-Forms"),
        (catalogue(entry("End ")), catalogue(entry("End ", "Diwedd")), "Other space or line breaks"),
        (catalogue(), catalogue(entry("Gone", "Wedi mynd", obsolete=True)), "Kept though nothing asks"),
    ],
)
def test_a_fault_is_found(asked: polib.POFile, known: polib.POFile, sentence: str) -> None:
    assert sentence in faults(asked, known)


def test_the_same_word_in_another_context_is_another_message() -> None:
    asked = catalogue(entry("Welsh", msgctxt="medium"), entry("Welsh"))
    known = catalogue(entry("Welsh", "Cymraeg"))

    assert "Not in the catalogue: “Welsh” [medium]" in faults(asked, known)


def test_merging_keeps_the_welsh_and_guesses_nothing() -> None:
    known = catalogue(entry("Schools", "Ysgolion"), entry("Gone", "Wedi mynd"))

    made = catalogues.merged(catalogue(entry("Schools"), entry("Schools nearby")), known)

    assert {found.msgid: found.msgstr for found in made} == {"Schools": "Ysgolion", "Schools nearby": ""}


def test_the_sources_are_read_without_a_trace_beside_them() -> None:
    asked = catalogues.extract_messages()

    assert len(asked) > 500
    assert asked.find("Schools") is not None
    assert not list(Path(catalogues.settings.BASE_DIR / "templates").rglob("*.py"))


@pytest.mark.parametrize(
    ("welsh", "fault"),
    [
        ("Rhestr o ysgolyon", "Spelt otherwise in the dictionary: ysgolyon"),
        ("i Caerdydd", "A mutation is missing: i caerdydd"),
    ],
)
def test_bad_welsh_is_found(welsh: str, fault: str) -> None:
    assert fault in "\n".join(proofreading.faults(catalogue(entry("English", welsh))))


def test_good_welsh_passes() -> None:
    welsh = "Mae’r tudalennau’n dangos %(n)s ysgol <b>yng Nghaerdydd</b> a’u ffigurau."

    assert list(proofreading.faults(catalogue(entry("English", welsh)))) == []


def test_the_welsh_of_statements_and_reference_data_is_read_too() -> None:
    assert list(proofreading.faults_elsewhere()) == []


def test_welsh_columns_are_found_at_any_depth() -> None:
    facts = {"region": {"name_en": "Region", "name_cy": "Rhanbarth"}, "rows": [{"source_cy": "Ffynhonnell"}]}

    assert list(proofreading.welsh_columns(facts)) == [
        ("name_cy", "Rhanbarth"),
        ("source_cy", "Ffynhonnell"),
    ]
