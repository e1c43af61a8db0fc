from django.core.cache import cache

from schools.models import Region, Release

KEPT_FOR = 300


def region_of_portal() -> Region | None:
    """The region this installation serves; None before its reference data is loaded."""
    region: Region | None = cache.get("region")
    if region is None:
        region = Region.objects.select_related("scope").order_by("pk").first()
        if region:
            cache.set("region", region, KEPT_FOR)
    return region


def has_real_schools() -> bool:
    """Whether any figure comes from a publication; the generated region's releases are named as such."""
    known: bool | None = cache.get("real-schools")
    if known is None:
        published = Release.objects.exclude(slug__startswith="demonstration")
        known = published.filter(results__isnull=False).exists()
        cache.set("real-schools", known, KEPT_FOR)
    return known
