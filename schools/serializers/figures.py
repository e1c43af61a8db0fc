from typing import Any

from rest_framework import serializers

from schools.enums import Category, Group, Medium, Phase, Trend, Verdict, Withheld


class FigureSerializer(serializers.Serializer[Any]):
    """`value` is null where the figure is not shown; then `shown` is what a page has in its place and
    `reason` says why."""

    value = serializers.FloatField(allow_null=True)
    shown = serializers.CharField()
    reason = serializers.CharField()


class SchoolNameSerializer(serializers.Serializer[Any]):
    number = serializers.CharField()
    name = serializers.CharField()


class ComparisonSerializer(serializers.Serializer[Any]):
    school = SchoolNameSerializer(source="row.school")
    indicator = serializers.CharField(source="row.indicator.code")
    year = serializers.IntegerField(source="row.year")
    period = serializers.CharField()
    part = serializers.ChoiceField(choices=Phase.choices, allow_blank=True, source="row.part")
    pupils = serializers.ChoiceField(choices=Group.choices, source="row.pupils")
    cohort = serializers.IntegerField(source="row.cohort", allow_null=True)
    figure = FigureSerializer()
    trend = serializers.ChoiceField(choices=Trend.choices, allow_blank=True, source="row.trend")
    fsm = serializers.FloatField(allow_null=True)
    benchmark_group = serializers.IntegerField(source="row.benchmark_group", allow_null=True)
    group_size = serializers.IntegerField(source="row.group_size", allow_null=True)
    percentile = serializers.IntegerField(allow_null=True)
    quarter = serializers.IntegerField(source="row.quarter", allow_null=True)
    withheld = serializers.ChoiceField(choices=Withheld.choices, allow_blank=True, source="row.withheld")
    withheld_because = serializers.CharField(source="withheld")
    expected = FigureSerializer(allow_null=True)
    band = serializers.FloatField(allow_null=True)
    verdict = serializers.ChoiceField(choices=Verdict.choices, allow_blank=True, source="row.verdict")


class PooledSerializer(serializers.Serializer[Any]):
    indicator = serializers.CharField(source="row.indicator.code")
    part = serializers.ChoiceField(choices=Phase.choices, allow_blank=True, source="row.part")
    pupils = serializers.ChoiceField(choices=Group.choices, source="row.pupils")
    first_year = serializers.IntegerField(source="row.first_year")
    last_year = serializers.IntegerField(source="row.last_year")
    years = serializers.IntegerField(source="row.years")
    cohort = serializers.IntegerField(source="row.cohort")
    figure = FigureSerializer()


class FigureOfYearSerializer(serializers.Serializer[Any]):
    indicator = serializers.CharField(source="indicator.code")
    part = serializers.ChoiceField(choices=Phase.choices, allow_blank=True)
    year = serializers.IntegerField()
    release = serializers.CharField()
    cohort = serializers.IntegerField(allow_null=True)
    figure = FigureSerializer()


class CategorySummarySerializer(serializers.Serializer[Any]):
    """Empty authority, phase or medium: all of them. `previous` is empty where a school had none before."""

    year = serializers.IntegerField()
    authority = serializers.CharField(source="authority.slug", default="")
    phase = serializers.ChoiceField(choices=Phase.choices, allow_blank=True)
    medium = serializers.ChoiceField(choices=Medium.choices, allow_blank=True)
    category = serializers.ChoiceField(choices=Category.choices)
    previous = serializers.ChoiceField(choices=Category.choices, allow_blank=True)
    schools = serializers.IntegerField()
