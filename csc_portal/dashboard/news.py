"""“Since you were here”: what changed, newest first, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import authorise, clock
from core.models import Notice, User
from core.notices import words
from schools.enums import Permission
from schools.models import ComparisonRun, School
from schools.queries.announcements import announced_since
from schools.queries.news import changed_contacts, shown_runs, stored_imports

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
    rows = [
        News(contact.changed_at, _("Contacts"), contact_words(contact), contacts_url(contact))
        for contact in changed_contacts(schools, moment, person)
    ]
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
    rows += [
        News(notice.told_at, _("Notice"), words(notice)[0], in_language(notice.path))
        for notice in Notice.objects.filter(person=person, told_at__gt=moment)
    ]
    rows += [
        News(row.published_at, _("Data"), row.title, reverse("announcement", args=[row.public_id]))
        for row in announced_since(person, moment)
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:SHOWN]


def newer(runs: list[ComparisonRun], moment: dt.datetime) -> list[ComparisonRun]:
    return [run for run in runs if run.finished_at and run.finished_at > moment]


def in_language(path: str) -> str:
    """A notice keeps its page without the language, which is the reader's."""
    return f"/{translation.get_language()}{path}"


def contact_words(contact: Any) -> str:
    return str(_("%(who)s changed a contact of %(school)s: %(role)s.")) % {
        "who": contact.changed_by.name,
        "school": contact.school.name,
        "role": contact.get_role_display(),
    }


def contacts_url(contact: Any) -> str:
    return reverse("school_contacts", args=[contact.school.number])


def run_words() -> Any:
    return _("The comparisons were computed anew.")


def runs_url(person: User, schools: list[School]) -> str:
    if authorise.held(person, Permission.RECOMPUTE):
        return reverse("runs")
    return reverse("measures", args=[schools[0].number]) if schools else reverse("schools")


def import_words(batch: Any) -> str:
    return str(_("%(file)s was stored.")) % {"file": batch.file_name}
