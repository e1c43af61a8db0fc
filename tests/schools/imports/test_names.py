import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.imports.names import english_key, names_of, search_text, welsh_key


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("YSGOL GYNRADD LLANGOED", "Ysgol Gynradd Llangoed"),
        ("YSGOL Y FERCH O'R SGER", "Ysgol y Ferch o'r Sger"),
        ("TON-YR-YWEN PRIMARY SCHOOL", "Ton-yr-Ywen Primary School"),
        ("PEN-Y-BONT PRIMARY", "Pen-y-Bont Primary"),
        ("ST. MARY`S & ST. PATRICK`S", "St. Mary's & St. Patrick's"),
        ("ST MARY THE VIRGIN C/W PRIMARY SCHOOL", "St Mary the Virgin C/W Primary School"),
        ("ABERDARE TOWN C IN W PRIMARY", "Aberdare Town C in W Primary"),
        ("ST. DAVID'S RC PRIMARY SCHOOL", "St. David's RC Primary School"),
        ("Pentre CIW Voluntary Controlled", "Pentre CiW Voluntary Controlled"),
        ("Y.G.G.ABERDAR", "Y.G.G. Aberdar"),
        ("Ygg Garth Olwg", "YGG Garth Olwg"),
        ("YGG BRONLLWYN School", "YGG Bronllwyn School"),
        ("MCDONALD SCHOOL", "McDonald School"),
        ("Brynteg  School", "Brynteg School"),
        ("Ysgol_Bro_Dyfrdwy", "Ysgol Bro Dyfrdwy"),
        ("BODRINGALLT PRIMARY SCHOOL.", "Bodringallt Primary School"),
        ("St.John Baptist High School", "St. John Baptist High School"),
        ("Connah's Quay High School,", "Connah's Quay High School"),
        # A name that was not in capitals keeps its own.
        ("Ysgol Y Deri", "Ysgol Y Deri"),
        ("Cwmbach Church in Wales", "Cwmbach Church in Wales"),
    ],
)
def test_a_published_name_is_tidied(published: str, shown: str) -> None:
    assert names_of(published) == (shown, "")


def test_two_names_in_one() -> None:
    assert names_of("Ysgol Harri Tudur / Henry Tudor School") == ("Henry Tudor School", "Ysgol Harri Tudur")


def test_welsh_alphabet() -> None:
    names = [
        "Bangor",
        "Cyfarthfa",
        "Chwilog",
        "Dyffryn",
        "Ddôl",
        "Lando",
        "Llangan",
        "Llanhari",
        "Ringland",
        "Rhondda",
    ]
    names += ["Tonyrefail", "Thornhill"]

    assert sorted(set(names), key=welsh_key) == names


def test_english_alphabet() -> None:
    names = ["Chwilog", "Cyfarthfa", "Ddôl", "Dyffryn", "Y.G.G. Evan James", "YGG Garth Olwg"]

    assert sorted(set(names), key=english_key) == names


def test_found_without_accents_or_case() -> None:
    assert "ty gwyn" in search_text("Tŷ Gwyn", "CF14 3HS", "CF143HS")


@given(st.text(max_size=120))
def test_any_name_has_keys_that_fit(name: str) -> None:
    shown, welsh = names_of(name)

    assert names_of(shown)[0] == shown or "/" in name
    assert max(len(welsh_key(shown)), len(english_key(shown))) <= 200
    assert welsh_key(shown).isdigit() or not welsh_key(shown)
    assert len(welsh) <= 120
