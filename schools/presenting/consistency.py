"""How advisers' judgements compare: counts beside what chance alone would do. Questions, never a verdict."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core.models import User
from core.spreadsheets import Cell
from schools.comparisons.chance import expected_range
from schools.models import Authority, SampledJudgement, SupportJudgement, SupportLevel
from schools.queries.consistency import Judged

# What is counted of a judgement: each column is a test of it.
Column = tuple[StrOrPromise, Callable[[Judged], bool]]


CAPACITIES: dict[str, StrOrPromise] = {
    "A": _("Capacity A"),
    "B": _("Capacity B"),
    "C": _("Capacity C"),
    "D": _("Capacity D"),
}


@dataclass(frozen=True)
class CountCell:
    """How many of the row's judgements; `low` to `high` is what chance alone would give, None where too few
    are there to say."""

    count: int
    share: str = ""
    low: int | None = None
    high: int | None = None

    @property
    def range(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return str(_("%(low)s to %(high)s")) % {"low": self.low, "high": self.high}

    @property
    def is_outside(self) -> bool:
        return self.low is not None and self.high is not None and not self.low <= self.count <= self.high


@dataclass(frozen=True)
class CountRow:
    label: StrOrPromise
    total: int
    cells: list[CountCell]
    # The region and the authorities stand above the advisers.
    is_whole: bool = False


@dataclass(frozen=True)
class Table:
    slug: str
    heading: StrOrPromise
    caption: StrOrPromise
    headings: list[StrOrPromise]
    rows: list[CountRow]
    questions: list[str]


def distribution_table(
    rows: Sequence[Judged], levels: list[SupportLevel], advisers: dict[int, User], places: list[Authority]
) -> Table:
    columns: list[Column] = [(level.name, is_proposed(level.pk)) for level in levels]
    return table(
        "levels", _("Proposed levels"), _("Proposed levels by adviser"), columns, rows, advisers, places
    )


def is_proposed(level: int) -> Callable[[Judged], bool]:
    return lambda row: row.level == level


def capacity_table(rows: Sequence[Judged], advisers: dict[int, User], places: list[Authority]) -> Table:
    columns: list[Column] = [(words, is_capacity(code)) for code, words in CAPACITIES.items()]
    return table(
        "capacities",
        _("Improvement capacity"),
        _("Improvement capacity by adviser"),
        columns,
        rows,
        advisers,
        places,
    )


def is_capacity(code: str) -> Callable[[Judged], bool]:
    return lambda row: row.capacity == code


def difference_table(rows: Sequence[Judged], advisers: dict[int, User], places: list[Authority]) -> Table:
    columns: list[Column] = [
        (_("As suggested"), lambda row: row.turned == 0),
        (_("Less support than suggested"), lambda row: row.turned < 0),
        (_("More support than suggested"), lambda row: row.turned > 0),
    ]
    return table(
        "differences",
        _("Beside the suggestion"),
        _("How often a proposal differs from the suggestion, by adviser"),
        columns,
        rows,
        advisers,
        places,
    )


def moderation_table(rows: Sequence[Judged], advisers: dict[int, User], places: list[Authority]) -> Table:
    """Of what was moderated."""
    columns: list[Column] = [
        (_("Left as proposed"), lambda row: row.moved == 0),
        (_("Changed to less support"), lambda row: (row.moved or 0) < 0),
        (_("Changed to more support"), lambda row: (row.moved or 0) > 0),
    ]
    return table(
        "moderation",
        _("What moderation changed"),
        _("What moderation changed, by adviser"),
        columns,
        [row for row in rows if row.moved is not None],
        advisers,
        places,
    )


def table(
    slug: str,
    heading: StrOrPromise,
    caption: StrOrPromise,
    columns: list[Column],
    rows: Sequence[Judged],
    advisers: dict[int, User],
    places: list[Authority],
) -> Table:
    """The region, the reader's authorities, then the advisers whose judgements the reader sees, by name."""
    made = []
    seen = [row for row in rows if row.is_seen]
    if may_show_region(rows, seen):
        made.append(whole_row(_("Region"), rows, columns))
    if len(places) > 1 or len(seen) < len(rows):
        for place in places:
            made.append(whole_row(place.name, [row for row in seen if row.authority == place.pk], columns))
    questions: list[str] = []
    for person in sorted(advisers.values(), key=lambda person: (person.name.casefold(), person.pk)):
        own = [row for row in seen if row.adviser == person.pk]
        if not own:
            continue
        cells = [compared(own, rows, test) for _name, test in columns]
        made.append(CountRow(person.name, len(own), cells))
        questions += [
            question(person, len(own), cell, name)
            for cell, (name, _test) in zip(cells, columns, strict=True)
            if cell.is_outside
        ]
    return Table(slug, heading, caption, [name for name, _test in columns], made, questions)


