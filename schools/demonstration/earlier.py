"""The year before last of the region's own levels: only what it came to, so that levels are seen to move."""

import datetime as dt

from core.models import User
from schools.demonstration.chance import stream
from schools.demonstration.region import SEED
from schools.enums import CycleState, JudgementState, JudgementStepKind
from schools.models import JudgementStep, Region, SupportCycle, SupportJudgement
from schools.queries.support.levels import COUNTING_JUDGEMENTS, live_levels

YEAR = dt.timedelta(days=365)
DATES = ("opens_on", "drafts_by", "answers_by", "authority_by", "region_by", "appeals_by", "publish_on")
# Of a hundred schools so many needed more support a year earlier, and so many less.
MORE, LESS = 0.22, 0.09


def add_earlier_year(region: Region, by: User) -> None:
    """A closed year before the first one, where that is the only closed one."""
    first = SupportCycle.objects.filter(region=region).order_by("year").first()
    if first is None or first.state != CycleState.CLOSED or first.opened_at is None:
        return
    moments = {name: getattr(first, name) - YEAR for name in ("opened_at", "published_at", "closed_at")}
    cycle = SupportCycle.objects.create(
        region=region,
        year=first.year - 1,
        state=CycleState.CLOSED,
        **dict.fromkeys(("opened_by", "published_by", "closed_by"), by),
        **moments,
        **{name: getattr(first, name) - YEAR for name in DATES},
    )
    levels = list(live_levels(region))
    places = {level.pk: place for place, level in enumerate(levels)}
    chance = stream(SEED, "earlier levels")
    made = []
    for row in SupportJudgement.objects.filter(cycle=first, state__in=COUNTING_JUDGEMENTS).order_by("pk"):
        draw = float(chance.random())
        step = 1 if draw < MORE else -1 if draw < MORE + LESS else 0
        place = min(max(places.get(row.level_id or 0, 0) + step, 0), len(levels) - 1)
        made.append(
            SupportJudgement(
                cycle=cycle,
                school_id=row.school_id,
                adviser_id=row.adviser_id,
                state=JudgementState.FINAL,
                state_at=moments["published_at"],
                capacity=row.capacity,
                suggested=levels[place],
                proposed=levels[place],
                level=levels[place],
                round=1,
                proposed_at=moments["opened_at"],
                proposed_by_id=row.proposed_by_id,
                final_at=moments["published_at"],
            )
        )
    judgements = SupportJudgement.objects.bulk_create(made)
    JudgementStep.objects.bulk_create(
        JudgementStep(
            judgement=row,
            kind=JudgementStepKind.REGION_CONFIRMED,
            state_from=JudgementState.AUTHORITY_MODERATED,
            state_to=JudgementState.FINAL,
            level_from=row.level,
            level_to=row.level,
            taken_at=moments["published_at"],
            taken_by=by,
        )
        for row in judgements
    )
