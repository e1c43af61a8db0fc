"""Two or three schools are asked whether they want to work together."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from core import clock
from core.models import User
from schools.enums import ShareLevel
from schools.models import School
from schools.queries.days import this_year
from schools.queries.shares import is_at_least, shares_with
from schools.queries.strengths import strong_and_weak
from sigs.enums import PairAnswer
from sigs.matching.pairs import Side, fitting
from sigs.models import Group, Pairing, PairingLink, PairingSide
from sigs.queries.heads import heads_of
from sigs.queries.pairs import key_of
from sigs.services.pairings.refusals import AskedAlready, NotComplementary, SharesTooLittle
from sigs.services.pairings.telling import tell_heads
from sigs.services.sharing import keep_member
from sigs.services.still import refuse_still


@transaction.atomic
def ask_pairing(
    *, group: Group, schools: Sequence[School], message: str, language: str, own: Sequence[School], by: User
) -> Pairing:
    """`own` are the schools that the asker answers for: theirs is a yes. Refused: a group that is paused or
    closed, a school that has left (NotAMember), that does not share its profile (SharesTooLittle), schools
    that do not fit (NotComplementary), and those that were asked this year (AskedAlready)."""
    refuse_still(group)
    for school in schools:
        keep_member(group, school)
    shares = shares_with(group.scope_id)
    if not all(
        school.pk in shares and is_at_least(shares[school.pk].level, ShareLevel.PROFILE) for school in schools
    ):
        raise SharesTooLittle
    known = strong_and_weak([school.pk for school in schools])
    helps = fitting([Side(pk, frozenset(strong), frozenset(weak)) for pk, (strong, weak) in known.items()])
    if not helps:
        raise NotComplementary
    now = clock.now()
    try:
        with transaction.atomic():
            pairing = Pairing.objects.create(
                group=group,
                year=this_year(),
                key=key_of(schools),
                message=message,
                language=language if message else "",
                asked_at=now,
                asked_by=by,
            )
    except IntegrityError as error:
        raise AskedAlready from error
    for school in schools:
        said = {"answer": PairAnswer.YES, "answered_at": now, "answered_by": by} if school in own else {}
        PairingSide.objects.create(pairing=pairing, school=school, **said)
    for link in helps:
        PairingLink.objects.create(
            pairing=pairing, giver_id=link.giver, receiver_id=link.receiver, area_id=link.area
        )
    others = [school for school in schools if school not in own]
    tell_heads(pairing, heads_of([school.pk for school in others]), "sigs/pair_asked", by)
    return pairing
