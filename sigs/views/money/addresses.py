from django.urls import reverse

from sigs.models import Group


def money_of(group: Group, year: int | None = None) -> str:
    address = reverse("group_money", args=[group.slug])
    return f"{address}?year={year}" if year else address
