"""What the asked school says, and what follows from it."""

from django.db import transaction

from brokerage.enums import HelpKind, InvitationState, PartnershipKind, Refusal, Side
from brokerage.models import Invitation, Partnership
from brokerage.services.asking import mark_matched, reopen
from brokerage.services.inviting.refusals import (
    AnsweredTooLate,
    AskingSchoolClosed,
    NoCode,
    NotWaiting,
    NoWords,
    SupplierClosed,
)
from brokerage.services.inviting.telling import tell_asking_school, tell_brokers
from brokerage.services.partnerships import open_partnership
from brokerage.services.promising import book, release
from core import clock
from core.enums import Language
from core.models import User
from core.transitions import Transition, advance

ACCEPT = Transition("accept", sources=[InvitationState.SENT], target=InvitationState.ACCEPTED)
REFUSE = Transition("refuse", sources=[InvitationState.SENT], target=InvitationState.REFUSED)

KINDS = {
    HelpKind.LIGHT_LINK: PartnershipKind.LIGHT_LINK,
    HelpKind.PATHFINDER: PartnershipKind.PAIR,
    HelpKind.FORMAL: PartnershipKind.FORMAL,
}


@transaction.atomic
def answer_invitation(
    *,
    invitation: Invitation,
    accept: bool,
    refusal: str = "",
    words: str = "",
    language: str = Language.ENGLISH,
    by: User,
) -> Partnership | None:
    """Yes books the days and opens the partnership. No, with its code, frees them, and the ask goes back to
    the broker. Refused: an answer after the last day, or to what no longer waits."""
    refuse_late(invitation)
    facts = {
        "answered_at": clock.now(),
        "answered_by": by,
        "answer_words": words,
        "answer_language": language,
    }
    if accept:
        return say_yes(invitation, facts, by)
    if refusal not in Refusal.values or (refusal == Refusal.OTHER and not words.strip()):
        raise NoCode
    advance(invitation, REFUSE, refusal=refusal, **facts)
    if invitation.promise:
        release(promise=invitation.promise, because="The school said no.", by=by)
    reopen(ask=invitation.ask)
    tell_brokers(invitation, "invitation_refused", by=by, words=words)
    tell_asking_school(invitation, "school_not_found", by=by)
    return None


def say_yes(invitation: Invitation, facts: dict[str, object], by: User) -> Partnership:
    ask, supplier = invitation.ask, invitation.offer.school
    if not supplier.is_open:
        raise SupplierClosed
    if not ask.school.is_open:
        raise AskingSchoolClosed
    advance(invitation, ACCEPT, **facts)
    begins = max(ask.starts_on, clock.today())
    partnership = open_partnership(
        kind=KINDS[HelpKind(ask.kind)],
        schools=[(ask.school, Side.RECEIVES), (supplier, Side.PROVIDES)],
        topic=ask.topic,
        title=title_of(ask.text),
        language=ask.language,
        reason=invitation.reason,
        days=invitation.days,
        starts_on=begins,
        ends_on=max(ask.ends_on, begins),
        ask=ask,
        invitation=invitation,
        by=by,
    )
    if invitation.promise:
        book(promise=invitation.promise, on=begins, partnership=partnership, by=by)
    mark_matched(ask=ask)
    tell_brokers(invitation, "invitation_accepted", by=by)
    tell_asking_school(invitation, "school_found", by=by)
    return partnership


def title_of(text: str) -> str:
    """The first line of what was asked, as far as a title holds it."""
    line = text.strip().splitlines()[0]
    return line if len(line) <= 150 else f"{line[:149].rstrip()}…"


@transaction.atomic
def say_maybe(*, invitation: Invitation, words: str, language: str, by: User) -> None:
    """The school has to find something out first. It still answers by the same day, unless the broker gives
    it longer."""
    refuse_late(invitation)
    if not words.strip():
        raise NoWords
    said = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.SENT).update(
        maybe_at=clock.now(), maybe_by=by, maybe_words=words, maybe_language=language
    )
    if not said:
        raise NotWaiting
    invitation.refresh_from_db()
    tell_brokers(invitation, "invitation_maybe", by=by, words=words)


def refuse_late(invitation: Invitation) -> None:
    """Whether the clock has gone round to it already or not."""
    standing = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if standing.state == InvitationState.EXPIRED or is_over(standing):
        raise AnsweredTooLate(standing.answer_by or clock.today())
    if standing.state != InvitationState.SENT:
        raise NotWaiting


def is_over(invitation: Invitation) -> bool:
    """Its last day is past. A school that is left in peace is not reminded of it, but no last day moves."""
    return (
        invitation.state == InvitationState.SENT
        and invitation.answer_by is not None
        and invitation.answer_by < clock.today()
    )
