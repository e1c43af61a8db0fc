"""Schools that nobody chases today, and the people whom that spares."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core import clock
from core.authorise import active_assignments
from core.models import User
from schools.enums import Role
from schools.models import Pause, School

# Whoever works at a school or governs it. Its adviser goes on being reminded of other schools.
AT_A_SCHOOL = [Role.HEADTEACHER, Role.TEACHER, Role.GOVERNOR]


def pauses_now() -> QuerySet[Pause]:
    today = clock.today()
    rows: QuerySet[Pause] = Pause.objects.filter(
        lifted_at__isnull=True, begins_on__lte=today, ends_on__gte=today
    )
    return rows


def paused_schools() -> set[int]:
    """The ids of the schools that nobody chases today."""
    return set(pauses_now().order_by().values_list("school_id", flat=True))


def paused_people() -> set[int]:
    """Those with a post at such a school and at no other."""
    paused = paused_schools()
    if not paused:
        return set()
    posts = active_assignments().filter(role__in=AT_A_SCHOOL, scope__school__isnull=False)
    spared: set[int] = set()
    busy: set[int] = set()
    for person, school in posts.values_list("user_id", "scope__school"):
        (spared if school in paused else busy).add(person)
    return spared - busy


def not_paused(people: Iterable[User]) -> list[User]:
    spared = paused_people()
    return [person for person in people if person.pk not in spared]


def pause_of(school: School) -> Pause | None:
    """The one that counts today."""
    return pauses_now().filter(school=school).select_related("school", "begun_by").first()


def pauses_of(school: School) -> QuerySet[Pause]:
    return Pause.objects.filter(school=school).select_related("begun_by", "lifted_by")


def pause_seen(user: Any, school: School) -> Pause | None:
    """The school's pause for somebody who may see how the school stands; nobody else learns of it."""
    if not user.has_perm(Pause.view_permission, school):
        return None
    return read_with(school) if hasattr(school, "pause_said") else pause_of(school)


def said_of_pause() -> Subquery:
    """For a query of schools, as `pause_said`: what their pages say of the pause."""
    said = JSONObject(reason="reason", words="words", language="language", ends_on="ends_on")
    return Subquery(pauses_now().filter(school=OuterRef("pk")).order_by().values(said=said)[:1])


def read_with(school: Any) -> Pause | None:
    said = school.pause_said
    if said is None:
        return None
    return Pause(**{**said, "school": school, "ends_on": dt.date.fromisoformat(said["ends_on"])})
