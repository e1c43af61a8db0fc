"""What schools can give and what becomes of it, over all schools that a person looks after."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from brokerage.enums import Permission, PromiseState, Willing
from brokerage.models import Offer
from brokerage.queries.offers import faded_before
from schools.enums import Permission as SchoolsPermission
from schools.enums import TimeOutState
from schools.models import TimeOut, TimeOutYear

NONE = Decimal(0)
DAYS: "DecimalField[Decimal, Decimal]" = DecimalField(max_digits=9, decimal_places=2)


def offers_seen(user: Any, year: int) -> QuerySet[Offer]:
    """By the schools' names, each with its days by state, and its staff-days out of school beside the head's
    own ceiling."""
    rows: QuerySet[Offer] = Offer.objects.held_by(user, Permission.VIEW_CAPACITY)
    ledger = TimeOutYear.objects.filter(school=OuterRef("school"), year=year).order_by()
    return (
        rows.filter(year=year, school__closed_on__isnull=True)
        .annotate(
            held=sum_in(PromiseState.PROMISED),
            booked=sum_in(PromiseState.BOOKED),
            used=sum_in(PromiseState.USED),
            out=Coalesce(Subquery(ledger.values("booked")[:1]), NONE, output_field=DAYS),
            out_ceiling=Subquery(ledger.values("ceiling")[:1]),
        )
        .select_related("school__authority", "school__scope")
        .order_by("school__sort_en", "school__number")
    )


def sum_in(state: str) -> Coalesce:
    return Coalesce(Sum("promises__days", filter=Q(promises__state=state)), NONE, output_field=DAYS)


@dataclass(frozen=True)
class Together:
    """Over schools: `helping` offer days that have not faded, `days` and what of it is where."""

    helping: int
    faded: int
    silent: int
    days: Decimal
    promised: Decimal
    booked: Decimal
    used: Decimal

    @property
    def left(self) -> Decimal:
        return self.days - self.promised - self.booked - self.used


def together(offers: QuerySet[Offer], schools: int) -> Together:
    """Of all those rows, in one query. `schools`: how many the person looks after."""
    fresh = Q(confirmed_at__gte=faded_before())
    counted = Offer.objects.filter(pk__in=offers.order_by().values("pk")).aggregate(
        n=Count("pk"),
        helping=Count("pk", filter=~Q(willing=Willing.NO) & fresh),
        faded=Count("pk", filter=~Q(willing=Willing.NO) & ~fresh),
        days=Coalesce(Sum(days_that_count(fresh)), NONE, output_field=DAYS),
    )
    sums = dict(
        Offer.objects.filter(pk__in=offers.order_by().values("pk"), promises__isnull=False)
        .order_by()
        .values_list("promises__state")
        .annotate(total=Sum("promises__days"))
    )
    return Together(
        helping=counted["helping"],
        faded=counted["faded"],
        silent=schools - counted["n"],
        days=counted["days"],
        promised=sums.get(PromiseState.PROMISED, NONE),
        booked=sums.get(PromiseState.BOOKED, NONE),
        used=sums.get(PromiseState.USED, NONE),
    )


def days_that_count(fresh: Q) -> Case:
    """Of an offer that has faded only what is promised already."""
    return Case(When(fresh, then=F("days")), default=F("promised"), output_field=DAYS)


def out_by_payer(user: Any, year: int) -> dict[str, tuple[Decimal, Decimal | None]]:
    """Who pays → staff-days out of school, and what their cover comes to as far as it is known."""
    rows: QuerySet[TimeOut] = TimeOut.objects.held_by(user, SchoolsPermission.VIEW_TIME_OUT_SUMS)
    sums = (
        rows.filter(ledger__year=year, state=TimeOutState.BOOKED)
        .order_by()
        .values_list(Coalesce("paid_by", Value("")))
        .annotate(days=Sum("days"), cover=Sum("cover_cost"))
    )
    return {payer: (days, cover) for payer, days, cover in sums}
