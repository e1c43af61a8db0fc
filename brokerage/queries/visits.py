"""Visits of advisers: who prepares and reads them, and what was agreed at them.

A draft is for those who may see preparations. The school reads a note once it is sent, and of a visit that is
planned no more than its days of support say."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from brokerage.enums import AgreedState, Permission, VisitNoteState, VisitState
from brokerage.models import Visit, VisitAction, VisitNote
from core import clock
from schools.models import School
from schools.queries.register import school_visible
from schools.queries.support.ties import is_tied, tied_schools

WITH = ("school__scope", "school__authority", "adviser", "entry__budget")


def sees_preparation(user: Any, school: School) -> bool:
    """Whoever works at the school or governs it reads what the school reads, other posts or not."""
    return user.has_perm(Permission.VIEW_VISITS, school) and not is_tied(user, school)


def may_write(user: Any, school: School) -> bool:
    return user.has_perm(Permission.WRITE_VISITS, school) and not is_tied(user, school)


def sent_notes() -> QuerySet[VisitNote]:
    return VisitNote.objects.filter(sent_at__isnull=False)


def found(public_id: UUID) -> Visit | None:
    rows = Visit.objects.filter(public_id=public_id).select_related(*WITH)
    return rows.annotate(has_sent=Exists(sent_notes().filter(visit=OuterRef("pk")))).first()


def visit_prepared(user: Any, public_id: UUID) -> Visit | None:
    """For those who prepare it, or see the preparation."""
    visit = found(public_id)
    return visit if visit and sees_preparation(user, visit.school) else None


def visit_readable(user: Any, public_id: UUID) -> Visit | None:
    """For everybody who may read at least its note, once that is sent."""
    visit = found(public_id)
    if visit is None or sees_preparation(user, visit.school):
        return visit
    reads = visit.has_sent and user.has_perm(Permission.READ_VISITS, visit.school)  # type: ignore[attr-defined]  # annotated
    return visit if reads else None


def notes_of(visit: Visit, *, drafts: bool) -> list[VisitNote]:
    """The newest last; each with its actions and the needs that it names."""
    rows = VisitNote.objects.filter(visit=visit)
    if not drafts:
        rows = rows.filter(sent_at__isnull=False)
    return list(rows.select_related("changed_by", "sent_by", "answered_by").order_by("number"))


def draft_of(visit: Visit) -> VisitNote | None:
    return VisitNote.objects.filter(visit=visit, state=VisitNoteState.DRAFT).first()


def visits_of(school: School, user: Any) -> QuerySet[Visit]:
    """The newest first. A school's own people: the planned ones too (their days say so), without a link."""
    rows = Visit.objects.filter(school=school).exclude(state=VisitState.CANCELLED)
    if not sees_preparation(user, school) and not user.has_perm(Permission.ANSWER_VISITS, school):
        rows = rows.filter(state=VisitState.NOTED)
    notes = Prefetch("notes", queryset=sent_notes().order_by("-number"), to_attr="sent")
    return rows.select_related("adviser", "entry").prefetch_related(notes).order_by("-on", "-pk")


def visits_prepared_by(user: Any) -> QuerySet[Visit]:
    """Of every school that the person prepares visits to or leads those who do."""
    rows: QuerySet[Visit] = Visit.objects.visible_to(user)
    return rows.exclude(school__in=tied_schools(user)).select_related("school__authority", "adviser", "entry")


def upcoming(user: Any) -> QuerySet[Visit]:
    rows = visits_prepared_by(user).filter(state=VisitState.PLANNED, on__gte=clock.today())
    return rows.order_by("on", "pk")


def to_write_up(user: Any) -> QuerySet[Visit]:
    rows = visits_prepared_by(user).filter(state=VisitState.PLANNED, on__lt=clock.today())
    return rows.order_by("on", "pk")


def with_the_school(user: Any) -> QuerySet[VisitNote]:
    """Sent notes whose answer is out, or is “not accurate” and has no correction yet."""
    later = VisitNote.objects.filter(visit=OuterRef("visit"), number__gt=OuterRef("number"))
    rows = VisitNote.objects.visible_to(user).filter(
        Q(state=VisitNoteState.SENT) | Q(~Exists(later), state=VisitNoteState.DISPUTED)
    )
    return (
        rows.exclude(visit__school__in=tied_schools(user))
        .select_related("visit__school", "visit__adviser", "answered_by")
        .order_by("sent_at", "pk")
    )


def agreed_actions() -> QuerySet[VisitAction]:
    """Of notes that were sent."""
    rows: QuerySet[VisitAction] = VisitAction.objects.filter(note__sent_at__isnull=False)
    return rows.select_related("note__visit__school__scope", "note__visit__adviser", "over_by")


def open_actions(school: School) -> QuerySet[VisitAction]:
    return (
        agreed_actions()
        .filter(note__visit__school=school, state=AgreedState.OPEN)
        .annotate(agreed_on=F("note__visit__on"))
        .order_by("due_on", "pk")
    )


def action_followed(user: Any, public_id: UUID) -> VisitAction | None:
    """For the adviser's side."""
    action = agreed_actions().filter(public_id=public_id).first()
    return action if action and sees_preparation(user, action.note.visit.school) else None


def action_read(user: Any, public_id: UUID) -> VisitAction | None:
    """For the school's side."""
    action = agreed_actions().filter(public_id=public_id).first()
    reads = action is not None and user.has_perm(Permission.READ_VISITS, action.note.visit.school)
    return action if reads else None


def action_prepared(user: Any, public_id: UUID) -> VisitAction | None:
    rows = VisitAction.objects.filter(public_id=public_id).select_related("note__visit__school__scope")
    action = rows.first()
    return action if action and sees_preparation(user, action.note.visit.school) else None


def school_with_visits(user: Any, number: str) -> School | None:
    """For those who may read notes of the school's visits at all."""
    school = school_visible(user, number)
    reads = school is not None and user.has_perm(Permission.READ_VISITS, school)
    return school if reads else None


def school_to_visit(user: Any, number: str) -> School | None:
    school = school_visible(user, number)
    return school if school and sees_preparation(user, school) else None
