"""What stands between two schools before one is chosen to help the other: computed anew from the records each
time, for many schools at once. It says that there is a tie, never who it is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q

from brokerage.enums import HelpKind, IndependenceCheck, PartnershipState
from brokerage.models import Ask, DeclaredInterest, Partner
from core import clock
from core.authorise import active_assignments
from schools.enums import Role
from schools.models import FederationMembership, School
from schools.queries.support.ties import POSTS_THAT_TIE
from sigs.enums import GroupState
from sigs.models import GroupMember

# Kinds of help for which schools of one authority are no hindrance.
SAME_AUTHORITY_FOR = {HelpKind.LIGHT_LINK}
TOGETHER_NOW = (PartnershipState.AGREEING, PartnershipState.ACTIVE, PartnershipState.PAUSED)

Tie = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """One check of one school. `allowed`: it fails, and this kind of help allows that. `is_bar`: no reason
    lifts it. `facts` are plain values for the sentence about it."""

    name: IndependenceCheck
    passed: bool
    allowed: bool = False
    is_bar: bool = False
    facts: Tie = field(default_factory=dict)

    @property
    def is_in_order(self) -> bool:
        return self.passed or self.allowed

    @property
    def needs_reason(self) -> bool:
        return not self.is_in_order and not self.is_bar


def checks(ask: Ask, schools: Iterable[School]) -> dict[int, list[Checked]]:
    """By school, the five checks in their order; as many queries for one school as for all."""
    asked = list(schools)
    ids = [school.pk for school in asked]
    groups, people = shared_groups(ask.school, ids), shared_people(ask.school, ids)
    work, interests = recent_work(ask.school, ids), declared(ask.school, ids)
    found = {}
    for school in asked:
        same = school.authority_id == ask.school.authority_id
        found[school.pk] = [
            Checked(IndependenceCheck.AUTHORITY, not same, allowed=same and ask.kind in SAME_AUTHORITY_FOR),
            check(IndependenceCheck.GROUP, groups.get(school.pk)),
            check(IndependenceCheck.PEOPLE, people.get(school.pk)),
            check(IndependenceCheck.WORK, work.get(school.pk)),
            check(IndependenceCheck.INTEREST, interests.get(school.pk)),
        ]
    return found


def check(name: IndependenceCheck, tie: Tie | None) -> Checked:
    if not tie:
        return Checked(name, passed=True)
    return Checked(name, passed=False, is_bar=bool(tie.get("bar")), facts=tie)


def shared_groups(school: School, others: list[int]) -> dict[int, Tie]:
    """Improvement groups in which both are today."""
    own = GroupMember.objects.filter(
        school=school, left_on__isnull=True, group__tier__is_main=True, group__state__in=living()
    ).values("group")
    rows = GroupMember.objects.filter(school__in=others, left_on__isnull=True, group__in=own)
    return {
        row.school_id: {"group": row.group.name_en, "group_cy": row.group.name_cy or row.group.name_en}
        for row in rows.select_related("group").order_by("pk")
    }


def living() -> list[str]:
    return [GroupState.ACTIVE, GroupState.PAUSED]


def shared_people(school: School, others: list[int]) -> dict[int, Tie]:
    """Whoever leads, works at, governs or advises both. A school whose own people advise the other one, or
    that shares its head or federation with it, does not help it, whatever the reason."""
    here: dict[int, set[str]] = defaultdict(set)
    for person, role in posts_at([school.pk]).values_list("user", "role"):
        here[person].add(role)
    there = posts_at(others).filter(user__in=here).values_list("scope__school", "user", "role")
    ties: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for other, person, role in there:
        kind = tie_of(here[person], role)
        if kind:
            ties[other][kind].add(person)
    found: dict[int, Tie] = {}
    for other, kinds in ties.items():
        found[other] = {kind: len(persons) for kind, persons in kinds.items()}
        found[other]["bar"] = "adviser" in kinds or "head" in kinds
    for other in federated_with(school, others):
        found[other] = {**found.get(other, {}), "federation": 1, "bar": True}
    return found


def posts_at(schools: Iterable[int]) -> Any:
    return active_assignments().filter(
        scope__school__in=list(schools), role__in=[*POSTS_THAT_TIE, Role.ADVISER], user__is_active=True
    )


def tie_of(here: set[str], there: str) -> str:
    """What a person of these posts here and this post there makes of the two schools."""
    tied = here & POSTS_THAT_TIE
    if there == Role.ADVISER:
        return "advises" if tied else ""
    if Role.ADVISER in here:
        return "adviser"
    return "head" if there == Role.HEADTEACHER and Role.HEADTEACHER in here else "shared"


def federated_with(school: School, others: list[int]) -> set[int]:
    own = FederationMembership.objects.filter(school=school, ends_on__isnull=True).values("federation")
    rows = FederationMembership.objects.filter(federation__in=own, ends_on__isnull=True, school__in=others)
    return set(rows.values_list("school", flat=True))


def recent_work(school: School, others: list[int]) -> dict[int, Tie]:
    """Partnerships of both: under way, or over for less than the setting's months."""
    since = clock.now() - dt.timedelta(days=settings.INDEPENDENT_AFTER_DAYS)
    rows = (
        Partner.objects.filter(school__in=others, partnership__partners__school=school)
        .filter(
            Q(partnership__state__in=TOGETHER_NOW)
            | Q(partnership__closed_at__gte=since)
            | Q(partnership__halted_at__gte=since)
        )
        .order_by("partnership__begun_at")
        .values_list(
            "school",
            "partnership__state",
            "partnership__begun_at",
            "partnership__closed_at",
            "partnership__halted_at",
        )
    )
    found: dict[int, Tie] = {}
    for other, state, begun_at, closed_at, halted_at in rows:
        if state in TOGETHER_NOW:
            found[other] = {"since": begun_at.date().isoformat()}
        elif "since" not in found.get(other, {}):
            over_at = closed_at or halted_at or begun_at
            found[other] = {"until": over_at.date().isoformat()}
    return found


def declared(school: School, others: list[int]) -> dict[int, Tie]:
    rows = DeclaredInterest.objects.filter(
        Q(school=school, other__in=others) | Q(other=school, school__in=others), taken_back_at__isnull=True
    )
    return {
        row.other_id if row.school_id == school.pk else row.school_id: {
            "on": row.declared_at.date().isoformat(),
            "bar": True,
        }
        for row in rows
    }
