"""Cells of text as values. Each function gives the value, or raises CellError with the code of a sentence."""

import re

from schools.enums import Category, Medium, Missing, Phase
from schools.imports.facts import Measure
from schools.imports.problems import Fact

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,15})?$", re.ASCII)
TINY_NUMBER = re.compile(r"[+-]?\d(?:\.\d{1,15})?[eE]-\d{1,2}$", re.ASCII)
SCHOOL_NUMBER = re.compile(r"\d{7}$", re.ASCII)
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$", re.ASCII)
ACADEMIC_YEAR = re.compile(r"(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)$", re.ASCII)
CALENDAR_YEAR = re.compile(r"20\d\d$", re.ASCII)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

# What publishers write where there is no figure.
WITHHELD = {"*", "[c]", "c", "suppressed"}
NOT_SHOWN = {"", "-", "–", ".", "..", "n/a", "na", "[x]", "x", "not available"}
NOT_APPLICABLE = {"[z]", "z"}
NOT_COLLECTED = {"not collected"}

PHASES = {
    "primary": Phase.PRIMARY,
    "cynradd": Phase.PRIMARY,
    "infant": Phase.PRIMARY,
    "infants": Phase.PRIMARY,
    "junior": Phase.PRIMARY,
    "juniors": Phase.PRIMARY,
    "secondary": Phase.SECONDARY,
    "uwchradd": Phase.SECONDARY,
    "middle": Phase.ALL_AGE,
    "all-age": Phase.ALL_AGE,
    "all age": Phase.ALL_AGE,
    "all through": Phase.ALL_AGE,
    "all_age": Phase.ALL_AGE,
    "ganol": Phase.ALL_AGE,
    "special": Phase.SPECIAL,
    "arbennig": Phase.SPECIAL,
    "nursery": Phase.NURSERY,
    "meithrin": Phase.NURSERY,
    "pru": Phase.PRU,
    "pupil referral unit": Phase.PRU,
}
# The address list's own codes; its two letters for bilingual types differ from list to list.
MEDIA = {
    **{medium.value: medium for medium in Medium},
    "BB": Medium.BILINGUAL_B,
    "AB": Medium.BILINGUAL_A,
    "CB": Medium.BILINGUAL_C,
    "CHB": Medium.BILINGUAL_CH,
    # On the way from one medium to another, as the list has it.
    "TR": Medium.NOT_STATED,
    "0": Medium.NOT_STATED,
    "": Medium.NOT_STATED,
}
CATEGORIES = {
    **{category.value: category for category in Category},
    "gwyrdd": Category.GREEN,
    "melyn": Category.YELLOW,
    "oren": Category.AMBER,
    "coch": Category.RED,
}
# Wales and about 20 km around it: latitude and longitude.
NORTH_SOUTH = (51.2, 53.6)
WEST_EAST = (-5.8, -2.4)


class CellError(Exception):
    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def text_value(text: str, limit: int) -> str:
    if CONTROL.search(text):
        raise CellError("control_character")
    joined = " ".join(text.split())
    if len(joined) > limit:
        raise CellError("too_long", limit=limit)
    return joined


def school_number(text: str) -> str:
    if not SCHOOL_NUMBER.match(text):
        raise CellError("school_number", value=short(text))
    return text


def number(text: str) -> float:
    """A plain decimal number; commas may part the thousands."""
    if not (NUMBER.match(text) or TINY_NUMBER.match(text)):
        raise CellError("not_a_number", value=short(text))
    return float(text.replace(",", ""))


def figure(text: str, measure: Measure) -> tuple[float | None, str]:
    """The value, or None and why it is missing. A missing value is never read as 0."""
    lower = text.lower()
    if lower in WITHHELD:
        return None, Missing.WITHHELD
    if lower in NOT_SHOWN:
        return None, Missing.NOT_SHOWN
    if lower in NOT_APPLICABLE:
        return None, Missing.NO_PUPILS
    if lower in NOT_COLLECTED:
        return None, Missing.NOT_COLLECTED
    value = in_range(text, measure)
    if measure.unit == "pupils" and value != int(value):
        raise CellError("not_whole", value=short(text))
    return value, ""


def in_range(text: str, measure: Measure) -> float:
    """A number that the measure can have."""
    plain = text.rstrip("% ").lstrip("£ ") if measure.unit in {"percent", "pounds"} else text
    value = number(plain)
    if not measure.lowest <= value <= measure.highest:
        raise CellError(
            "out_of_range",
            value=short(text),
            measure=measure.name,
            measure_cy=measure.name_cy,
            lowest=tidy(measure.lowest),
            highest=tidy(measure.highest),
        )
    return value


def tidy(value: float) -> int | float:
    return int(value) if value == int(value) else value


def academic_year(text: str) -> int:
    """The calendar year in which it ends: 2019/20, 2019-20, 2019/2020 and 2020 are all 2020."""
    if CALENDAR_YEAR.match(text):
        return int(text)
    found = ACADEMIC_YEAR.match(text)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise CellError("year", value=short(text))
    return int(found[1]) + 1


def phase(text: str) -> str:
    lower = re.sub(r"\s*\(.*\)$", "", text.lower()).removesuffix(" school").removesuffix(" schools")
    return choice(text, PHASES.get(lower), "Primary, Secondary, Middle, Special, Nursery")


def medium(text: str) -> str:
    return choice(text, MEDIA.get(text.strip().upper()), "EM, WM, DS, EW, BA, BB, BC, BCH, NA")


def category(text: str) -> str:
    """Also “Yellow/Melyn”: both languages must mean the same."""
    meant = {CATEGORIES.get(part.strip().lower()) for part in text.split("/")}
    return choice(text, meant.pop() if len(meant) == 1 else None, "Green, Yellow, Amber, Red")


def choice(text: str, found: str | None, known: str) -> str:
    if found is None:
        raise CellError("choice", value=short(text), known=known)
    return str(found)


def postcode(text: str) -> str:
    found = POSTCODE.match(text.upper())
    if text and not found:
        raise CellError("postcode", value=short(text))
    return f"{found[1]} {found[2]}" if found else ""


def degrees(text: str, bounds: tuple[float, float]) -> float:
    try:
        value = number(text)
    except CellError as error:
        raise CellError("coordinates", value=short(text)) from error
    if not bounds[0] <= value <= bounds[1]:
        raise CellError("coordinates", value=short(text))
    return value
