"""More days than the ceiling: asked for with a reason, decided by the senior adviser."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from core import clock, notices
from core.models import User
from core.transitions import Transition, advance
from schools.enums import DayRequestState, Permission
from schools.models import DayBudget, DayRequest, School
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied
from schools.services.days.ceilings import budget_of, check_quarters, warn_if_near
from schools.services.days.refusals import (
    AnswerMissing,
    NoCeiling,
    OwnRequest,
    OwnSchool,
    RequestWaiting,
)

APPROVE = Transition("approve", sources=[DayRequestState.ASKED], target=DayRequestState.APPROVED)
REFUSE = Transition("refuse", sources=[DayRequestState.ASKED], target=DayRequestState.REFUSED)


@transaction.atomic
def ask_for_days(*, school: School, year: int, days: Decimal, reason: str, by: User) -> DayRequest:
    """Ask the senior adviser for so many days on top of the ceiling. One request of a school waits at a
    time."""
    check_quarters(days)
    if is_tied(by, school):
        raise OwnSchool
    budget = budget_of(school, year)
    # Two at once: the second waits here, and then finds the first one's request.
    DayBudget.objects.select_for_update().get(pk=budget.pk)
    if budget.ceiling is None:
        raise NoCeiling
    if DayRequest.objects.filter(budget=budget, state=DayRequestState.ASKED).exists():
        raise RequestWaiting
    asked = DayRequest.objects.create(
        budget=budget, days=days, reason=reason, asked_at=clock.now(), asked_by=by
    )
    for person in holders(Permission.APPROVE_DAYS, school):
        if person != by:
            tell(person, "schools/days_asked", f"/days/requests/{asked.public_id}/", asked)
    return asked


@transaction.atomic
def decide_request(*, request: DayRequest, approve: bool, answer: str, by: User) -> None:
    """Approve the days, which then may be booked, or refuse them with a reason."""
    if by.pk == request.asked_by_id:
        raise OwnRequest
    if is_tied(by, request.budget.school):
        raise OwnSchool
    if not approve and not answer:
        raise AnswerMissing
    advance(
        request,
        APPROVE if approve else REFUSE,
        decided_at=clock.now(),
        decided_by=by,
        answer=answer,
    )
    if approve:
        DayBudget.objects.filter(pk=request.budget_id).update(extra=F("extra") + request.days)
        warn_if_near(request.budget)
    kind = "schools/days_approved" if approve else "schools/days_refused"
    path = f"/schools/{request.budget.school.number}/days/?year={request.budget.year}"
    tell(request.asked_by, kind, path, request)


def tell(person: User, kind: str, path: str, request: DayRequest) -> None:
    school = request.budget.school
    notices.tell(
        person,
        kind,
        path,
        school=school.name_en,
        school_cy=school.name_cy or school.name_en,
        days=float(request.days),
        who=request.asked_by.name,
        reason=request.reason,
        answer=request.answer,
    )
