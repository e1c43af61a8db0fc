"""Words of what strengths, needs and days out of school wait for."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csc_portal.dashboard.need import Need
from schools.queries.strengths import rule_now


def strengths_to_confirm(subject: str, reference: str, since: dt.datetime) -> Need:
    number, _slash, count = reference.partition("/")
    words = ngettext(
        "Confirm %(n)s strength of %(school)s", "Confirm %(n)s strengths of %(school)s", int(count)
    )
    return to_confirm(words % {"n": count, "school": subject}, number, since)


def needs_to_confirm(subject: str, reference: str, since: dt.datetime) -> Need:
    number, _slash, count = reference.partition("/")
    words = ngettext("Confirm %(n)s need of %(school)s", "Confirm %(n)s needs of %(school)s", int(count))
    return to_confirm(words % {"n": count, "school": subject}, number, since)


def to_confirm(heading: str, number: str, since: dt.datetime) -> Need:
    return Need(
        heading=heading,
        why=_("The other side has stated it. What nobody confirms fades: from this day it counts half."),
        action=_("Look at it"),
        url=reverse("school_strengths", args=[number]),
        due_on=since.date() + dt.timedelta(days=rule_now().half_after),
    )


def strengths_still_true(subject: str, reference: str, since: dt.datetime) -> Need:
    number, _slash, count = reference.partition("/")
    words = ngettext(
        "Is %(n)s strength of %(school)s still true?",
        "Are %(n)s strengths of %(school)s still true?",
        int(count),
    )
    return still_true(words % {"n": count, "school": subject}, number, since)


def needs_still_true(subject: str, reference: str, since: dt.datetime) -> Need:
    number, _slash, count = reference.partition("/")
    words = ngettext(
        "Is %(n)s need of %(school)s still true?", "Are %(n)s needs of %(school)s still true?", int(count)
    )
    return still_true(words % {"n": count, "school": subject}, number, since)


def still_true(heading: str, number: str, since: dt.datetime) -> Need:
    return Need(
        heading=heading,
        why=_("The confirmation runs out on this day. One click renews it."),
        action=_("Look at it"),
        url=reverse("school_strengths", args=[number]),
        due_on=since.date() + dt.timedelta(days=rule_now().good_for),
    )


def time_out_to_answer(subject: str, reference: str, since: dt.datetime) -> Need:
    number, year, count = reference.split("/")
    words = ngettext(
        "Answer %(n)s ask for days out of school at %(school)s",
        "Answer %(n)s asks for days out of school at %(school)s",
        int(count),
    )
    return Need(
        heading=words % {"n": count, "school": subject},
        why=_("It goes beyond your own ceiling, so it waits for you."),
        action=_("Answer"),
        url=f"{reverse('time_out_school', args=[number])}?year={year}",
        due_on=since.date() + dt.timedelta(days=7),
    )


STATEMENT_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    "strengths-confirm": strengths_to_confirm,
    "needs-confirm": needs_to_confirm,
    "strengths-true": strengths_still_true,
    "needs-true": needs_still_true,
    "time-out": time_out_to_answer,
}
