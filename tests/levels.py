"""Support levels for tests: four of them, turned on, and final judgements of a published year."""

import datetime as dt
from typing import Any

from core.models import User
from schools.enums import CycleState, JudgementState
from schools.models import (
    Region,
    School,
    SupportCycle,
    SupportJudgement,
    SupportLevel,
    SupportPeriod,
)
from tests.factories import MOMENT, START

DAYS = {"light": 4, "some": 10, "more": 15, "most": 25}
TONES = dict(zip(DAYS, ("green", "yellow", "amber", "red"), strict=True))


def make_levels(region: Region) -> dict[str, SupportLevel]:
    """Four levels in place of the reference data's, by slug, from the least support to the most."""
    SupportLevel.objects.filter(region=region, retired_on=None).exclude(slug__startswith="test-").update(
        retired_on=START
    )
    return {
        slug: SupportLevel.objects.get_or_create(
            region=region,
            slug=f"test-{slug}",
            defaults={
                "name_en": f"{slug.title()} support",
                "name_cy": f"Cymorth {slug}",
                "days": days,
                "position": position,
                "tone": TONES[slug],
            },
        )[0]
        for position, (slug, days) in enumerate(DAYS.items(), start=1)
    }


def turn_on(region: Region, by: User) -> SupportPeriod:
    return SupportPeriod.objects.get_or_create(
        region=region, off_at=None, defaults={"on_at": MOMENT, "on_by": by}
    )[0]


def make_cycle(region: Region, year: int, by: User, state: str = CycleState.PUBLISHED) -> SupportCycle:
    opens = dt.date(year - 1, 9, 1)
    dates = ("opens_on", "drafts_by", "answers_by", "authority_by", "region_by", "appeals_by", "publish_on")
    published = state in {CycleState.PUBLISHED, CycleState.CLOSED}
    closed = state == CycleState.CLOSED
    return SupportCycle.objects.create(
        region=region,
        year=year,
        state=state,
        opened_at=MOMENT,
        opened_by=by,
        published_at=MOMENT if published else None,
        published_by=by if published else None,
        closed_at=MOMENT if closed else None,
        closed_by=by if closed else None,
        **{name: opens + dt.timedelta(days=20 * place) for place, name in enumerate(dates)},
    )


def judge(
    school: School, cycle: SupportCycle, level: SupportLevel, *, by: User, **facts: Any
) -> SupportJudgement:
    """A final judgement; `proposed` and `suggested` are the level unless given."""
    proposed = facts.pop("proposed", level)
    suggested = facts.pop("suggested", proposed)
    return SupportJudgement.objects.create(
        **{
            "cycle": cycle,
            "school": school,
            "adviser": by,
            "state": JudgementState.FINAL,
            "state_at": MOMENT,
            "capacity": "B",
            "suggested": suggested,
            "proposed": proposed,
            "level": level,
            "reason": "" if proposed == suggested else "Because.",
            "round": 1,
            "proposed_at": MOMENT,
            "proposed_by": by,
            "final_at": MOMENT,
            **facts,
        }
    )
