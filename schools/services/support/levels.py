from typing import Any

from django.db import transaction
from django.utils.text import slugify

from core import clock
from core.models import User
from schools.enums import CycleState
from schools.models import MatrixCell, Region, SupportLevel
from schools.queries.support.levels import live_levels
from schools.services.support.refusals import LevelInMatrix, SlugTaken, TooFewLevels


@transaction.atomic
def write_level(*, region: Region, level: SupportLevel | None, by: User, **facts: Any) -> SupportLevel:
    """Add a level or change one. Its slug comes from the first English name and stays."""
    Region.objects.select_for_update(of=("self",)).get(pk=region.pk)
    others = [other for other in live_levels(region) if other != level]
    if any(other.name_en.casefold() == facts["name_en"].casefold() for other in others):
        raise SlugTaken
    written = level or SupportLevel(region=region, slug=free_slug(region, facts["name_en"]))
    for name, value in facts.items():
        setattr(written, name, value)
    written.save()
    return written


def free_slug(region: Region, name: str) -> str:
    base = slugify(name)[:36] or "level"
    taken = set(SupportLevel.objects.filter(region=region).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def retire_level(*, level: SupportLevel, by: User) -> None:
    """Offer it no more. Judgements that name it keep it."""
    Region.objects.select_for_update(of=("self",)).get(pk=level.region_id)
    if live_levels(level.region).exclude(pk=level.pk).count() < 2:
        raise TooFewLevels
    cell = (
        MatrixCell.objects.filter(level=level)
        .exclude(cycle__state=CycleState.CLOSED)
        .select_related("cycle")
        .first()
    )
    if cell:
        raise LevelInMatrix(cell.cycle.academic_year)
    level.retired_on = clock.today()
    level.save(update_fields=["retired_on"])
