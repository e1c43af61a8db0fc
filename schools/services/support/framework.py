"""What a year begins with: the matrix, evidence and prompts of the year before, or the default suggestion."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from core.models import User
from schools.enums import Capacity, CycleState
from schools.models import (
    CapacityPrompt,
    EvidenceKind,
    MatrixCell,
    Region,
    SupportCycle,
    SupportLevel,
)
from schools.queries.support.levels import live_levels
from schools.services.support.refusals import NotAtThisStage

DEFAULTS = Path(__file__).resolve().parent.parent.parent / "reference" / "support_levels.json"


def default_framework() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(DEFAULTS.read_text(encoding="utf-8"))
    return facts


def load_default_levels(region: Region) -> int:
    """For a region that has no levels at all. They are off until the region turns them on."""
    if SupportLevel.objects.filter(region=region).exists():
        return 0
    rows = default_framework()["levels"]
    SupportLevel.objects.bulk_create(SupportLevel(region=region, **row) for row in rows)
    return len(rows)


def copy_framework(cycle: SupportCycle) -> None:
    before = SupportCycle.objects.filter(region=cycle.region, year__lt=cycle.year).order_by("-year").first()
    if before is None:
        fill_with_defaults(cycle)
        return
    live = set(live_levels(cycle.region).values_list("pk", flat=True))
    rows: list[EvidenceKind | CapacityPrompt | MatrixCell] = [
        *EvidenceKind.objects.filter(cycle=before),
        *CapacityPrompt.objects.filter(cycle=before),
        *(cell for cell in MatrixCell.objects.filter(cycle=before) if cell.level_id in live),
    ]
    for row in rows:
        row.pk, row.cycle = None, cycle
        row._state.adding = True
        row.save()


def fill_with_defaults(cycle: SupportCycle) -> None:
    """A level that the region does not have leaves its cells empty: the matrix page asks for them."""
    facts = default_framework()
    for position, row in enumerate(facts["evidence"], start=1):
        EvidenceKind.objects.create(cycle=cycle, position=position, **row)
    for position, row in enumerate(facts["prompts"], start=1):
        CapacityPrompt.objects.create(cycle=cycle, position=position, **row)
    levels = {level.slug: level for level in live_levels(cycle.region)}
    for name, slugs in facts["matrix"].items():
        for capacity, slug in zip(Capacity.values, slugs, strict=True):
            level = levels.get(slug.rstrip("*"))
            if level:
                MatrixCell.objects.create(
                    cycle=cycle,
                    evidence_position=None if name == "none" else int(name),
                    capacity=capacity,
                    level=level,
                    is_certain=not slug.endswith("*"),
                )


@transaction.atomic
def write_evidence_kind(
    *, cycle: SupportCycle, kind: EvidenceKind | None, by: User, **facts: Any
) -> EvidenceKind:
    """Which evidence is expected: settled before the year opens."""
    refuse_unless_preparing(cycle)
    last = EvidenceKind.objects.filter(cycle=cycle).order_by("-position").first()
    written = kind or EvidenceKind(cycle=cycle, position=last.position + 1 if last else 1)
    for name, value in facts.items():
        setattr(written, name, value)
    written.save()
    return written


@transaction.atomic
def remove_evidence_kind(*, kind: EvidenceKind, by: User) -> None:
    refuse_unless_preparing(kind.cycle)
    kind.delete()


def refuse_unless_preparing(cycle: SupportCycle) -> None:
    row = SupportCycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if row.state != CycleState.PREPARING:
        raise NotAtThisStage(row.academic_year, row.get_state_display())
