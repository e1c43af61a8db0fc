"""Reference data: what a region is made of and what is measured there. Data, so that another region is
another file; existing rows are brought up to the file, nothing is deleted."""

import json
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction

from core.enums import ScopeKind
from core.models import Scope
from schools.models import (
    Authority,
    BenchmarkBand,
    FamilyWeight,
    Indicator,
    Region,
    Release,
    ReviewArea,
    ReviewFramework,
    SeriesBreak,
)
from schools.queries.indicators import GOVERNED
from schools.services.inspections import load_inspection_frameworks
from schools.services.shares import load_sharing_terms
from schools.services.support.framework import load_default_levels
from schools.services.topics import load_fading_rule, load_topics

DEFAULT_REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "central_south.json"

COUNTED = ("authorities", "indicators", "bands", "family_weights", "releases")


KEPT_BY_PEOPLE = {*GOVERNED, "reviewed_on", "next_review_on"}


@transaction.atomic
def load_reference_data(file: Path) -> dict[str, int]:
    """How many rows of each kind the file holds."""
    facts = json.loads(file.read_text(encoding="utf-8"))
    region = load_region(facts["region"])
    for row in facts["authorities"]:
        load_authority(row, region)
    for position, row in enumerate(facts["indicators"]):
        load_indicator(row, position)
    for row in facts["bands"]:
        load_bands(row)
    for row in facts["family_weights"]:
        load_family_weights(row)
    for row in facts["releases"]:
        Release.objects.update_or_create(slug=row["slug"], defaults=row)
    for row in facts.get("review_frameworks", []):
        load_review_framework(row)
    load_default_levels(region)
    load_topics()
    load_inspection_frameworks()
    load_sharing_terms()
    load_fading_rule(region)
    cache.delete("region")
    return {name: len(facts[name]) for name in COUNTED}


def load_region(row: dict[str, str]) -> Region:
    known = Region.objects.filter(slug=row["slug"]).first()
    scope = known.scope if known else Scope.create(ScopeKind.REGION)
    return Region.objects.update_or_create(slug=row["slug"], defaults={**row, "scope": scope})[0]


def load_authority(row: dict[str, Any], region: Region) -> None:
    known = Authority.objects.filter(code=row["code"]).select_related("scope").first()
    inside = bool(row.pop("in_region", False))
    scope = known.scope if known else None
    if inside and scope is None:
        scope = Scope.create(ScopeKind.AUTHORITY, region.scope)
    Authority.objects.update_or_create(
        code=row["code"], defaults={**row, "region": region if inside else None, "scope": scope}
    )


def load_indicator(row: dict[str, Any], position: int) -> None:
    breaks = row.pop("breaks", [])
    known = Indicator.objects.filter(code=row["code"], changed_at__isnull=False).first()
    if known:
        # The data officer has changed it since: their words stay.
        row = {name: value for name, value in row.items() if name not in KEPT_BY_PEOPLE}
    indicator, _made = Indicator.objects.update_or_create(
        code=row["code"], defaults={**row, "position": position}
    )
    for series_break in breaks:
        SeriesBreak.objects.update_or_create(
            indicator=indicator, year=series_break["year"], defaults=series_break
        )


def load_bands(row: dict[str, Any]) -> None:
    for number, upper in enumerate([*row["upper"], 100], start=1):
        BenchmarkBand.objects.update_or_create(
            phase=row["phase"],
            valid_from=row["valid_from"],
            number=number,
            defaults={"upper": upper, "confirmed": row["confirmed"]},
        )


def load_review_framework(row: dict[str, Any]) -> None:
    """Areas that reviews refer to stay; their words are brought up to the file."""
    areas = row.pop("areas")
    framework, _made = ReviewFramework.objects.update_or_create(valid_from=row["valid_from"], defaults=row)
    for position, area in enumerate(areas):
        prompts = {name: "\n".join(area.pop(name)) for name in ("prompts_en", "prompts_cy")}
        ReviewArea.objects.update_or_create(
            framework=framework, code=area["code"], defaults={**area, **prompts, "position": position}
        )


def load_family_weights(row: dict[str, Any]) -> None:
    """Percent by the indicator's code; together 100."""
    total = sum(weight["weight"] for weight in row["weights"])
    if total != 100:
        raise ValueError(f"The family weights of {row['valid_from']} come to {total}, not to 100.")
    for weight in row["weights"]:
        FamilyWeight.objects.update_or_create(
            valid_from=row["valid_from"],
            phase=row["phase"],
            indicator=Indicator.objects.get(code=weight["indicator"]),
            defaults={
                "weight": weight["weight"],
                "logarithmic": weight["logarithmic"],
                "confirmed": row["confirmed"],
            },
        )
