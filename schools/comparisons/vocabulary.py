"""Words as small numbers: their place in these lists, the same where figures are read and where written."""

from schools.enums import Category, Group, Medium, Phase, Trend, Unmatched, Verdict, Withheld

PHASES = tuple(Phase.values)
MEDIA = tuple(Medium.values)
PUPILS = tuple(Group.values)
# A result of a whole school has no part.
PARTS = ("", *Phase.values)
WITHHELD = ("", *Withheld.values)
VERDICTS = ("", *Verdict.values)
TRENDS = ("", *Trend.values)
UNMATCHED = ("", *Unmatched.values)
CATEGORIES = tuple(Category.values)

ALL_PUPILS = PUPILS.index(Group.ALL)
ELIGIBLE = PUPILS.index(Group.EFSM)
WHOLE_SCHOOL = 0
# Before any phase, medium or authority: all of them.
EVERY = 0


def case_of(column: str, words: tuple[str, ...]) -> str:
    """SQL that turns the column's word into its number. The words are enumerations of ours, never input."""
    cases = " ".join(f"WHEN '{word}' THEN {number}" for number, word in enumerate(words))
    return f"(CASE {column} {cases} END)::smallint"
