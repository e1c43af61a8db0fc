"""Visits of the demonstration's adviser over a year: noted, disputed and corrected, late, to come; a school
that is left in peace; and what stands still today."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from brokerage.demonstration.past import days_ago
from brokerage.enums import WhoActs
from brokerage.models import Visit
from brokerage.services.moving import find_stalled
from brokerage.services.visits import (
    Preparation,
    Written,
    agree_action,
    answer_note,
    cancel_visit,
    correct_note,
    end_action,
    plan_visit,
    send_note,
    write_note,
)
from brokerage.services.workload import set_first_visit
from core import clock
from core.models import User
from schools.enums import Medium, PauseReason, Role, VisitKind
from schools.models import Need, Region, School
from schools.queries.days import ledger, this_year
from schools.queries.pauses import pause_of
from schools.queries.support.levels import live_levels
from schools.services.pauses import pause_school

TEXTS: dict[str, Any] = json.loads(Path(__file__).with_name("visits.json").read_text(encoding="utf-8"))
HALF = Decimal("0.5")
# Month and day, for the level with the most support first.
FIRST_VISITS = ((10, 15), (11, 15), (12, 15), (2, 28))
# A school of the story has room for its visits below the ceiling of its level.
ROOM = Decimal("1.5")
IN_PEACE_FOR = dt.timedelta(days=16)


@transaction.atomic
def add_visits(*, region: Region, people: dict[str, User]) -> bool:
    adviser, head = people["adviser"], people["head"]
    schools = schools_of(adviser, head)
    if Visit.objects.exists() or len(schools) < 6:
        return False
    own, second, third, fourth, fifth, sixth, *others = schools
    set_first_visits(region, people["consortium"])
    with days_ago(150):
        visit = noted(own, adviser, VisitKind.SUMMER, story=0)
        done = visit.notes.get().actions.order_by("pk")[0]
        if own.scope_id in posts_of(head):
            answer_note(visit=visit, accurate=True, language="en", by=head)
    with days_ago(100):
        end_action(action=done, done=True, outcome=text("outcome", own), by=adviser)
    with days_ago(45):
        visit = noted(own, adviser, VisitKind.AUTUMN, story=0)
    if own.scope_id in posts_of(head):
        dispute_and_correct(visit, adviser, head)
    with days_ago(6):
        # Its note waits for the head's answer.
        noted(own, adviser, VisitKind.MONITORING, story=1)
    to_come(own, adviser, VisitKind.SPRING, days=5, prepared=True)
    with days_ago(38):
        noted(second, adviser, VisitKind.AUTUMN, story=1)
    to_come(second, adviser, VisitKind.MONITORING, days=12)
    with days_ago(9):
        planned(third, adviser, VisitKind.AUTUMN)
    with days_ago(24):
        noted(fourth, adviser, VisitKind.MONITORING, story=0)
    to_come(fifth, adviser, VisitKind.SPRING, days=19)
    cancelled = to_come(sixth, adviser, VisitKind.AUTUMN, days=2)
    cancel_visit(visit=cancelled, because=text("cancelled", sixth), by=adviser)
    # The head has called: nobody reminds the school of anything.
    for school in others[:1]:
        if pause_of(school) is None:
            pause_school(
                school=school,
                reason=PauseReason.INSPECTION,
                ends_on=clock.today() + IN_PEACE_FOR,
                language=language_of(school),
                by=adviser,
            )
    return True


def add_stalls(*, region: Region, people: dict[str, User]) -> bool:
    """After all that the other steps add. Nobody is written to: the clock does that in its turn."""
    return find_stalled() > 0


def set_first_visits(region: Region, by: User) -> None:
    """The more support, the sooner."""
    levels = list(live_levels(region))
    for level, (month, day) in zip(reversed(levels), FIRST_VISITS, strict=False):
        set_first_visit(level=level, month=month, day=day, version=0, by=by)


def posts_of(person: User) -> set[int]:
    posts = person.assignments.filter(role=Role.HEADTEACHER)
    return set(posts.values_list("scope_id", flat=True))


def schools_of(adviser: User, head: User) -> list[School]:
    """The head's first, then others of the caseload that have room."""
    scopes = adviser.assignments.filter(role=Role.ADVISER).values("scope")
    rows = School.objects.open().filter(scope__in=scopes).select_related("scope").order_by("number")
    own = posts_of(head)
    listed = sorted(rows, key=lambda school: (school.scope_id not in own, school.number))
    lefts = {school.pk: ledger(school, this_year()).left for school in listed}
    return [school for school in listed if (left := lefts[school.pk]) is None or left >= ROOM]


