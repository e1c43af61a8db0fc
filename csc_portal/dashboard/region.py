"""The region's dashboard, put together once for each run, choice, language and reach, and cached."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core import authorise
from schools.enums import Permission, Phase
from schools.models import Authority, ComparisonRun, SupportCount
from schools.presenting.region.attendance import attendance_block
from schools.presenting.region.categories import category_block, movement_block
from schools.presenting.region.outcomes import outcome_block
from schools.presenting.region.places import places_block
from schools.presenting.region.six import head_figures
from schools.presenting.region.support import support_block
from schools.queries.comparisons import Chosen, categories, figures, line, points
from schools.queries.dashboard import region_boundaries, schools_on_map
from schools.queries.supportsums import newest_counts

KEPT_FOR = 24 * 60 * 60
INDICATORS = ["pupils", "fsm", "attendance", "capped9"]
OUTCOME = "capped9"


def region_blocks(run: ComparisonRun, chosen: Chosen, authorities: list[Authority], user: Any) -> SafeString:
    """The dashboard's blocks as HTML: the same for all who see the same schools' detail in one language."""
    counted = newest_counts(run.region_id, chosen.year)
    key = cache_key(run, chosen, user, counted)
    kept: str | None = cache.get(key)
    if kept is None:
        kept = render_to_string(
            "dashboard/region_blocks.html", region_context(run, chosen, authorities, user, counted)
        )
        cache.set(key, kept, KEPT_FOR)
    return mark_safe(kept)  # noqa: S308  # rendered by our own template a moment ago, or kept since


def cache_key(run: ComparisonRun, chosen: Chosen, user: Any, counted: list[SupportCount]) -> str:
    reach = [authorise.held(user, Permission.VIEW_DETAIL), authorise.held(user, Permission.VIEW_SUPPORT)]
    levels = [(count.pk, count.counted_at, count.cycle.state) for count in counted]
    parts = [run.pk, run.revision, run.finished_at, chosen, translation.get_language(), reach, levels]
    return "region:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def region_context(
    run: ComparisonRun,
    chosen: Chosen,
    authorities: list[Authority],
    user: Any,
    counted: list[SupportCount],
) -> dict[str, Any]:
    whole = str(next((row.name for row in authorities if row.pk == chosen.authority), _("Region")))
    pictures = figures(run, INDICATORS, chosen)
    national = categories(run, chosen)
    drawn = line(run, OUTCOME, Phase.SECONDARY, chosen.year) if shows_outcomes(chosen) else None
    schools = list(schools_on_map(chosen))
    attendance = pictures.get("attendance")
    return {
        "figures": head_figures(pictures, chosen, len(schools), authorities),
        "categories": category_block(national, authorities, chosen, whole),
        "movement": movement_block(national),
        "support": support_block(counted, chosen, authorities, user, whole),
        "outcomes": outcome_block(drawn, points(run, drawn, user), chosen, correlation(pictures, chosen))
        if drawn
        else None,
        "attendance": attendance_block(attendance, authorities, chosen, whole) if attendance else None,
        "places": places_block(pictures.get("fsm"), region_boundaries(), schools, chosen),
    }


def shows_outcomes(chosen: Chosen) -> bool:
    return chosen.phase in ("", Phase.SECONDARY)


def correlation(pictures: dict[str, Any], chosen: Chosen) -> tuple[float, int] | None:
    picture = pictures.get(OUTCOME)
    figure = picture.of(chosen.authority, chosen.phase) if picture else None
    if figure is None or figure.correlation is None:
        return None
    return figure.correlation, figure.correlated_schools or 0
