"""12th, 12fed: a place as it is written in figures."""

from django.utils import translation

# By the last digit; 11 to 13 take "th" all the same.
ENGLISH = {1: "st", 2: "nd", 3: "rd"}
TEENS = {11, 12, 13}
# cyntaf, ail, trydydd … ugeinfed; after 20 they end in "ar hugain", and 40 and 60 in "-fed".
WELSH = (
    *("af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed"),
    *("eg", "fed", "eg", "eg", "fed", "eg", "eg", "fed", "eg", "fed"),
)


def ordinal(number: int) -> str:
    if (translation.get_language() or "").startswith("cy"):
        return f"{number}{welsh_ending(number)}"
    ending = "th" if number % 100 in TEENS else ENGLISH.get(number % 10, "th")
    return f"{number}{ending}"


def welsh_ending(number: int) -> str:
    if number <= len(WELSH):
        return WELSH[number - 1]
    return "fed" if number % 20 == 0 else "ain"
