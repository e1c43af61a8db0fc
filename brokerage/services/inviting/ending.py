"""Invitations that are given longer, taken back, reminded of, or not answered in time."""

import datetime as dt

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from brokerage.enums import InvitationState
from brokerage.models import Invitation
from brokerage.services.asking import reopen
from brokerage.services.asking.steps import refuse_tied
from brokerage.services.inviting.choosing import refuse_last_day
from brokerage.services.inviting.refusals import NoReasonToTakeBack, NotWaiting
from brokerage.services.inviting.telling import tell_asking_school, tell_brokers, tell_supplier
from brokerage.services.promising import release
from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.queries.pauses import paused_schools

TAKE_BACK = Transition(
    "take back", sources=[InvitationState.DRAFT, InvitationState.SENT], target=InvitationState.WITHDRAWN
)
log = structlog.get_logger(__name__)

EXPIRE = Transition("expire", sources=[InvitationState.SENT], target=InvitationState.EXPIRED)


@transaction.atomic
def give_longer(*, invitation: Invitation, answer_by: dt.date, by: User) -> None:
    refuse_tied(invitation.ask, by)
    refuse_last_day(answer_by)
    moved = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.SENT).update(
        answer_by=answer_by, reminded_at=None
    )
    if not moved:
        raise NotWaiting
    invitation.refresh_from_db()
    tell_supplier(invitation, "invitation_longer", by=by)


@transaction.atomic
def take_back(*, invitation: Invitation, because: str, by: User) -> None:
    """Before it is answered. The days are free again and the ask is open; a draft simply goes."""
    refuse_tied(invitation.ask, by)
    if not because.strip():
        raise NoReasonToTakeBack
    # A colleague may send it at this moment: then there are days to set free.
    standing = Invitation.objects.select_for_update(of=("self",)).select_related("promise__offer")
    invitation = standing.select_related("ask__school__scope", "offer__school__scope").get(pk=invitation.pk)
    advance(invitation, TAKE_BACK, ended_at=clock.now(), ended_by=by, ended_because=because)
    if invitation.sent_at is not None:
        set_free(invitation, "The invitation was taken back.", by=by)
        tell_supplier(invitation, "invitation_taken_back", by=by, words=because)
        tell_asking_school(invitation, "school_not_found", by=by)


def set_free(invitation: Invitation, because: str, *, by: User | None) -> None:
    if invitation.promise:
        release(promise=invitation.promise, because=because, by=by)
    reopen(ask=invitation.ask)


def waiting() -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(state=InvitationState.SENT).select_related(
        "ask__school__scope", "ask__topic", "offer__school__scope", "promise__offer", "chosen_by"
    )
    return rows.order_by("pk")


def expire_due() -> int:
    """What was not answered by its last day: the days are free again, the ask goes back to its broker."""
    ended = 0
    for invitation in waiting().filter(answer_by__lt=clock.today()):
        try:
            ended += expire(invitation)
        except DomainError as refusal:
            # One that cannot be ended keeps none of the others waiting.
            log.error("invitation_not_expired", invitation=str(invitation.public_id), error=str(refusal))
    return ended


@transaction.atomic
def expire(invitation: Invitation) -> bool:
    """Whether it still waited: somebody may answer it, give it longer or expire it at this moment."""
    rows = Invitation.objects.select_for_update(of=("self",), skip_locked=True)
    due = rows.filter(pk=invitation.pk, state=InvitationState.SENT, answer_by__lt=clock.today())
    if not due.exists():
        return False
    advance(invitation, EXPIRE, ended_at=clock.now())
    set_free(invitation, "The invitation was not answered in time.", by=None)
    tell_brokers(invitation, "invitation_expired")
    tell_supplier(invitation, "invitation_lapsed")
    tell_asking_school(invitation, "school_not_found")
    return True


def remind_invited() -> int:
    """Once, a few days before the last; not whoever is left in peace."""
    today = clock.today()
    soon = today + dt.timedelta(days=settings.INVITATION_REMINDED_BEFORE_DAYS)
    due = waiting().filter(answer_by__range=(today, soon), reminded_at__isnull=True)
    reminded = 0
    for invitation in due.exclude(offer__school__in=paused_schools()):
        with transaction.atomic():
            if Invitation.objects.filter(
                pk=invitation.pk, state=InvitationState.SENT, reminded_at__isnull=True
            ).update(reminded_at=clock.now()):
                tell_supplier(invitation, "invitation_reminder")
                reminded += 1
    return reminded
