"""What groups were given, what they spent, and what the next tranche waits for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from core import clock
from schools.queries.days import this_year
from sigs.enums import BidState, EvaluationState, Permission, TrancheKind, TrancheState
from sigs.models import Bid, Evaluation, Grant, Group, InnovationCall, SpendLine, Tranche

NONE = Decimal(0)


@dataclass
class Account:
    """Of one group or of all: the money of a year under one grant."""

    grant: Grant
    tranches: list[Tranche] = field(default_factory=list)

    def total(self, *states: TrancheState) -> Decimal:
        return sum((row.amount for row in self.tranches if row.state in states), NONE)

    @property
    def released(self) -> Decimal:
        return self.total(TrancheState.RELEASED)

    @property
    def to_come(self) -> Decimal:
        return self.total(TrancheState.PLANNED, TrancheState.HELD)

    @property
    def spent(self) -> Decimal:
        return sum((row.spent for row in self.tranches), NONE)

    @property
    def left(self) -> Decimal:
        return self.released - self.spent


@dataclass(frozen=True)
class Sums:
    released: Decimal = NONE
    spent: Decimal = NONE
    to_come: Decimal = NONE

    @property
    def left(self) -> Decimal:
        return self.released - self.spent

    @property
    def any(self) -> bool:
        return bool(self.released or self.to_come)


def sums_of(accounts: Iterable[Account]) -> Sums:
    rows = list(accounts)
    return Sums(
        sum((row.released for row in rows), NONE),
        sum((row.spent for row in rows), NONE),
        sum((row.to_come for row in rows), NONE),
    )


def accounts_of(group: Group, year: int) -> list[Account]:
    return by_grant(
        Tranche.objects.filter(group=group, grant__year=year).select_related(
            "grant__region", "evaluation", "decided_by", "bid"
        )
    )


def by_grant(tranches: Iterable[Tranche]) -> list[Account]:
    found: dict[int, Account] = {}
    for row in tranches:
        found.setdefault(row.grant_id, Account(row.grant)).tranches.append(row)
    return list(found.values())


def lines_of(group: Group, year: int) -> QuerySet[SpendLine]:
    return (
        SpendLine.objects.filter(tranche__group=group, tranche__grant__year=year)
        .select_related("tranche__grant", "school", "written_by", "corrects", "counter")
        .order_by("spent_on", "pk")
    )


def years_with_money(group: Group) -> list[int]:
    """Newest first; this year always."""
    known = Tranche.objects.filter(group=group).order_by().values_list("grant__year", flat=True).distinct()
    return sorted({*known, this_year()}, reverse=True)


def spendable(group: Group) -> list[Tranche]:
    """Released tranches of the group with something left, the oldest first."""
    rows = Tranche.objects.filter(group=group, state=TrancheState.RELEASED).select_related("grant")
    return [row for row in rows if row.spent < row.amount]


def line_visible(user: Any, public_id: UUID) -> SpendLine | None:
    found: SpendLine | None = (
        SpendLine.objects.visible_to(user)
        .select_related("tranche__group__scope", "tranche__group__tier", "tranche__grant")
        .filter(public_id=public_id)
        .first()
    )
    return found


# --- the evaluation gate -----------------------------------------------------------------------


@dataclass(frozen=True)
class Gate:
    """What a tranche waits for: nothing, or the evaluation of the tranche before, or that tranche itself."""

    before: Tranche | None = None
    evaluation: Evaluation | None = None
    is_released: bool = True

    @property
    def is_open(self) -> bool:
        return self.before is None


OPEN = Gate()


def gate_of(tranche: Tranche) -> Gate:
    return gates_of(tranche.group, [tranche])[tranche.pk]


def gates_of(group: Group, tranches: Iterable[Tranche]) -> dict[int, Gate]:
    """For each of the group's tranches. A group that carries on the work of another one answers for its
    tranches too. What an innovation bid was granted waits for nothing."""
    shares = list(
        Tranche.objects.filter(kind=TrancheKind.SHARE)
        .filter(Q(group=group) | Q(group=group.carries_on_id))
        .select_related("evaluation", "grant")
    )
    return {row.pk: gate(row, shares) for row in tranches}


def gate(tranche: Tranche, shares: Iterable[Tranche]) -> Gate:
    if tranche.kind != TrancheKind.SHARE or tranche.state == TrancheState.RELEASED:
        return OPEN
    before = [
        row
        for row in shares
        if row.pk != tranche.pk
        and place(row) < place(tranche)
        and (row.state == TrancheState.RELEASED or row.group_id == tranche.group_id)
    ]
    for row in sorted(before, key=place, reverse=True):
        if row.state != TrancheState.RELEASED:
            return Gate(row, is_released=False)
        if row.evaluation is None or row.evaluation.state != EvaluationState.ACCEPTED:
            return Gate(row, row.evaluation)
    return OPEN


def standing(group: Group, year: int) -> tuple[Sums, Tranche | None, Gate]:
    """The sums of the year, and the next tranche with what it waits for; one query."""
    rows = list(
        Tranche.objects.filter(Q(group=group) | Q(group=group.carries_on_id))
        .select_related("evaluation", "grant")
        .order_by("due_on", "number", "pk")
    )
    own = [row for row in rows if row.group_id == group.pk and row.grant.year == year]
    following = next((row for row in own if row.state != TrancheState.RELEASED), None)
    shares = [row for row in rows if row.kind == TrancheKind.SHARE]
    return sums_of(by_grant(own)), following, gate(following, shares) if following else OPEN


def place(tranche: Tranche) -> tuple[dt.date, int, int]:
    return tranche.due_on, tranche.number, tranche.pk or 0


# --- the consortium's own ----------------------------------------------------------------------


def grants_kept_by(user: Any) -> QuerySet[Grant]:
    return Grant.objects.visible_to(user).annotate(groups=Count("tranches__group", distinct=True))


def grant_kept(user: Any, public_id: UUID) -> Grant | None:
    found: Grant | None = (
        Grant.objects.visible_to(user).select_related("region__scope").filter(public_id=public_id).first()
    )
    return found


def years_with_grants(user: Any) -> list[int]:
    known = Grant.objects.visible_to(user).order_by().values_list("year", flat=True).distinct()
    return sorted({*known, this_year()}, reverse=True)


@dataclass
class GroupRow:
    """What one group has of the grants of a year."""

    group: Group
    accounts: list[Account] = field(default_factory=list)

    @property
    def sums(self) -> Sums:
        return sums_of(self.accounts)


def statement(user: Any, year: int) -> list[GroupRow]:
    """Of all groups that the person decides about, by name."""
    rows = (
        Tranche.objects.held_by(user, Permission.DECIDE_MONEY)
        .filter(grant__year=year)
        .select_related("grant", "group__tier")
        .order_by("group__name_en", "group_id", "grant__name_en", "due_on", "number")
    )
    found: dict[int, list[Tranche]] = defaultdict(list)
    for row in rows:
        found[row.group_id].append(row)
    return [GroupRow(tranches[0].group, by_grant(tranches)) for tranches in found.values()]


def tranche_decided(user: Any, public_id: UUID) -> Tranche | None:
    """For whoever may decide on it."""
    found: Tranche | None = (
        Tranche.objects.held_by(user, Permission.DECIDE_MONEY)
        .select_related("group__scope", "group__tier", "grant", "evaluation", "decided_by")
        .filter(public_id=public_id)
        .first()
    )
    return found


def tranches_to_decide(user: Any) -> list[Tranche]:
    """Planned or held, the nearest first."""
    return list(
        Tranche.objects.held_by(user, Permission.DECIDE_MONEY)
        .filter(state__in=[TrancheState.PLANNED, TrancheState.HELD])
        .select_related("group__tier", "grant")
        .order_by("due_on", "group__name_en", "pk")
    )


def gates_of_many(tranches: Iterable[Tranche]) -> dict[int, Gate]:
    """As gates_of, for tranches of many groups: one query."""
    rows = list(tranches)
    groups = {row.group_id for row in rows} | {row.group.carries_on_id for row in rows}
    shares: dict[int, list[Tranche]] = defaultdict(list)
    for share in Tranche.objects.filter(
        kind=TrancheKind.SHARE, group__in=[pk for pk in groups if pk]
    ).select_related("evaluation", "grant"):
        shares[share.group_id].append(share)
    return {
        row.pk: gate(row, shares[row.group_id] + shares.get(row.group.carries_on_id or 0, [])) for row in rows
    }


# --- innovation bids ---------------------------------------------------------------------------


def open_calls(today: dt.date | None = None) -> QuerySet[InnovationCall]:
    day = today or clock.today()
    return InnovationCall.objects.filter(opens_on__lte=day, closes_on__gte=day).select_related("grant")


def bids_of(group: Group) -> QuerySet[Bid]:
    return Bid.objects.filter(group=group).select_related("call__grant", "asked_by").order_by("-asked_at")


def bid_visible(user: Any, public_id: UUID) -> Bid | None:
    found: Bid | None = (
        Bid.objects.visible_to(user)
        .select_related(
            "group__scope", "group__tier", "group__region", "call__grant", "asked_by", "decided_by"
        )
        .filter(public_id=public_id)
        .first()
    )
    return found


def bids_to_decide(user: Any) -> QuerySet[Bid]:
    return (
        Bid.objects.held_by(user, Permission.DECIDE_MONEY)
        .filter(state=BidState.ASKED)
        .select_related("group", "call__grant")
    )


def calls_kept_by(user: Any) -> QuerySet[InnovationCall]:
    return (
        InnovationCall.objects.visible_to(user)
        .select_related("grant")
        .annotate(
            asked=Count("bids", filter=Q(bids__state=BidState.ASKED)),
            granted=Sum("bids__amount", filter=Q(bids__state=BidState.GRANTED)),
        )
    )


def call_kept(user: Any, public_id: UUID) -> InnovationCall | None:
    found: InnovationCall | None = (
        InnovationCall.objects.visible_to(user)
        .select_related("grant__region")
        .filter(public_id=public_id)
        .first()
    )
    return found
