"""Invitations that are given longer, taken back, reminded of, or not answered in time."""

import datetime as dt

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
from core.models import User
from core.transitions import Transition, advance
from schools.queries.pauses import paused_schools

TAKE_BACK = Transition(
    "take back", sources=[InvitationState.DRAFT, InvitationState.SENT], target=InvitationState.WITHDRAWN
)
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
    was_sent = invitation.sent_at is not None
    advance(invitation, TAKE_BACK, ended_at=clock.now(), ended_by=by, ended_because=because)
    if was_sent:
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
        with transaction.atomic():
            # Somebody may answer, or another worker expire it, at this moment.
            if not still_waits(invitation):
                continue
            advance(invitation, EXPIRE, ended_at=clock.now())
            set_free(invitation, "The invitation was not answered in time.", by=None)
            tell_brokers(invitation, "invitation_expired")
            tell_supplier(invitation, "invitation_lapsed")
            tell_asking_school(invitation, "school_not_found")
            ended += 1
    return ended


def still_waits(invitation: Invitation) -> bool:
    rows = Invitation.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk=invitation.pk, state=InvitationState.SENT).exists()


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
