"""The kind of help, lightest first (B2): before another school is sought, every lighter kind has its reason
why it is not enough."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from brokerage.enums import SUPPLIED, HelpKind
from brokerage.models import Ask, KindLeftOut, LinkPlan
from brokerage.services.asking.refusals import (
    AskedAlready,
    LighterLeftUnsaid,
    LinkInFourLines,
    SaysNothing,
    SchoolIsClosed,
)
from brokerage.services.asking.steps import (
    MEET_ELSEWHERE,
    NOT_ENDED,
    OFF_THE_BOARD,
    SEEK,
    ended,
    refuse_tied,
)
from brokerage.services.asking.telling import tell_school
from core import clock
from core.models import User
from core.transitions import advance


@dataclass(frozen=True)
class Link:
    """The four lines of a lighter link."""

    with_whom: str
    what: str
    when: str
    how_known: str

    @property
    def is_whole(self) -> bool:
        return all(line.strip() for line in (self.with_whom, self.what, self.when, self.how_known))


def lighter_than(kind: HelpKind) -> list[HelpKind]:
    kinds = list(HelpKind)
    return kinds[: kinds.index(kind)]


@transaction.atomic
def decide_kind(
    *,
    ask: Ask,
    kind: HelpKind,
    because: str,
    left_out: Mapping[HelpKind, str],
    link: Link | None = None,
    by: User,
) -> None:
    """`left_out`: of each lighter kind why it is not enough. A kind that needs no supplier ends the search;
    it can be decided anew when it did not help."""
    refuse_tied(ask, by)
    if not ask.school.is_open:
        raise SchoolIsClosed
    if not because.strip():
        raise SaysNothing
    lighter = lighter_than(kind)
    if not all(left_out.get(one, "").strip() for one in lighter):
        raise LighterLeftUnsaid
    if kind == HelpKind.LIGHT_LINK and not (link and link.is_whole):
        raise LinkInFourLines
    now = clock.now()
    said = {"kind": kind, "kind_because": because, "kind_at": now, "kind_by": by, **OFF_THE_BOARD}
    if kind in SUPPLIED:
        try:
            with transaction.atomic():
                advance(ask, SEEK, **said, **NOT_ENDED)
        except IntegrityError as refusal:  # the constraint: one ask at a time for a need
            raise AskedAlready from refusal
    else:
        advance(ask, MEET_ELSEWHERE, **said, **ended(because, by))
    ask.kinds_left_out.all().delete()
    KindLeftOut.objects.bulk_create(
        KindLeftOut(ask=ask, kind=one, because=left_out[one].strip()) for one in lighter
    )
    LinkPlan.objects.filter(ask=ask).delete()
    if kind == HelpKind.LIGHT_LINK and link:
        LinkPlan.objects.create(
            ask=ask, with_whom=link.with_whom, what=link.what, when=link.when, how_known=link.how_known
        )
    tell_school(ask, "kind_decided", by=by)
