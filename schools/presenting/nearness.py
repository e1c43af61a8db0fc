"""How far one school lies from another."""

from math import cos, hypot, radians

from django.utils.formats import number_format

from schools.models import School
from schools.queries.register import KM_PER_DEGREE


def kilometres(one: School, other: School) -> str | None:
    """As the crow flies, to one decimal; None where one of the two has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = (other.latitude - one.latitude) * KM_PER_DEGREE
    east = (other.longitude - one.longitude) * KM_PER_DEGREE * cos(radians(one.latitude))
    return number_format(round(hypot(north, east), 1), 1)