def language_of(school: School) -> str:
    return "cy" if school.medium == Medium.WELSH else "en"


def text(name: str, school: School) -> str:
    return str(TEXTS[name][language_of(school)])


def planned(
    school: School, adviser: User, kind: VisitKind, *, days: int = 0, prepared: bool = False
) -> Visit:
    language = language_of(school)
    asked = TEXTS["questions"][language] if prepared else ["", "", ""]
    purpose = TEXTS["purposes"].get(kind.value, TEXTS["purposes"]["autumn"])[language]
    return plan_visit(
        school=school,
        kind=kind,
        on=working_day(clock.today() + dt.timedelta(days=days)),
        days=HALF,
        purpose=purpose,
        language=language,
        preparation=Preparation(text("focus", school) if prepared else "", *asked),
        adviser=adviser,
        by=adviser,
    )


def working_day(day: dt.date) -> dt.date:
    """A visit to come is put off over a weekend; one that is over was before it."""
    beyond = day.weekday() - 4
    if beyond <= 0:
        return day
    return day + dt.timedelta(days=3 - beyond) if day > clock.today() else day - dt.timedelta(days=beyond)


def to_come(school: School, adviser: User, kind: VisitKind, *, days: int, prepared: bool = False) -> Visit:
    return planned(school, adviser, kind, days=days, prepared=prepared)


def noted(school: School, adviser: User, kind: VisitKind, *, story: int) -> Visit:
    """Visited today, and its note sent."""
    language = language_of(school)
    visit = planned(school, adviser, kind)
    words = Written(**TEXTS["notes"][story][language], support_percent=65 - 25 * story, days=HALF)
    needs = list(Need.objects.filter(school=school, state="open").order_by("pk")[:1])
    write_note(visit=visit, version=0, words=words, needs=needs, language=language, by=adviser)
    for place, action in enumerate(TEXTS["actions"][story : story + 2]):
        agree_action(
            visit=visit,
            text=action[language],
            who=WhoActs(action["who"]),
            due_on=clock.today() + dt.timedelta(days=21 + 28 * place),
            language=language,
            by=adviser,
        )
    send_note(visit=visit, by=adviser)
    visit.refresh_from_db()
    return visit


def dispute_and_correct(visit: Visit, adviser: User, head: User) -> None:
    school = visit.school
    language = language_of(school)
    with days_ago(42):
        answer_note(visit=visit, accurate=False, words=text("dispute", school), language=language, by=head)
    with days_ago(39):
        correct(visit, adviser)
    with days_ago(37):
        answer_note(visit=visit, accurate=True, language=language, by=head)


def correct(visit: Visit, adviser: User) -> None:
    school = visit.school
    draft = correct_note(visit=visit, by=adviser)
    words = Written(
        evidence=draft.evidence,
        strengths=draft.strengths,
        concerns=text("corrected", school),
        support_percent=draft.support_percent,
        days=draft.days,
    )
    write_note(
        visit=visit,
        version=draft.version,
        words=words,
        needs=[row.need for row in draft.raised.select_related("need")],
        language=language_of(school),
        by=adviser,
    )
    send_note(visit=visit, by=adviser)
