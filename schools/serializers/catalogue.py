from typing import Any

from rest_framework import serializers

from schools.enums import Direction, IndicatorKind, IndicatorState, Phase, Unit


class SeriesBreakSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    reason = serializers.CharField()


class IndicatorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    short = serializers.CharField()
    reason = serializers.CharField()
    numerator = serializers.CharField()
    denominator = serializers.CharField()
    kind = serializers.ChoiceField(choices=IndicatorKind.choices)
    unit = serializers.ChoiceField(choices=Unit.choices)
    decimals = serializers.IntegerField()
    direction = serializers.ChoiceField(choices=Direction.choices)
    phases = serializers.ListField(child=serializers.ChoiceField(choices=Phase.choices))
    breaks = SeriesBreakSerializer(many=True)
    source = serializers.CharField()  # type: ignore[assignment]  # a column, beside a field's own `source`
    owner = serializers.CharField()
    reviewed_on = serializers.DateField(allow_null=True)
    next_review_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=IndicatorState.choices)
    retired_on = serializers.DateField(allow_null=True)
    retired_because = serializers.CharField()
    replaced_by = serializers.CharField(source="replaced_by.code", default=None, allow_null=True)


class ReleaseSerializer(serializers.Serializer[Any]):
    """`year_known` is false where the publication does not say which year its measures are of."""

    slug = serializers.CharField()
    name = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a column, beside a field's own `source`
    published_on = serializers.DateField()
    year_known = serializers.BooleanField()
