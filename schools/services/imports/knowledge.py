"""What the portal knows already, in the plain values that the reading of a file depends on."""

from schools.imports.examine import Mappings
from schools.imports.facts import Known, Measure, Publication
from schools.models import Authority, BenchmarkBand, ColumnMapping, Indicator, Region, Release, School


def known_to_the_portal() -> Known:
    return Known(
        measures={indicator.code: measure_of(indicator) for indicator in Indicator.objects.all()},
        authorities={
            code: (english, welsh, ons)
            for code, english, welsh, ons in Authority.objects.values_list(
                "code", "name_en", "name_cy", "lad_code"
            )
        },
        phases=dict(School.objects.values_list("number", "phase")),
        publications=tuple(
            Publication(slug, published_on)
            for slug, published_on in Release.objects.values_list("slug", "published_on")
        ),
        groups=benchmark_groups(),
    )


def benchmark_groups() -> dict[str, dict[int, int]]:
    """Phase → valid from → how many groups there are."""
    found: dict[str, dict[int, int]] = {}
    for phase, valid_from in BenchmarkBand.objects.values_list("phase", "valid_from"):
        dated = found.setdefault(phase, {})
        dated[valid_from] = dated.get(valid_from, 0) + 1
    return found


def measure_of(indicator: Indicator) -> Measure:
    return Measure(
        code=indicator.code,
        name=indicator.name_en,
        name_cy=indicator.name_cy,
        unit=indicator.unit,
        decimals=indicator.decimals,
        lowest=indicator.lowest,
        highest=indicator.highest,
        phases=frozenset(indicator.phases),
        first_year=indicator.first_year,
        last_year=indicator.last_year,
        benchmarked=frozenset(indicator.benchmarked_phases),
    )


def remembered_mappings(region: Region) -> Mappings:
    return {
        mapping.header: (mapping.kind, mapping.columns)
        for mapping in ColumnMapping.objects.filter(region=region)
    }
