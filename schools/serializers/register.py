from typing import Any

from rest_framework import serializers

from schools.enums import Category, Medium, Phase
from schools.serializers.figures import FigureOfYearSerializer, SchoolNameSerializer


class AuthoritySerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    code = serializers.CharField()
    name = serializers.CharField()


class SchoolSerializer(serializers.Serializer[Any]):
    """A school of the register with its newest figures."""

    number = serializers.CharField(source="school.number")
    name = serializers.CharField(source="school.name")
    name_en = serializers.CharField(source="school.name_en")
    name_cy = serializers.CharField(source="school.name_cy")
    authority = AuthoritySerializer(source="school.authority")
    phase = serializers.ChoiceField(choices=Phase.choices, source="school.phase")
    medium = serializers.ChoiceField(choices=Medium.choices, source="school.medium")
    town = serializers.CharField(source="school.town")
    postcode = serializers.CharField(source="school.postcode")
    latitude = serializers.FloatField(source="school.latitude", allow_null=True)
    longitude = serializers.FloatField(source="school.longitude", allow_null=True)
    opened_on = serializers.DateField(source="school.opened_on", allow_null=True)
    closed_on = serializers.DateField(source="school.closed_on", allow_null=True)
    figures = FigureOfYearSerializer(many=True)


class CategoryOfYearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    category = serializers.ChoiceField(choices=Category.choices)
    school = serializers.CharField(source="school.number")


class SchoolInFullSerializer(SchoolSerializer):
    """With the national support categories (history, never current) and the schools before and after it."""

    age_range = serializers.CharField(source="school.age_range_shown")
    governance = serializers.CharField(source="school.governance")
    religious_character = serializers.CharField(source="school.religious_character")
    address = serializers.CharField(source="school.address")
    phone = serializers.CharField(source="school.phone")
    categories = CategoryOfYearSerializer(many=True)
    predecessors = SchoolNameSerializer(many=True)
    successors = SchoolNameSerializer(many=True)
