"""What the asked schools answer, and how a pair ends."""

from django.db import transaction

from core import clock
from core.errors import IllegalTransition
from core.models import User
from core.transitions import Transition, advance
from schools.models import School
from sigs.enums import PairAnswer, PairingState
from sigs.models import Pairing, PairingSide
from sigs.queries.heads import heads_of
from sigs.services.pairings.refusals import NoOutcome, NoReason
from sigs.services.pairings.telling import tell_heads
from sigs.services.still import refuse_still

AGREE = Transition("agree", sources=[PairingState.ASKED], target=PairingState.AGREED)
DECLINE = Transition("decline", sources=[PairingState.ASKED], target=PairingState.DECLINED)
END = Transition("end", sources=[PairingState.AGREED], target=PairingState.ENDED)


@transaction.atomic
def answer_pairing(*, pairing: Pairing, school: School, agree: bool, because: str, by: User) -> None:
    """With the last yes the pair is agreed; one "not now" declines it for all. Refused: no reason (NoReason),
    an answer after another was given (IllegalTransition)."""
    if not agree and not because:
        raise NoReason
    refuse_still(pairing.group)
    # One answer after the other, so that the last one finds the others.
    Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    answered = PairingSide.objects.filter(
        pairing=pairing, school=school, answer=PairAnswer.WAITING, pairing__state=PairingState.ASKED
    ).update(
        answer=PairAnswer.YES if agree else PairAnswer.NO,
        answered_at=clock.now(),
        answered_by=by,
        because="" if agree else because,
    )
    if not answered:
        raise IllegalTransition("answer", pairing)
    sides = PairingSide.objects.filter(pairing=pairing)
    heads = heads_of(sides.values_list("school", flat=True))
    if not agree:
        advance(pairing, DECLINE, closed_at=clock.now(), closed_by=by)
        tell_heads(pairing, heads, "sigs/pair_declined", by)
    elif not sides.exclude(answer=PairAnswer.YES).exists():
        advance(pairing, AGREE, agreed_at=clock.now())
        tell_heads(pairing, heads, "sigs/pair_agreed", by)


@transaction.atomic
def end_pairing(*, pairing: Pairing, outcome: str, language: str, by: User) -> None:
    """The work is over; what came of it stays for the group."""
    if not outcome:
        raise NoOutcome
    advance(pairing, END, ended_at=clock.now(), ended_by=by, outcome=outcome, outcome_language=language)
    schools = PairingSide.objects.filter(pairing=pairing).values_list("school", flat=True)
    tell_heads(pairing, heads_of(schools), "sigs/pair_ended", by)
