"""A school in a few sentences: how large it is, whom it serves, what moved; and what cannot be compared."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from schools.enums import Phase
from schools.models import School
from schools.presenting.standing import MeasureRow
from schools.units import measured

SIZES = (
    _("With %(own)s pupils it is among the smaller schools of its kind in Wales (middle: %(mid)s)."),
    _("With %(own)s pupils it is of middling size among schools of its kind in Wales (middle: %(mid)s)."),
    _("With %(own)s pupils it is among the larger schools of its kind in Wales (middle: %(mid)s)."),
)
FREE_MEALS = (
    _(
        "%(own)s of its pupils are eligible for free school meals: a small share beside its kind"
        " (middle: %(mid)s)."
    ),
    _("%(own)s of its pupils are eligible for free school meals: a usual share (middle: %(mid)s)."),
    _(
        "%(own)s of its pupils are eligible for free school meals: a large share beside its kind"
        " (middle: %(mid)s)."
    ),
)
# What the published figures cannot say of schools of a kind, and what can be used instead.
WHY_NOT: dict[str, StrOrPromise] = {
    Phase.PRIMARY: _(
        "No results of primary schools are published, so nothing here compares what pupils learn. Attendance"
        " and context can be compared; for the rest the school's own review is the main evidence."
    ),
    Phase.SPECIAL: _(
        "Neither attendance nor results of special schools are published, so only their context can be"
        " compared. For the rest the school's own review is the main evidence."
    ),
    Phase.NURSERY: _(
        "Neither attendance nor results of nursery schools are published, so only their context can be shown."
        " For the rest the school's own review is the main evidence."
    ),
    Phase.PRU: _(
        "No figures of pupil referral units are published, so there is nothing to compare. The unit's own"
        " review is the main evidence of how well it serves its pupils."
    ),
    Phase.ALL_AGE: _(
        "All-age schools are few, so they stand in no benchmark group by free school meals. Figures of the"
        " primary and the secondary part stand by themselves."
    ),
}


@dataclass(frozen=True)
class PooledFigure:
    name: str
    text: str
    sentence: str
    url: str


@dataclass(frozen=True)
class Glance:
    sentences: list[str]
    pooled: list[PooledFigure]
    why_not: StrOrPromise


def glance(school: School, rows: list[MeasureRow]) -> Glance:
    by_code = {row.indicator.code: row for row in rows if not row.part}
    sentences = [
        sentence
        for sentence in (
            placed(by_code.get("pupils"), SIZES),
            moved(by_code.get("pupils")),
            placed(by_code.get("fsm"), FREE_MEALS),
        )
        if sentence
    ]
    return Glance(
        sentences=sentences,
        pooled=[pooled_figure(row) for row in rows if row.together],
        why_not=WHY_NOT.get(school.phase, ""),
    )


def placed(row: MeasureRow | None, sentences: tuple[Any, Any, Any]) -> str:
    """Below, within or above the middle half of all schools of its kind."""
    if row is None or row.shown.value is None or row.cut is None:
        return ""
    cut = row.cut
    which = 0 if row.shown.value < cut.q1 else 2 if row.shown.value > cut.q3 else 1
    return str(sentences[which]) % {
        "own": row.shown.text,
        "mid": measured(cut.median, row.indicator),
    }


def moved(row: MeasureRow | None) -> str:
    """How many pupils more or fewer than the year before; nothing for none."""
    if row is None or row.shown.value is None or row.previous is None:
        return ""
    change = round(row.shown.value) - round(row.previous)
    if change == 0:
        return ""
    number = {"n": number_format(abs(change), 0)}
    if change > 0:
        return (
            ngettext(
                "It has %(n)s pupil more than a year before.",
                "It has %(n)s pupils more than a year before.",
                change,
            )
            % number
        )
    return (
        ngettext(
            "It has %(n)s pupil fewer than a year before.",
            "It has %(n)s pupils fewer than a year before.",
            -change,
        )
        % number
    )


def pooled_figure(row: MeasureRow) -> PooledFigure:
    words = _(
        "%(value)s for %(years)s together. Single years have too few pupils to be compared, so they are put"
        " together and no place is given."
    )
    sentence = str(words) % {"value": row.shown.text, "years": row.together}
    return PooledFigure(str(row.indicator.name), row.shown.text, sentence, row.url)
