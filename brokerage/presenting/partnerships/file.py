"""The whole file of a partnership, as its page and its printed record show it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from brokerage.enums import PartnershipState, PlannedDayState, Progress, Side
from brokerage.models import Partner, Partnership
from brokerage.presenting.partnerships.objectives import ObjectiveRow, objective_rows
from brokerage.presenting.partnerships.reader import Reader, reader_of
from brokerage.presenting.partnerships.tasks import PhaseRow, TaskRow, next_task, phase_rows
from brokerage.presenting.partnerships.timeline import Happened, timeline_of
from brokerage.queries.partnershipfile import FileRows, file_of
from brokerage.queries.partnerships import LIVING
from brokerage.wording.partnerships import PROGRESS_TAGS, STATE_TAGS
from core import clock
from sigs.enums import Rung

# From the ground up; “not yet shown” stands beside the ladder.
LADDER = (Rung.TOOK_PART, Rung.LEARNED, Rung.PRACTICE, Rung.PUPILS)


@dataclass(frozen=True)
class DaysOf:
    partner: Partner
    planned: Decimal
    used: Decimal


@dataclass(frozen=True)
class File:
    rows: FileRows
    reader: Reader
    tag: str
    phases: list[PhaseRow]
    next: TaskRow | None
    objectives: list[ObjectiveRow]
    days: list[DaysOf]
    reviews: list[Any]
    happened: list[Happened]
    ladder: list[dict[str, Any]]
    money_planned: Decimal
    money_spent: Decimal

    @property
    def helped(self) -> list[Partner]:
        return [row for row in self.rows.partners if row.side == Side.RECEIVES]

    @property
    def helping(self) -> list[Partner]:
        return [row for row in self.rows.partners if row.side == Side.PROVIDES]

    @property
    def is_light(self) -> bool:
        return self.rows.partnership.kind == "light_link"


def read_file(user: Any, partnership: Partnership) -> File:
    rows, reader = file_of(partnership), reader_of(user, partnership)
    phases = phase_rows(rows, reader)
    return File(
        rows=rows,
        reader=reader,
        tag=STATE_TAGS[PartnershipState(partnership.state)],
        phases=phases,
        next=next_task(phases),
        objectives=objective_rows(rows),
        days=[days_of(row, rows) for row in rows.partners],
        reviews=review_rows(rows),
        happened=timeline_of(rows),
        ladder=ladder(rows.evaluation.rung) if rows.evaluation else [],
        money_planned=sum((row.amount for row in rows.money), Decimal(0)),
        money_spent=sum((row.spent for row in rows.money), Decimal(0)),
    )


def days_of(partner: Partner, rows: FileRows) -> DaysOf:
    own = [row for row in rows.days if row.partner_id == partner.pk]
    planned = sum((row.days for row in own if row.state == PlannedDayState.PLANNED), Decimal(0))
    used = sum((row.days for row in own if row.state == PlannedDayState.USED), Decimal(0))
    return DaysOf(partner, planned, used)


def review_rows(rows: FileRows) -> list[dict[str, Any]]:
    today = clock.today()
    is_living = rows.partnership.state in LIVING
    return [
        {
            "review": row,
            "tag": PROGRESS_TAGS[Progress(row.progress)] if row.progress else "",
            "is_overdue": is_living and not row.held_on and row.due_on < today,
            "is_left_out": not is_living and not row.held_on,
        }
        for row in rows.reviews
    ]


def ladder(rung: str) -> list[dict[str, Any]]:
    here = LADDER.index(Rung(rung)) if rung in LADDER else -1
    return [
        {"rung": step, "is_reached": place <= here, "is_here": place == here}
        for place, step in enumerate(LADDER)
    ]
