"""Whom schools can be reached by."""

from collections.abc import Iterable

from schools.enums import ContactRole
from schools.models import School


def open_to_contact(ids: Iterable[int]) -> dict[int, School]:
    """Of these schools of the region, those that are open and name a head. Offers are not kept yet."""
    rows = (
        School.objects.open()
        .of_region()
        .filter(pk__in=list(ids), contacts__role__in=[ContactRole.HEAD, ContactRole.ACTING_HEAD])
        .select_related("authority")
        .distinct()
    )
    return {school.pk: school for school in rows}