def may_show_region(rows: Sequence[Judged], seen: Sequence[Judged]) -> bool:
    """Not where taking away what the reader sees leaves so few schools that one could be told."""
    rest = len(rows) - len(seen)
    return rest == 0 or rest >= settings.FEWEST_SCHOOLS_IN_A_SUM


def whole_row(label: StrOrPromise, rows: Sequence[Judged], columns: list[Column]) -> CountRow:
    cells = []
    for _name, test in columns:
        count = sum(map(test, rows))
        share = ""
        if len(rows) >= settings.FEWEST_SCHOOLS_IN_A_SUM:
            share = str(_("%(share)s%%")) % {"share": round(100 * count / len(rows))}
        cells.append(CountCell(count, share))
    return CountRow(label, len(rows), cells, is_whole=True)


def compared(
    own: Sequence[Judged], everything: Sequence[Judged], test: Callable[[Judged], bool]
) -> CountCell:
    count = sum(map(test, own))
    if len(own) < settings.FEWEST_SCHOOLS_IN_A_SUM:
        return CountCell(count)
    marked = sum(map(test, everything))
    low, high = expected_range(of=len(everything), marked=marked, drawn=len(own))
    return CountCell(count, "", low, high)


def question(person: User, total: int, cell: CountCell, name: StrOrPromise) -> str:
    words = ngettext(
        "%(name)s: “%(what)s” for %(count)s of %(n)s school; chance alone would give %(low)s to %(high)s."
        " What do these schools have in common?",
        "%(name)s: “%(what)s” for %(count)s of %(n)s schools; chance alone would give %(low)s to %(high)s."
        " What do these schools have in common?",
        total,
    )
    return words % {
        "name": person.name,
        "what": name,
        "count": cell.count,
        "n": total,
        "low": cell.low,
        "high": cell.high,
    }


LIST_HEADER = [
    _("School number"),
    _("School"),
    _("Authority"),
    _("Adviser"),
    _("Improvement capacity"),
    _("Suggested level"),
    _("Proposed level"),
    _("Reason where they differ"),
    _("Level now"),
    _("State"),
    _("In the sample"),
    _("Looked at by"),
    _("What came of it"),
    _("Remark"),
]


def list_cells(judgements: Iterable[SupportJudgement], drawn: Iterable[SampledJudgement]) -> list[list[Cell]]:
    """The moderation list, by the school's name."""
    by_judgement: dict[int, SampledJudgement] = {row.judgement_id: row for row in drawn}
    return [list_row(row, by_judgement.get(row.pk)) for row in judgements]


def list_row(row: SupportJudgement, drawn: SampledJudgement | None) -> list[Cell]:
    return [
        row.school.number,
        str(row.school.name),
        str(row.school.authority.name),
        row.adviser.name if row.adviser else None,
        row.capacity,
        name_of(row.suggested),
        name_of(row.proposed),
        row.reason or None,
        name_of(row.level),
        str(row.get_state_display()),
        str(_("yes") if drawn else _("no")),
        drawn.looked_by.name if drawn and drawn.looked_by else None,
        str(drawn.get_outcome_display()) if drawn and drawn.outcome else None,
        drawn.remark or None if drawn else None,
    ]


def name_of(level: Any) -> str | None:
    return str(level.name) if level else None
