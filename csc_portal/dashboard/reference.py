from django.core.cache import cache

from schools.models import Authority, ComparisonRun
from schools.queries.dashboard import years_of

KEPT_FOR = 24 * 60 * 60


def region_reference(run: ComparisonRun | None) -> tuple[list[Authority], list[int]]:
    """The region's authorities and the years there are figures of, kept as long as the run is shown."""
    key = f"region-reference:{run.pk}:{run.revision}" if run else "region-reference:"
    kept: tuple[list[Authority], list[int]] | None = cache.get(key)
    if kept is None:
        authorities = list(Authority.objects.filter(region__isnull=False).order_by("name_en"))
        kept = (authorities, years_of(run) if run else [])
        cache.set(key, kept, KEPT_FOR if run else 1)
    return kept
