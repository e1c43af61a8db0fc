"""The life of a round of wishes: prepared, opened, reminded of, closed."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from core import clock
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import Region
from schools.queries.pauses import paused_schools
from sigs.enums import WishRoundState
from sigs.models import Wish, WishRound
from sigs.queries.heads import heads_of
from sigs.queries.wishes import STILL_ASKED, schools_asked
from sigs.services.wishes.refusals import DatesInWrongOrder, NobodyToAsk, RoundChanged, RoundIsThere

S = WishRoundState
OPEN = Transition("opened", sources={S.PREPARING}, target=S.OPEN)
CLOSE = Transition("closed", sources={S.OPEN}, target=S.CLOSED)
REOPEN = Transition("reopened", sources={S.CLOSED}, target=S.OPEN)
DROP = Transition("dropped", sources={S.PREPARING}, target=S.DROPPED)

# Nobody is reminded twice within it.
BETWEEN_REMINDERS = dt.timedelta(days=7)
# How long before the last day those who have not answered are reminded by themselves.
LAST_CALL = dt.timedelta(days=7)


@transaction.atomic
def prepare_round(
    *, region: Region, year: int, schools: str, opens_on: dt.date, closes_on: dt.date, most: int, by: User
) -> WishRound:
    if closes_on < opens_on or closes_on < clock.today():
        raise DatesInWrongOrder
    try:
        with transaction.atomic():
            return WishRound.objects.create(
                region=region,
                year=year,
                schools=schools,
                opens_on=opens_on,
                closes_on=closes_on,
                most_schools=most,
                made_at=clock.now(),
                made_by=by,
            )
    except IntegrityError as refusal:  # the constraint: one round a year for these schools
        raise RoundIsThere from refusal


@transaction.atomic
def change_round(
    *, asking: WishRound, opens_on: dt.date, closes_on: dt.date, most: int, seen: int, by: User
) -> None:
    """While it is prepared, everything; once it is open, the last day alone: whoever answered did so under
    the rules that were announced."""
    if closes_on < clock.today():
        raise DatesInWrongOrder
    facts = {"opens_on": opens_on, "closes_on": closes_on, "most_schools": most}
    if asking.state == S.OPEN:
        facts = {"closes_on": closes_on}
    if closes_on < (opens_on if asking.state == S.PREPARING else asking.opens_on):
        raise DatesInWrongOrder
    changed = WishRound.objects.filter(
        pk=asking.pk, version=seen, state=asking.state, state__in=[S.PREPARING, S.OPEN]
    ).update(**facts, version=F("version") + 1)
    if not changed:
        raise RoundChanged
    asking.refresh_from_db()


@transaction.atomic
def open_round(*, asking: WishRound, by: User | None = None) -> int:
    """The schools are asked and their heads told. How many schools."""
    today = clock.today()
    if asking.closes_on < today:
        raise DatesInWrongOrder
    facts = {"opens_on": min(asking.opens_on, today), "opened_at": clock.now()}
    advance(asking, OPEN, version=asking.version + 1, **facts)
    schools = list(schools_asked(asking).values_list("pk", flat=True))
    if not schools:
        raise NobodyToAsk
    Wish.objects.bulk_create([Wish(round=asking, school_id=school) for school in schools])
    tell_heads(asking, schools, "wishes_open")
    return len(schools)


@transaction.atomic
def close_round(*, asking: WishRound, by: User | None = None) -> None:
    advance(asking, CLOSE, version=asking.version + 1, closed_at=clock.now())


@transaction.atomic
def reopen_round(*, asking: WishRound, closes_on: dt.date, by: User) -> None:
    if closes_on < clock.today():
        raise DatesInWrongOrder
    advance(asking, REOPEN, version=asking.version + 1, closed_at=None, closes_on=closes_on)


@transaction.atomic
def drop_round(*, asking: WishRound, by: User) -> None:
    """Before anybody was asked."""
    advance(asking, DROP, version=asking.version + 1)


@transaction.atomic
def remind_heads(*, asking: WishRound, by: User | None = None) -> int:
    """Those who have not answered, or did not know yet, and were neither asked nor reminded within a week.
    How many schools; of two who press at once, one reminds."""
    if asking.state != S.OPEN or asking.closes_on < clock.today() or asking.opened_at is None:
        return 0
    now = clock.now()
    before = now - BETWEEN_REMINDERS
    if asking.opened_at > before:
        return 0
    due = (
        Wish.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(round=asking, state__in=STILL_ASKED)
        .exclude(school__in=paused_schools())
        .filter(Q(reminded_at__isnull=True) | Q(reminded_at__lte=before))
        .filter(Q(answered_at__isnull=True) | Q(answered_at__lte=before))
    )
    schools = dict(due.values_list("pk", "school_id"))
    Wish.objects.filter(pk__in=schools).update(reminded_at=now)
    tell_heads(asking, schools.values(), "wishes_reminder")
    return len(schools)


def tell_heads(asking: WishRound, schools: Iterable[int], kind: str) -> None:
    rows = Wish.objects.filter(round=asking, school__in=list(schools)).select_related("school")
    heads = heads_of([row.school_id for row in rows])
    for row in rows:
        for person in heads.get(row.school_id, []):
            tell(
                person,
                f"sigs/{kind}",
                f"/schools/{row.school.number}/wishes/{asking.public_id}/",
                school_en=row.school.name_en,
                school_cy=row.school.name_cy or row.school.name_en,
                closes_on=asking.closes_on.isoformat(),
            )


def turn_rounds() -> None:
    """By the clock: opens what is due, reminds in the last week, closes what is past its last day."""
    today = clock.today()
    for asking in WishRound.objects.filter(state=S.PREPARING, opens_on__lte=today, closes_on__gte=today):
        if schools_asked(asking).exists():
            open_round(asking=asking)
    for asking in WishRound.objects.filter(
        state=S.OPEN, closes_on__gte=today, closes_on__lte=today + LAST_CALL
    ):
        remind_heads(asking=asking)
    for asking in WishRound.objects.filter(state=S.OPEN, closes_on__lt=today):
        close_round(asking=asking)
