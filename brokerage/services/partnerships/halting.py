"""Pausing, letting go on, stopping:

active            → paused     because; it can be read, nothing is changed
paused            → active     its end moves on by the days it was paused
agreeing, active,
paused            → stopped    because; the days that were not used are free again
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum

from brokerage.enums import AskState, PartnershipState, PlannedDayState, PromiseState
from brokerage.models import Partnership, PartnershipHalt, PlannedDay, Promise
from brokerage.services import promising
from brokerage.services.asking import reopen
from brokerage.services.partnerships.days import DROP, reference_of
from brokerage.services.partnerships.refusals import Over
from brokerage.services.partnerships.still import refuse_near
from brokerage.services.partnerships.telling import tell_all
from core import clock
from core.enums import Language
from core.models import User
from core.transitions import Transition, advance
from schools.services.timeout import cancel_time_out

PAUSE = Transition("pause", sources=[PartnershipState.ACTIVE], target=PartnershipState.PAUSED)
RESUME = Transition("resume", sources=[PartnershipState.PAUSED], target=PartnershipState.ACTIVE)
STOP = Transition(
    "stop",
    sources=[PartnershipState.AGREEING, PartnershipState.ACTIVE, PartnershipState.PAUSED],
    target=PartnershipState.STOPPED,
)

OVER = {PartnershipState.STOPPED, PartnershipState.CLOSED}


@transaction.atomic
def pause(*, partnership: Partnership, because: str, language: str = Language.ENGLISH, by: User) -> None:
    refuse_near(partnership, by)
    halt(partnership, PAUSE, because, language, by)
    tell_all(partnership, "paused", by=by, because=because)


@transaction.atomic
def resume(*, partnership: Partnership, by: User) -> None:
    """Reviews that fell due meanwhile are due when it goes on."""
    refuse_near(partnership, by)
    paused_at = partnership.halted_at
    advance(partnership, RESUME, halted_at=None, halted_by=None, halted_because="")
    PartnershipHalt.objects.filter(partnership=partnership, resumed_at__isnull=True).update(
        resumed_at=clock.now(), resumed_by=by
    )
    away = clock.today() - clock.day_of(paused_at) if paused_at else None
    if away:
        for review in partnership.reviews.filter(held_on__isnull=True):
            review.due_on += away
            review.save(update_fields=["due_on"])
        Partnership.objects.filter(pk=partnership.pk).update(ends_on=partnership.ends_on + away)
        partnership.refresh_from_db(fields=["ends_on"])
    tell_all(partnership, "resumed", by=by)


@transaction.atomic
def stop(*, partnership: Partnership, because: str, language: str = Language.ENGLISH, by: User) -> None:
    refuse_near(partnership, by)
    if Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk).state in OVER:
        raise Over
    now = clock.now()
    PartnershipHalt.objects.filter(partnership=partnership, resumed_at__isnull=True).update(
        resumed_at=now, resumed_by=by
    )
    halt(partnership, STOP, because, language, by)
    drop_what_is_planned(partnership, because, by)
    settle_days(partnership, because, by)
    if partnership.ask and partnership.ask.state == AskState.MATCHED:
        reopen(ask=partnership.ask)
    tell_all(partnership, "stopped", by=by, because=because)


def halt(partnership: Partnership, step: Transition, because: str, language: str, by: User) -> None:
    now = clock.now()
    advance(partnership, step, halted_at=now, halted_by=by, halted_because=because)
    PartnershipHalt.objects.create(
        partnership=partnership,
        is_for_good=step is STOP,
        because=because,
        language=language,
        halted_at=now,
        halted_by=by,
    )


def drop_what_is_planned(partnership: Partnership, because: str, by: User) -> None:
    rows = PlannedDay.objects.filter(partnership=partnership, state=PlannedDayState.PLANNED)
    for row in rows.order_by("pk"):
        advance(row, DROP, over_at=clock.now(), over_by=by, dropped_because=because[:300])
        cancel_time_out(reference=reference_of(row), because=because[:300], by=by)


def settle_days(partnership: Partnership, because: str, by: User) -> None:
    """Of what the schools promised, the days that the file says were used are used; the rest is free."""
    rows = Promise.objects.filter(
        Q(state=PromiseState.BOOKED) | Q(state=PromiseState.PROMISED), partnership=partnership
    ).select_related("offer")
    for row in rows.order_by("pk"):
        worked = PlannedDay.objects.filter(
            partnership=partnership, partner__school=row.offer.school_id, state=PlannedDayState.USED
        )
        used = worked.aggregate(sum=Sum("days"))["sum"] or Decimal(0)
        if used and row.state == PromiseState.BOOKED:
            promising.use(promise=row, days=min(used, row.days), by=by)
        else:
            promising.release(promise=row, because=because, by=by)
