"""A brief in words: what moved since the last visit, what was promised, what is open, and three questions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brokerage.enums import AskState, PartnershipState, Permission
from brokerage.models import Visit, VisitAction
from brokerage.queries.brief import Movement, Support, movements, open_support, visit_before
from brokerage.queries.visits import open_actions
from core import clock
from schools.disclosure import Shown, display, gives_away
from schools.enums import Permission as SchoolPermission
from schools.enums import Unit, Urgency
from schools.models import Indicator, Result, School
from schools.queries.review import newest_review
from schools.units import academic_year, measured, plain

QUESTIONS = 3


@dataclass(frozen=True)
class MovedRow:
    indicator: Indicator
    part: str
    period: str
    figure: Shown
    words: Any
    url: str
    is_new: bool
    has_moved: bool


@dataclass(frozen=True)
class OpenRow:
    label: Any
    title: str
    note: Any
    url: str


@dataclass(frozen=True)
class Brief:
    since: dt.date | None
    before: Visit | None
    moved: list[MovedRow]
    standing: list[MovedRow]
    actions: list[VisitAction]
    support: list[OpenRow]
    priorities: Sequence[str]
    priorities_language: str
    questions: list[Any]
    are_suggested: bool


def brief_of(visit: Visit, user: Any) -> Brief:
    """Six queries, however much there is."""
    school = visit.school
    before = visit_before(visit)
    since = before.on if before else None
    exact = user.has_perm(SchoolPermission.VIEW_EXACT, school)
    rows = [moved_row(school, one, exact=exact) for one in movements(school, since)]
    actions = list(open_actions(school))
    support = open_support(school) if user.has_perm(Permission.VIEW_HELP, school) else []
    review = newest_review(school, user)
    asked = [text for text in (visit.question_1, visit.question_2, visit.question_3) if text]
    # A summary that is published alone holds no list of priorities for others.
    readable = review is not None and review.readable  # type: ignore[attr-defined]  # annotated
    priorities = review.priority_texts if review and readable else []  # type: ignore[attr-defined]  # annotated
    return Brief(
        since=since,
        before=before,
        moved=[row for row in rows if row.is_new],
        standing=[row for row in rows if not row.is_new],
        actions=actions,
        support=[open_row(school, one) for one in support],
        priorities=priorities,
        priorities_language=review.language if review else "",
        questions=asked or suggested(rows, actions, support, priorities),
        are_suggested=not asked,
    )


def moved_row(school: School, found: Movement, *, exact: bool) -> MovedRow:
    now, before = shown(found.now, exact), shown(found.before, exact) if found.before else None
    indicator = found.now.indicator
    words, has_moved = change(indicator, now, before, is_broken=found.is_broken)
    url = reverse("measure", args=[school.number, indicator.code])
    return MovedRow(
        indicator=indicator,
        part=found.now.part,
        period=academic_year(found.now.year),
        figure=now,
        words=words,
        url=f"{url}?part={found.now.part}" if found.now.part else url,
        is_new=found.is_new,
        has_moved=has_moved,
    )


def shown(row: Result, exact: bool) -> Shown:
    beside: Sequence[int] = row.beside  # type: ignore[attr-defined]  # annotated by with_groups_beside
    indicator = row.indicator
    found = display(
        row.value,
        row.cohort,
        decimals=indicator.decimals,
        missing=row.missing,
        exact=exact,
        gives_away=gives_away(indicator, row.value, row.cohort, beside),
    )
    return found if found.value is None else replace(found, text=measured(found.value, indicator))


def change(indicator: Indicator, now: Shown, before: Shown | None, *, is_broken: bool) -> tuple[Any, bool]:
    """Never across a break, and never with a figure that is hidden; and whether there is one."""
    if now.value is None:
        return now.reason, False
    if is_broken:
        return _("The measure changed this year: not comparable with the years before"), False
    if before is None or before.value is None:
        return _("No figure of the year before to compare with"), False
    moved = round(now.value, indicator.decimals) - round(before.value, indicator.decimals)
    moved = round(moved, indicator.decimals)
    if not moved:
        return _("The same as the year before"), False
    if indicator.unit == Unit.PERCENT:
        number = plain(abs(moved), indicator)
        sentence = (
            _("%(number)s percentage points higher than the year before")
            if moved > 0
            else _("%(number)s percentage points lower than the year before")
        )
    else:
        number = measured(abs(moved), indicator)
        sentence = (
            _("%(number)s higher than the year before")
            if moved > 0
            else _("%(number)s lower than the year before")
        )
    return str(sentence) % {"number": number}, True


def open_row(school: School, found: Support) -> OpenRow:
    welsh = (translation.get_language() or "").startswith("cy")
    title = found.title_cy if welsh and found.title_cy else found.title_en
    if found.kind == "partnership":
        note = _("%(state)s, until %(day)s") % {
            "state": PartnershipState(found.state).label,
            "day": date_format(found.day) if found.day else "–",
        }
        return OpenRow(_("Partnership"), title, note, page("partnership", found.reference))
    if found.kind == "ask":
        return OpenRow(_("Ask"), title, AskState(found.state).label, page("ask", found.reference))
    url = reverse("school_strengths", args=[school.number])
    return OpenRow(_("Need"), title, Urgency(found.state).label, url)


def page(name: str, reference: str) -> str:
    return f"/{translation.get_language()}/{name}s/{reference}/"


def suggested(
    rows: Iterable[MovedRow],
    actions: Sequence[VisitAction],
    support: Sequence[Support],
    priorities: Sequence[str],
) -> list[Any]:
    """What could be asked, from what the page holds: first what was promised, then what moved, then what is
    under way, then the school's own first priority."""
    today = clock.today()
    found: list[Any] = []
    late = [action for action in actions if action.due_on < today]
    for action in (late or list(actions))[:1]:
        found.append(_("What has come of this: “%(text)s”?") % {"text": action.text})
    for row in [row for row in rows if row.has_moved][:1]:
        found.append(
            _("%(measure)s: %(change)s. What does the school see behind it?")
            % {"measure": row.indicator.name, "change": row.words}
        )
    welsh = (translation.get_language() or "").startswith("cy")
    for one in [one for one in support if one.kind != "need"][:1]:
        title = one.title_cy if welsh and one.title_cy else one.title_en
        found.append(_("What is different for pupils through the work on “%(title)s”?") % {"title": title})
    for text in list(priorities)[:1]:
        found.append(_("How does the school know that it moves on “%(priority)s”?") % {"priority": text})
    found.append(_("What can the school do well that others could learn from?"))
    found.append(_("Which help would make the biggest difference by the summer?"))
    found.append(_("What should we look at next time, and how will we know that it has changed?"))
    return found[:QUESTIONS]
