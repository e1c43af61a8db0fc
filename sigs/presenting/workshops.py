"""A workshop as its pages and its calendar file show it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from icalendar import Calendar, Event

from core import clock
from sigs.enums import WorkshopPlaceState, WorkshopState
from sigs.models import Workshop, WorkshopPlace
from sigs.queries.workshops import is_meant, own_place, turn_in_list

WORKSHOP_TAGS = {
    WorkshopState.PLANNED: "quiet",
    WorkshopState.OPEN: "acting",
    WorkshopState.HELD: "",
    WorkshopState.CANCELLED: "warning",
}
PLACE_TAGS = {
    WorkshopPlaceState.BOOKED: "good",
    WorkshopPlaceState.WAITING: "waiting",
    WorkshopPlaceState.OFFERED: "waiting",
    WorkshopPlaceState.ATTENDED: "good",
    WorkshopPlaceState.ABSENT: "quiet",
    WorkshopPlaceState.WITHDRAWN: "quiet",
    WorkshopPlaceState.LAPSED: "quiet",
}
# From when on the address to join at is shown.
LINK_FROM = dt.timedelta(days=1)


@dataclass(frozen=True)
class OwnPlace:
    """What the person who looks has, and can do."""

    place: WorkshopPlace | None
    tag: str
    turn: int
    may_sign_up: bool
    may_withdraw: bool
    may_accept: bool
    link: str


def own_place_shown(user: Any, workshop: Workshop) -> OwnPlace:
    place = own_place(user, workshop)
    ahead = workshop.state == WorkshopState.OPEN and workshop.starts_at > clock.now()
    state = place.state if place else ""
    has_place = state in {WorkshopPlaceState.BOOKED, WorkshopPlaceState.ATTENDED}
    soon = clock.now() >= workshop.starts_at - LINK_FROM
    return OwnPlace(
        place=place,
        tag=PLACE_TAGS[WorkshopPlaceState(state)] if state else "",
        turn=turn_in_list(place) if place and state == WorkshopPlaceState.WAITING else 0,
        may_sign_up=ahead and place is None and is_meant(user, workshop),
        may_withdraw=ahead and place is not None,
        may_accept=ahead and state == WorkshopPlaceState.OFFERED,
        link=workshop.joining_link if has_place and soon and ahead else "",
    )


def calendar_file(workshop: Workshop, address: str) -> bytes:
    """RFC 5545, times in UTC; the identity stays the same, so that a changed file moves the entry."""
    event = Event()
    event.add("uid", f"{workshop.public_id}@csc-portal")
    event.add("sequence", workshop.version)
    event.add("dtstamp", clock.now().astimezone(dt.UTC))
    event.add("dtstart", workshop.starts_at.astimezone(dt.UTC))
    event.add("dtend", workshop.ends_at.astimezone(dt.UTC))
    event.add("summary", str(workshop.title))
    event.add("description", "\n\n".join(filter(None, [str(workshop.about), address])))
    event.add("url", address)
    if workshop.place:
        event.add("location", workshop.place)
    event.add("status", "CANCELLED" if workshop.state == WorkshopState.CANCELLED else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//CSC Portal//Workshops//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
