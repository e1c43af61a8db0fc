"""Invitations: who may see one, from which side, and which wait for whom. What was chosen and not sent is for
those alone who broker for the school that asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from brokerage.enums import AskState, InvitationState, Permission
from brokerage.models import CheckedIndependence, Invitation
from core import authorise
from core.authorise import allows
from schools.models import School
from schools.queries.names import shown_name
from schools.queries.pauses import pauses_now
from schools.queries.support.ties import is_tied

Rows = QuerySet[Any, tuple[Any, ...]]
WITH = (
    "ask__school__scope",
    "ask__school__authority",
    "ask__topic",
    "offer__school__scope",
    "offer__school__authority",
    "promise",
    "chosen_by",
    "answered_by",
    "maybe_by",
    "ended_by",
    "partnership",
)


@dataclass(frozen=True)
class InvitationSeen:
    """An invitation from one side: `school` is the one whose people look at it."""

    scope_path = "school__scope"

    invitation: Invitation
    school: School


def invitations_visible(user: Any) -> QuerySet[Invitation]:
    seen, brokered = authorise.held(user, Permission.VIEW_HELP), authorise.held(user, Permission.BROKER)
    of_either = Q(ask__school__scope__lineage__overlap=seen or [0]) | Q(
        offer__school__scope__lineage__overlap=seen or [0]
    )
    own_drafts = Q(sent_at__isnull=True, ask__school__scope__lineage__overlap=brokered or [0])
    return Invitation.objects.filter(own_drafts | Q(of_either, sent_at__isnull=False)).select_related(*WITH)


def found(user: Any, public_id: UUID) -> Invitation | None:
    return invitations_visible(user).filter(public_id=public_id).first()


def invitation_visible(user: Any, public_id: UUID) -> InvitationSeen | None:
    """From the side of the school that is asked, where the person sees both."""
    row = found(user, public_id)
    if row is None:
        return None
    is_asked = row.sent_at is not None and allows(user, Permission.VIEW_HELP, row.offer.school)
    return InvitationSeen(row, row.offer.school if is_asked else row.ask.school)


def invitation_asked(user: Any, public_id: UUID) -> InvitationSeen | None:
    """From the side of the school that answers."""
    row = found(user, public_id)
    return InvitationSeen(row, row.offer.school) if row else None


def invitation_brokered(user: Any, public_id: UUID) -> InvitationSeen | None:
    """From the side of the school for which help is sought."""
    row = found(user, public_id)
    return InvitationSeen(row, row.ask.school) if row else None


def may_broker(user: Any, invitation: Invitation) -> bool:
    ask, supplier = invitation.ask, invitation.offer.school
    return allows(user, Permission.BROKER, ask.school) and not (
        is_tied(user, ask.school) or is_tied(user, supplier)
    )


def checks_of(invitation: Invitation) -> list[CheckedIndependence]:
    return list(CheckedIndependence.objects.filter(invitation=invitation).order_by("pk"))


def earlier_of(invitation: Invitation) -> Sequence[Invitation]:
    """What became of the schools that were asked before for the same need."""
    rows = Invitation.objects.filter(ask=invitation.ask, sent_at__isnull=False).exclude(pk=invitation.pk)
    return list(rows.select_related("offer__school").order_by("sent_at", "pk"))


# --- home page ----------------------------------------------------------------------------------


def invitation_rows(user: Any) -> list[Rows]:
    """What waits for the person: to answer, to look for another school, to send, to answer a "maybe"."""
    rows: list[Rows] = []
    if authorise.held(user, Permission.SPEAK_FOR_HELP):
        rows.append(to_answer(user))
    if authorise.held(user, Permission.BROKER):
        rows.append(of_broker(user, "help-maybe", F("maybe_at"), Q(state="sent", maybe_at__isnull=False)))
        rows.append(of_broker(user, "help-unsent", F("chosen_at"), Q(state="draft")))
        rows.append(of_broker(user, "help-came-back", Coalesce("answered_at", "ended_at"), came_back()))
    return rows


def to_answer(user: Any) -> Rows:
    speaks = authorise.held(user, Permission.SPEAK_FOR_HELP)
    rows: Rows = (
        Invitation.objects.filter(state=InvitationState.SENT, offer__school__scope__in=speaks)
        .exclude(offer__school__in=pauses_now().order_by().values("school"))
        .order_by()
        .values_list(
            Value("help-invitation", CharField()),
            shown_name("ask__school__"),
            Cast("public_id", CharField()),
            Cast("answer_by", DateTimeField()),
        )
    )
    return rows


def came_back() -> Q:
    """Refused or not answered, and no other school was chosen since."""
    newer = Invitation.objects.filter(ask=OuterRef("ask"), chosen_at__gt=OuterRef("chosen_at"))
    return Q(~Exists(newer), state__in=["refused", "expired"], ask__state="open")


def of_broker(user: Any, kind: str, since: Any, which: Q) -> Rows:
    """Of the invitations that the person has chosen, where they still find help and the ask is not over."""
    brokered = authorise.held(user, Permission.BROKER)
    rows: Rows = (
        Invitation.objects.filter(which, chosen_by=user, ask__school__scope__lineage__overlap=brokered or [0])
        .exclude(ask__state__in=[AskState.WITHDRAWN, AskState.CLOSED])
        .order_by()
        .values_list(
            Value(kind, CharField()), shown_name("ask__school__"), Cast("public_id", CharField()), since
        )
    )
    return rows
