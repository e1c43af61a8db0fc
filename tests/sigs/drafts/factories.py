"""Compositions with a finished run, for tests: groups as given, measured by what the engine reads."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core import clock
from core.models import User
from schools.models import Region, School
from sigs.enums import CompositionRunState
from sigs.models import Composition, CompositionRun, DraftPlace, Placement
from sigs.services.composing.asked import Asked
from sigs.services.composing.compositions import begin_composition
from sigs.services.composing.problems import read_schools, store_data
from sigs.services.drafts.publishing import GroupName
from sigs.services.drafts.sending import send_draft


def make_composition(by: User, **facts: Any) -> Composition:
    return begin_composition(
        **{
            "region": Region.objects.get(),
            "by": by,
            "year": 2027,
            "name_en": "All schools",
            "name_cy": "Pob ysgol",
            "schools": "both",
            "stage_source": "category",
            **facts,
        }
    )


def make_run(composition: Composition, groups: Sequence[Sequence[School]], by: User) -> CompositionRun:
    asked = Asked(groups=len(groups), smallest=1, largest=20, authorities=0, most_reds=None, welsh="free")
    now = clock.now()
    run = CompositionRun.objects.create(
        composition=composition,
        number=composition.runs.count() + 1,
        state=CompositionRunState.DONE,
        rules=asked.stored(),
        seed=1,
        iterations=0,
        data=store_data(composition, read_schools(composition, asked)),
        asked_at=now,
        asked_by=by,
        started_at=now,
        finished_at=now,
        cost=0,
        group_count=len(groups),
        school_count=sum(map(len, groups)),
    )
    Placement.objects.bulk_create(
        Placement(run=run, school=school, number=number)
        for number, members in enumerate(groups, 1)
        for school in members
    )
    return run


def sent_draft(groups: Sequence[Sequence[School]], by: User, **facts: Any) -> Composition:
    composition = make_composition(by, **facts)
    run = make_run(composition, groups, by)
    send_draft(composition=composition, run=run, answer_by=in_days(10), by=by)
    composition.refresh_from_db()
    return composition


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def place_of(composition: Composition, school: School) -> DraftPlace:
    return DraftPlace.objects.select_related("composition", "school", "run").get(
        composition=composition, school=school
    )


def names(count: int = 9) -> dict[int, GroupName]:
    return {number: GroupName(f"SIG {number}", f"GGY {number}") for number in range(1, count + 1)}
