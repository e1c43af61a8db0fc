"""“Since you were here”: what changed, newest first, in words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import authorise, clock
from core.models import Notice, User
from core.notices import words
from schools.enums import ContactRole, Permission
from schools.models import Announcement, ComparisonRun, School
from schools.queries.announcements import announced_since
from schools.queries.news import changed_contacts, shown_runs, stored_imports

Facts = dict[str, Any]

FIRST_LOOK_BACK = dt.timedelta(days=30)
SHOWN = 7


@dataclass(frozen=True)
class News:
    at: dt.datetime
    label: Any
    text: Any
    url: str


def since(person: User) -> dt.datetime:
    return person.caught_up_at or clock.now() - FIRST_LOOK_BACK


def news_for(person: User, schools: list[School], run: ComparisonRun | None = None) -> list[News]:
    """`run`: the one that is shown, where the page has read it."""
    moment = since(person)
    rows = told_since(person, schools, moment)
    rows += [
        News(run.finished_at or moment, _("Data"), run_words(), runs_url(person, schools))
        for run in (shown_runs(moment) if run is None else newer([run], moment))
    ]
    if authorise.held(person, Permission.IMPORT):
        rows += [
            News(
                batch.stored_at or moment,
                _("Data"),
                import_words(batch),
                reverse("import_batch", args=[batch.public_id]),
            )
            for batch in stored_imports(moment)
        ]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:SHOWN]


def told_since(person: User, schools: list[School], moment: dt.datetime) -> list[News]:
    """Changed contacts, notices and announcements, in one query."""
    notices = (
        Notice.objects.filter(person=person, told_at__gt=moment)
        .order_by()
        .values_list("told_at", "kind", "path", "facts")
    )
    rows = notices.union(
        changed_contacts(schools, moment, person), announced_since(person, moment), all=True
    ).order_by("-told_at")
    return [
        SAID.get(kind, notice_news)(person, at, kind, reference, facts)
        for at, kind, reference, facts in rows[:SHOWN]
    ]


def contact_news(person: User, at: dt.datetime, kind: str, number: str, facts: Facts) -> News:
    school = School(name_en=facts["name_en"], name_cy=facts["name_cy"])
    text = str(_("%(who)s changed a contact of %(school)s: %(role)s.")) % {
        "who": facts["who"],
        "school": school.name,
        "role": ContactRole(facts["role"]).label,
    }
    return News(at, _("Contacts"), text, reverse("school_contacts", args=[number]))


def announcement_news(person: User, at: dt.datetime, kind: str, public_id: str, facts: Facts) -> News:
    return News(at, _("Data"), Announcement(**facts).title, reverse("announcement", args=[public_id]))


def notice_news(person: User, at: dt.datetime, kind: str, path: str, facts: Facts) -> News:
    notice = Notice(person=person, kind=kind, path=path, facts=facts)
    return News(at, _("Notice"), words(notice)[0], in_language(path))


# What is neither of these is a notice of that kind.
SAID: dict[str, Callable[[User, dt.datetime, str, str, Facts], News]] = {
    "contact": contact_news,
    "announcement": announcement_news,
}


def newer(runs: list[ComparisonRun], moment: dt.datetime) -> list[ComparisonRun]:
    return [run for run in runs if run.finished_at and run.finished_at > moment]


def in_language(path: str) -> str:
    """A notice keeps its page without the language, which is the reader's."""
    return f"/{translation.get_language()}{path}"


def run_words() -> Any:
    return _("The comparisons were computed anew.")


def runs_url(person: User, schools: list[School]) -> str:
    if authorise.held(person, Permission.RECOMPUTE):
        return reverse("runs")
    return reverse("measures", args=[schools[0].number]) if schools else reverse("schools")


def import_words(batch: Any) -> str:
    return str(_("%(file)s was stored.")) % {"file": batch.file_name}
