"""Asks: who may see them, which wait for a broker, and what became of them."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Prefetch, Q, QuerySet, Value, When

from brokerage.enums import AskState, InvitationState, Permission
from brokerage.models import Ask, Invitation, KindLeftOut, LinkPlan, Partner
from core import clock
from schools.enums import Urgency
from schools.models import Need, School, Topic
from schools.queries.strengths import need_readable

WITH = (
    "school__authority",
    "school__scope",
    "topic__parent",
    "need",
    "group",
    "asked_by",
    "kind_by",
    "ended_by",
)
WAITING = [AskState.ENTERED, AskState.OPEN, AskState.INVITED, AskState.UNMET]
ENDED = [AskState.ELSEWHERE, AskState.CLOSED, AskState.WITHDRAWN]
# The most urgent first.
URGENCY: Any = Case(
    *(When(urgency=urgency, then=Value(place)) for place, urgency in enumerate(Urgency)),
    output_field=IntegerField(),
)


def asks_visible(user: Any) -> QuerySet[Ask]:
    return Ask.objects.visible_to(user).select_related(*WITH)


def ask_visible(user: Any, public_id: UUID) -> Ask | None:
    return asks_visible(user).filter(public_id=public_id).first()


def asks_waiting(user: Any) -> QuerySet[Ask]:
    """What is open of all that the person sees: the most urgent first, then what has waited longest; what
    stands on the board, where nobody was found, last."""
    on_board = Q(state=AskState.UNMET)
    rows = asks_visible(user).filter(state__in=WAITING).annotate(on_board=on_board)
    return rows.order_by("on_board", URGENCY, "asked_at", "pk")


def asks_ended(user: Any) -> QuerySet[Ask]:
    return asks_visible(user).filter(state__in=[*ENDED, AskState.MATCHED]).order_by("-asked_at", "-pk")


def asks_of(schools: list[School]) -> list[Ask]:
    """Of the own schools, the newest first."""
    rows = Ask.objects.filter(school__in=schools).select_related(*WITH)
    return list(rows.order_by("-asked_at", "-pk"))


def own_schools(user: Any) -> list[School]:
    """Those that the person speaks for in helping others."""
    found = School.objects.held_by(user, Permission.SPEAK_FOR_HELP).open().of_region()
    return list(found.select_related("authority", "scope").order_by("sort_en", "number"))


def school_to_ask_for(user: Any, number: str) -> School | None:
    """Whoever does not see what it asks for is told nothing of the form."""
    found = School.objects.held_by(user, Permission.VIEW_HELP).of_region()
    return found.select_related("authority", "scope").filter(number=number).first()


def need_to_ask_with(user: Any, school: School, public_id: UUID | None) -> Need | None:
    need = need_readable(user, public_id) if public_id else None
    return need if need and need.school_id == school.pk and need.is_live else None


def left_out(ask: Ask) -> dict[str, str]:
    return dict(KindLeftOut.objects.filter(ask=ask).values_list("kind", "because"))


def link_plan(ask: Ask) -> LinkPlan | None:
    return LinkPlan.objects.filter(ask=ask).first()


def invitations_of(ask: Ask, *, drafts: bool) -> list[Invitation]:
    """In order. Drafts are the broker's own."""
    rows = Invitation.objects.filter(ask=ask).select_related("offer__school", "chosen_by", "answered_by")
    if not drafts:
        rows = rows.exclude(state=InvitationState.DRAFT).exclude(sent_at__isnull=True)
    return list(rows.order_by("chosen_at", "pk"))


def invitations_to(schools: list[School]) -> list[Invitation]:
    """What the schools are or were asked to help with; drafts are nobody's business yet."""
    rows = (
        Invitation.objects.filter(offer__school__in=schools, sent_at__isnull=False)
        .select_related("offer__school", "ask__school", "ask__topic")
        .order_by(F("answered_at").asc(nulls_first=True), "-sent_at", "pk")
    )
    return list(rows[:20])


def partners_among(schools: list[School]) -> list[Partner]:
    """The schools' places in partnerships, with everybody else in them."""
    others = Prefetch("partnership__partners", Partner.objects.select_related("school"))
    rows = (
        Partner.objects.filter(school__in=schools)
        .select_related("partnership__topic", "school")
        .prefetch_related(others)
        .order_by("-partnership__begun_at", "pk")
    )
    return list(rows[:20])


def waited(ask: Ask) -> int:
    """Days since it was asked."""
    end: dt.date = (ask.ended_at or clock.now()).date()
    return (end - ask.asked_at.date()).days


def topic_ids_within(topic: Topic) -> set[int]:
    """The topic, its area, and where it is an area all in it: what counts as the same subject."""
    found = {topic.pk, *Topic.objects.filter(parent=topic).values_list("pk", flat=True)}
    return found | ({topic.parent_id} if topic.parent_id else set())
