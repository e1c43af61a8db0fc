"""Keeping it moving: what stands still is found by the clock, shown to the broker, and written about."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brokerage.enums import Permission, StallKind
from brokerage.models import Partner, Stall, StallRule
from brokerage.queries.stalling import Still, rules_of, standing_still
from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from schools.models import Region
from schools.queries.pauses import not_paused, paused_schools
from schools.queries.support.people import holders

# Who is written to where it does not wait for one school.
OF_THE_BROKER = {StallKind.ASK, StallKind.ENDING}


class RuleChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Look at what stands there now,"
                " and save again."
            )
        )


def find_stalled() -> int:
    """By the clock: what stands still now is written down, what moved is over. How many are new."""
    return sum(find_in(region) for region in Region.objects.order_by("pk"))


@transaction.atomic
def find_in(region: Region) -> int:
    # Of two workers at once the second waits here, and then finds what stands.
    Region.objects.select_for_update().get(pk=region.pk)
    now = clock.now()
    found = {(str(one.kind), one.subject): one for one in standing_still(region)}
    known = {
        (stall.kind, stall.subject): stall
        for stall in Stall.objects.filter(school__authority__region=region, over_at__isnull=True)
    }
    moved = [stall.pk for key, stall in known.items() if key not in found]
    Stall.objects.filter(pk__in=moved).update(over_at=now)
    for key, one in found.items():
        stall = known.get(key)
        if stall and (stall.since, stall.waits_for_id) != (one.since, one.waits_for_id):
            Stall.objects.filter(pk=stall.pk).update(since=one.since, waits_for=one.waits_for_id)
    fresh = [made(one, now) for key, one in found.items() if key not in known]
    Stall.objects.bulk_create(fresh)
    return len(fresh)


def made(one: Still, now: dt.datetime) -> Stall:
    return Stall(
        kind=one.kind,
        subject=one.subject,
        school_id=one.school_id,
        waits_for_id=one.waits_for_id,
        since=one.since,
        found_at=now,
        ask_id=one.ask_id,
        invitation_id=one.invitation_id,
        partnership_id=one.partnership_id,
        action_id=one.action_id,
    )


def nudge_stalled() -> int:
    """By the clock, each at most once in the days of its rule. How many people were written to."""
    told = 0
    for region in Region.objects.order_by("pk"):
        rules = rules_of(region)
        # Invited schools have reminders of their own (brokerage.services.inviting).
        rows = Stall.objects.filter(
            school__authority__region=region, over_at__isnull=True, invitation__isnull=True
        )
        for stall in rows.select_related(*WITH):
            rule = rules[StallKind(stall.kind)]
            if rule.nudge_days and is_due(stall, rule):
                told += nudge(stall, rule)
    return told


WITH = (
    "school__scope",
    "waits_for__scope",
    "ask__topic",
    "partnership__broker",
    "partnership__topic",
    "action",
)


def is_due(stall: Stall, rule: StallRule) -> bool:
    every = dt.timedelta(days=max(rule.nudge_days, 1))
    return stall.nudged_at is None or stall.nudged_at <= clock.now() - every


@transaction.atomic
def nudge(stall: Stall, rule: StallRule) -> int:
    """One update decides who writes; schools in a pause are left alone. How many were written to."""
    people = not_paused(people_to_nudge(stall))
    if not people:
        return 0
    before = clock.now() - dt.timedelta(days=max(rule.nudge_days, 1))
    mine = Stall.objects.filter(Q(nudged_at__isnull=True) | Q(nudged_at__lte=before), pk=stall.pk)
    if not mine.update(nudged_at=clock.now(), nudges=F("nudges") + 1):
        return 0
    for person in people:
        tell(person, "brokerage/nudge", path_of(stall), **facts_of(stall))
    return len(people)


def nudge_by_hand(*, stall: Stall, by: User) -> int:
    rule = rules_of(stall.school.authority.region)[StallKind(stall.kind)]
    if not is_due(stall, rule):
        raise DomainError(
            _("They were written to a few days ago. Nobody is written to more often than the rule says.")
        )
    if {stall.school_id, stall.waits_for_id} & paused_schools():
        raise DomainError(_("The school is left in peace for a time: nobody writes to it now."))
    told = nudge(stall, rule)
    if not told:
        raise DomainError(_("There is nobody to write to: no head of the school has an account here."))
    return told


def people_to_nudge(stall: Stall) -> list[User]:
    """The heads of the school that it waits for, of all its schools, or whoever brokers."""
    if stall.waits_for is not None:
        return holders(Permission.SPEAK_FOR_HELP, stall.waits_for)
    if stall.action is not None:
        return [stall.action.note.visit.adviser]
    if stall.partnership is not None:
        if stall.kind in OF_THE_BROKER:
            return [stall.partnership.broker]
        partners = Partner.objects.filter(partnership=stall.partnership).select_related("school__scope")
        people = {
            person.pk: person
            for partner in partners.order_by("-side")
            for person in holders(Permission.SPEAK_FOR_HELP, partner.school)
        }
        return list(people.values())
    return holders(Permission.WRITE_VISITS, stall.school)


def path_of(stall: Stall) -> str:
    kind, _slash, public_id = stall.subject.partition("/")
    if kind == "action":
        # The school has a page of its own for it.
        return f"/visits/actions/{public_id}/{'school/' if stall.waits_for_id else ''}"
    return f"/{kind}s/{public_id}/"


def facts_of(stall: Stall) -> dict[str, Any]:
    topic = stall.partnership.topic if stall.partnership else stall.ask.topic if stall.ask else None
    return {
        "stalled": str(stall.kind),
        "school": stall.school.name_en,
        "school_cy": stall.school.name_cy or stall.school.name_en,
        "topic": topic.name_en if topic else "",
        "topic_cy": (topic.name_cy or topic.name_en) if topic else "",
        "text": stall.action.text if stall.action else "",
        "since": stall.since.isoformat(),
    }


@transaction.atomic
def change_rule(
    *, region: Region, kind: StallKind, after_days: int, weight: int, nudge_days: int, version: int, by: User
) -> None:
    """`version`: that of the rule that the person had before them, 0 where none was set."""
    Region.objects.select_for_update().get(pk=region.pk)
    facts = {
        "after_days": after_days,
        "weight": weight,
        "nudge_days": nudge_days,
        "changed_at": clock.now(),
        "changed_by": by,
    }
    rows = StallRule.objects.filter(region=region, kind=kind)
    if version == 0 and not rows.exists():
        StallRule.objects.create(region=region, kind=kind, **facts)
    elif not rows.filter(version=version).update(**facts, version=F("version") + 1):
        raise RuleChangedMeanwhile
