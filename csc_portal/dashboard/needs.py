"""“Needs you”: the apps' attention rows with their words, by date."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from brokerage.queries import attention as in_brokerage
from csc_portal.dashboard.groupneeds import GROUP_WORDS
from csc_portal.dashboard.helpneeds import HELP_WORDS
from csc_portal.dashboard.need import Need
from csc_portal.dashboard.statementneeds import STATEMENT_WORDS
from schools.queries.attention import CONTACTS_HOLD_FOR, attention
from sigs.queries import attention as in_groups

SHOWN = 7
# An adviser who asks for more days should not wait longer for an answer.
DAYS_TO_DECIDE = dt.timedelta(days=7)


def needs_of(user: Any) -> list[Need]:
    """Dated ones first, in order."""
    waiting = attention(user)
    of_others = [*in_groups.parts(user), *in_brokerage.parts(user)]
    if of_others:
        waiting = waiting.union(*of_others, all=True)
    rows = [WORDS[kind](subject, reference, since) for kind, subject, reference, since in waiting]
    return sorted(rows, key=lambda need: (need.due_on is None, need.due_on or dt.date.max, str(need.heading)))


def contacts(subject: str, reference: str, since: dt.datetime | None) -> Need:
    why = _("They were last confirmed more than a year ago.") if since else _("Nobody is named yet.")
    return Need(
        heading=_("Confirm the contacts of %(school)s") % {"school": subject},
        why=why,
        action=_("Look at them"),
        url=reverse("school_contacts", args=[reference]),
        due_on=(since + CONTACTS_HOLD_FOR).date() if since else None,
    )


def waiting_import(subject: str, reference: str, since: dt.datetime) -> Need:
    return Need(
        heading=_("Confirm or discard %(file)s") % {"file": subject},
        why=_("The file is checked; nothing of it is stored before you confirm."),
        action=_("See what it holds"),
        url=reverse("import_batch", args=[reference]),
        due_on=since.date(),
    )


def measures_to_review(count: str, reference: str, since: dt.datetime) -> Need:
    n = int(count)
    return Need(
        heading=ngettext("Review %(n)s measure", "Review %(n)s measures", n) % {"n": n},
        why=_("The date of their next review has passed. Somebody answers for each."),
        action=_("See the catalogue"),
        url=reverse("indicators"),
        due_on=since.date(),
    )


def review_to_begin(subject: str, reference: str, due: dt.datetime) -> Need:
    return Need(
        heading=_("Begin this year's own review of %(school)s") % {"school": subject},
        why=_("Four questions and at most five priorities. It starts from last year's where there is one."),
        action=_("Begin"),
        url=reverse("reviews", args=[reference]),
        due_on=due.date(),
    )


def review_to_read(subject: str, reference: str, due: dt.datetime) -> Need:
    number, _slash, year = reference.partition("/")
    return Need(
        heading=_("Read the own review of %(school)s") % {"school": subject},
        why=_("The school has shared it with you as its adviser."),
        action=_("Read it"),
        url=reverse("review", args=[number, int(year)]),
        due_on=due.date(),
    )


def levels_to_propose(count: str, year: str, due: dt.datetime) -> Need:
    n = int(count)
    return Need(
        heading=ngettext(
            "Propose the support level of %(n)s school", "Propose the support levels of %(n)s schools", n
        )
        % {"n": n},
        why=_("Gather the evidence, judge the improvement capacity, and put a draft to the school."),
        action=_("See the schools"),
        url=f"{reverse('support_schools', args=[year])}?state=gathering",
        due_on=due.date(),
    )


def level_to_answer(subject: str, reference: str, due: dt.datetime) -> Need:
    number, _slash, year = reference.partition("/")
    return Need(
        heading=_("Answer the draft support level of %(school)s") % {"school": subject},
        why=_("Agree with it, or say what you dispute. The head and the governing body answer separately."),
        action=_("Read the draft"),
        url=reverse("judgement", args=[number, int(year)]),
        due_on=due.date(),
    )


def levels_to_moderate(count: str, year: str, due: dt.datetime) -> Need:
    n = int(count)
    return Need(
        heading=ngettext(
            "Moderate the support level of %(n)s school", "Moderate the support levels of %(n)s schools", n
        )
        % {"n": n},
        why=_("Confirm each, or change it with a reason that the school reads."),
        action=_("See the schools"),
        url=f"{reverse('support_schools', args=[year])}?state=agreed&state=disputed",
        due_on=due.date(),
    )


def levels_to_finish(count: str, year: str, due: dt.datetime) -> Need:
    passed_on = reverse("support_schools", args=[year]) + "?state=authority_moderated"
    return dataclasses.replace(levels_to_moderate(count, year, due), url=passed_on)


def appeal_to_decide(subject: str, reference: str, since: dt.datetime) -> Need:
    number, _slash, year = reference.partition("/")
    return Need(
        heading=_("Decide the appeal of %(school)s") % {"school": subject},
        why=_("You neither proposed nor moderated its support level."),
        action=_("Read the appeal"),
        url=reverse("judgement", args=[number, int(year)]),
        due_on=since.date(),
    )


def more_days(subject: str, reference: str, asked_at: dt.datetime) -> Need:
    return Need(
        heading=_("Decide on more days of support for %(school)s") % {"school": subject},
        why=_("An adviser asks for days on top of the ceiling, and waits for your answer."),
        action=_("Decide"),
        url=reverse("day_request", args=[reference]),
        due_on=(asked_at + DAYS_TO_DECIDE).date(),
    )


WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "contacts": contacts,
    "more-days": more_days,
    "import": waiting_import,
    "measures": measures_to_review,
    "review-begin": review_to_begin,
    "review-read": review_to_read,
    "support-propose": levels_to_propose,
    "support-answer": level_to_answer,
    "support-authority": levels_to_moderate,
    "support-region": levels_to_finish,
    "support-appeal": appeal_to_decide,
    **STATEMENT_WORDS,
    **GROUP_WORDS,
    **HELP_WORDS,
}
