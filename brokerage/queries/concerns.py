"""Concerns for those who may know of them. Nothing else in the portal reads these tables: no count, list,
file or timeline of a school holds a trace of them."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from brokerage.enums import (
    ConcernMeetingState,
    ConcernState,
    JointVisitState,
    Permission,
    WarningState,
)
from brokerage.models import Concern, ConcernMeeting, ConcernReview, JointVisit, WarningNotice
from core import authorise
from core.models import Scope, User
from schools.models import Authority, School
from schools.queries.register import by_name
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied, tied_schools


def concerns_for(user: Any) -> QuerySet[Concern]:
    """Without the schools where the person works or governs."""
    rows: QuerySet[Concern] = Concern.objects.visible_to(user)
    return rows.exclude(school__in=tied_schools(user)).select_related(
        "school__authority", "school__scope", "opened_by", "state_by", "told_by"
    )


def open_concerns(user: Any) -> QuerySet[Concern]:
    """What is due first comes first."""
    rows = concerns_for(user).exclude(state=ConcernState.CLOSED)
    return (
        rows.annotate(
            under_notice=Exists(
                WarningNotice.objects.filter(concern=OuterRef("pk"), state=WarningState.ISSUED)
            )
        )
        .prefetch_related(
            Prefetch(
                "joint_visits",
                JointVisit.objects.filter(state=JointVisitState.PLANNED),
                to_attr="visits_to_come",
            )
        )
        .order_by("next_review_on", "school__sort_en", "pk")
    )


def closed_concerns(user: Any) -> QuerySet[Concern]:
    return concerns_for(user).filter(state=ConcernState.CLOSED).order_by("-state_at", "pk")


def concern_of(school: School, user: Any) -> Concern | None:
    """The open concern about the school, for the brief of a visit; None for whoever may not know."""
    return concerns_for(user).filter(school=school).exclude(state=ConcernState.CLOSED).first()


def concern_found(user: Any, concern: Any) -> Concern | None:
    return concerns_for(user).filter(public_id=concern).first()


def warning_found(user: Any, warning: Any) -> WarningNotice | None:
    rows: QuerySet[WarningNotice] = WarningNotice.objects.visible_to(user)
    rows = rows.exclude(concern__school__in=tied_schools(user))
    return (
        rows.select_related("concern__school__authority", "concern__school__scope", "issued_by", "over_by")
        .filter(public_id=warning)
        .first()
    )


def joint_visit_found(user: Any, visit: Any) -> JointVisit | None:
    rows: QuerySet[JointVisit] = JointVisit.objects.visible_to(user)
    rows = rows.exclude(concern__school__in=tied_schools(user))
    return (
        rows.select_related("concern__school__authority", "concern__school__scope", "first", "second")
        .filter(public_id=visit)
        .first()
    )


def meetings_for(user: Any) -> QuerySet[ConcernMeeting]:
    """Of the authorities whose officers the person is one of, or the whole region's."""
    rows: QuerySet[ConcernMeeting] = ConcernMeeting.objects.visible_to(user)
    return rows.select_related("authority__scope", "called_by", "over_by")


def meeting_found(user: Any, meeting: Any) -> ConcernMeeting | None:
    return meetings_for(user).filter(public_id=meeting).first()


def agenda_of(meeting: ConcernMeeting, user: Any) -> list[Concern]:
    """While it is called: every open concern of the authority, and what was said of it. Afterwards: those of
    which something was said. The gravest first: only officers see it."""
    said = ConcernReview.objects.filter(meeting=meeting).select_related("by")
    rows: QuerySet[Concern] = concerns_for(user).filter(school__authority=meeting.authority_id)
    if meeting.state == ConcernMeetingState.CALLED:
        rows = rows.filter(~Q(state=ConcernState.CLOSED) | Q(reviews__meeting=meeting)).distinct()
    else:
        rows = rows.filter(reviews__meeting=meeting)
    visits = JointVisit.objects.filter(state=JointVisitState.PLANNED)
    found = rows.prefetch_related(Prefetch("reviews", said, to_attr="said_here")).prefetch_related(
        Prefetch("joint_visits", visits, to_attr="visits_to_come")
    )
    grave = [ConcernState.SERIOUS, ConcernState.CONCERN, ConcernState.WATCH, ConcernState.CLOSED]
    return sorted(found, key=lambda one: (grave.index(ConcernState(one.state)), one.school.sort_en))


class Register:
    """The register as far as somebody may see it: the schools, authorities or region of their posts."""

    scope_path = "scope"

    def __init__(self, scope: Scope) -> None:
        self.scope = scope


def register_of(user: Any) -> Register | None:
    """None for everybody who holds no post that sees concerns: not even the page is there for them."""
    held = authorise.held(user, Permission.VIEW_CONCERNS)
    return Register(Scope.objects.get(pk=held[0])) if held else None


def caller_of(user: Any) -> Register | None:
    """For whoever may call the officers of an authority together."""
    return register_of(user) if authorities_with_meetings(user).exists() else None


def schools_to_enter(user: Any) -> QuerySet[School]:
    """Open schools without an open concern, where the person works on concerns."""
    rows: QuerySet[School] = School.objects.open().of_region().held_by(user, Permission.WORK_CONCERNS)
    known = Concern.objects.filter(school=OuterRef("pk")).exclude(state=ConcernState.CLOSED)
    return by_name(rows.filter(~Exists(known)).exclude(pk__in=tied_schools(user).values("pk")))


def authorities_with_meetings(user: Any) -> QuerySet[Authority]:
    """Where the person may call the officers together."""
    rows: QuerySet[Authority] = Authority.objects.held_by(user, Permission.WORK_CONCERNS)
    return rows.order_by("name_en")


def visitors_for(concern: Concern) -> list[User]:
    """Who may make a joint visit to the school."""
    people = holders(Permission.WORK_CONCERNS, concern.school)
    return [person for person in people if not is_tied(person, concern.school)]
