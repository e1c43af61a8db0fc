"""What stands still in order of harm, as the broker sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from brokerage.enums import PartnershipKind, StallKind
from brokerage.models import Stall, StallRule
from brokerage.queries.stalling import RULES
from brokerage.services.moving import OF_THE_BROKER, is_due, path_of
from brokerage.wording.moving import COUNTED, WHAT
from core import clock
from schools.enums import Urgency
from schools.models import School

TAGS: Mapping[str, str] = {
    StallKind.ASK: "warning",
    StallKind.ANSWER: "waiting",
    StallKind.CONTACT: "bad",
    StallKind.SUPPLIER: "bad",
    StallKind.REVIEW: "waiting",
    StallKind.ACTION: "waiting",
    StallKind.ENDING: "quiet",
}
# What is urgent, or formal support, counts twice.
URGENT = 2


@dataclass(frozen=True)
class StallRow:
    stall: Stall
    tag: str
    what: Any
    title: Any
    language: str
    schools: list[School]
    days: int
    beyond: int
    harm: int
    waits_for: Any
    may_nudge: bool
    url: str

    @property
    def twice(self) -> bool:
        return weighs_twice(self.stall)


def stall_rows(stalls: Iterable[Stall], rules: Mapping[StallKind, StallRule]) -> list[StallRow]:
    """The greatest harm first: days beyond the rule × its weight, doubled for what is urgent or formal."""
    rows = [stall_row(stall, rules[StallKind(stall.kind)]) for stall in stalls]
    return sorted(rows, key=lambda row: (-row.harm, row.stall.since, row.stall.pk))


def stall_row(stall: Stall, rule: StallRule) -> StallRow:
    days = (clock.today() - stall.since).days
    beyond = max(days - rule.after_days, 0)
    kind = StallKind(stall.kind)
    return StallRow(
        stall=stall,
        tag=TAGS[kind],
        what=WHAT[kind],
        title=title_of(stall),
        language=language_of(stall),
        schools=schools_of(stall),
        days=days,
        beyond=beyond,
        harm=beyond * rule.weight * (URGENT if weighs_twice(stall) else 1),
        waits_for=waits_for(stall),
        may_nudge=is_due(stall, rule),
        url=page_of(stall),
    )


def page_of(stall: Stall) -> str:
    """For whoever brokers: an agreed action stands on the page of its visit."""
    if stall.action:
        return reverse("visit", args=[stall.action.note.visit.public_id])
    return f"/{translation.get_language()}{path_of(stall)}"


def weighs_twice(stall: Stall) -> bool:
    if stall.partnership:
        return bool(stall.partnership.kind == PartnershipKind.FORMAL)
    return bool(stall.ask and stall.ask.urgency == Urgency.NOW)


def title_of(stall: Stall) -> Any:
    if stall.partnership:
        return stall.partnership.title
    if stall.action:
        return stall.action.text
    return stall.ask.topic.name if stall.ask else ""


def language_of(stall: Stall) -> str:
    """Of what somebody wrote; a topic is in the reader's."""
    written = stall.partnership or stall.action
    return written.language if written else ""


def schools_of(stall: Stall) -> list[School]:
    if stall.partnership:
        return [partner.school for partner in stall.partnership.partners.all()]
    return [stall.school]


def waits_for(stall: Stall) -> Any:
    """Whose move it is."""
    if stall.waits_for:
        return stall.waits_for.name
    if stall.action:
        return stall.action.note.visit.adviser.name
    if stall.partnership and stall.kind not in OF_THE_BROKER:
        return _("both schools")
    return stall.partnership.broker.name if stall.partnership else _("whoever brokers")


@dataclass(frozen=True)
class RuleRow:
    rule: StallRule
    what: Any
    counted: Any
    is_set: bool

    @property
    def label(self) -> Any:
        return StallKind(self.rule.kind).label


def rule_rows(rules: Mapping[StallKind, StallRule]) -> list[RuleRow]:
    return [RuleRow(rules[kind], WHAT[kind], COUNTED[kind], rules[kind].pk is not None) for kind in RULES]
