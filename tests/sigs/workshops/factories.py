"""Workshops for tests."""

import datetime as dt
from typing import Any

from core import clock
from core.models import User
from schools.models import Region
from sigs.enums import WorkshopFor
from sigs.models import Workshop
from sigs.services.workshops.events import invite, plan_workshop


def facts(**changed: Any) -> dict[str, Any]:
    start = clock.now() + dt.timedelta(days=20)
    return {
        "title_en": "Leading without a badge",
        "title_cy": "Arwain heb fathodyn",
        "about_en": "",
        "about_cy": "",
        "meant_for": WorkshopFor.STAFF,
        "starts_at": start,
        "ends_at": start + dt.timedelta(hours=3),
        "place": "Tŷ Dysgu, Nantgarw",
        "joining_link": "",
        "language": "both",
        "places": 2,
        "days_out": "0.5",
        "materials_link": "",
        **changed,
    }


def make_workshop(by: User, **changed: Any) -> Workshop:
    made = plan_workshop(region=Region.objects.get(), by=by, **facts(**changed))
    made.refresh_from_db()
    return made


def open_workshop(by: User, **changed: Any) -> Workshop:
    made = make_workshop(by, **changed)
    invite(workshop=made, by=by)
    made.refresh_from_db()
    return made


def past(workshop: Workshop) -> None:
    """It began an hour ago."""
    start = clock.now() - dt.timedelta(hours=1)
    Workshop.objects.filter(pk=workshop.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    workshop.refresh_from_db()
