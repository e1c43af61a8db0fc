"""What a school wishes: said, changed until the round closes, or left open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from core import clock
from core.models import User
from core.transitions import Transition, advance
from schools.models import School, Topic
from sigs.enums import WishKind, WishLanguage, WishPartners, WishState
from sigs.models import Wish, WishRound, WishSchool, WishTopic
from sigs.queries.wishes import is_open_now
from sigs.services.wishes.refusals import (
    BothWays,
    CannotWithoutReason,
    NoSuchSchool,
    RoundOver,
    TooManySchools,
    WishChanged,
    WishesNothing,
)

ANY = set(WishState)
GIVE = Transition("given", sources=ANY, target=WishState.GIVEN)
HAVE_NONE = Transition("none", sources=ANY, target=WishState.NONE)
NOT_KNOW_YET = Transition("unsure", sources=ANY, target=WishState.UNSURE)


@dataclass(frozen=True)
class Wished:
    """What a head wishes: topics and schools by id, the ones it cannot work with with the reason."""

    topics: Collection[int] = ()
    schools: Collection[int] = ()
    cannot: Mapping[int, str] = field(default_factory=dict)
    partners: str = WishPartners.ANY
    language: str = WishLanguage.ANY
    remark: str = ""
    written_in: str = ""

    @property
    def says_something(self) -> bool:
        return bool(
            self.topics
            or self.schools
            or self.cannot
            or self.remark.strip()
            or self.partners != WishPartners.ANY
            or self.language != WishLanguage.ANY
        )


@transaction.atomic
def give_wishes(*, wish: Wish, wished: Wished, seen: int, by: User) -> Wish:
    row = held(wish, seen)
    if not wished.says_something:
        raise WishesNothing
    check_schools(row, wished)
    answer(
        row,
        GIVE,
        by,
        partners=wished.partners,
        language=wished.language,
        remark=wished.remark.strip(),
        written_in=wished.written_in if wished.remark.strip() else "",
    )
    topics = Topic.objects.filter(pk__in=wished.topics, retired_on__isnull=True)
    WishTopic.objects.bulk_create([WishTopic(wish=row, topic=topic) for topic in topics])
    try:
        with transaction.atomic():
            WishSchool.objects.bulk_create(
                [
                    *(WishSchool(wish=row, school_id=pk, kind=WishKind.WITH) for pk in wished.schools),
                    *(
                        WishSchool(wish=row, school_id=pk, kind=WishKind.CANNOT, because=why.strip())
                        for pk, why in wished.cannot.items()
                    ),
                ]
            )
    except IntegrityError as refusal:  # closed meanwhile, or the school itself
        raise NoSuchSchool from refusal
    return row


@transaction.atomic
def have_no_wishes(*, wish: Wish, seen: int, by: User) -> Wish:
    return without_wishes(wish, seen, HAVE_NONE, by)


@transaction.atomic
def not_know_yet(*, wish: Wish, seen: int, by: User) -> Wish:
    """Honoured: it counts as heard, and the head is asked again before the round closes."""
    return without_wishes(wish, seen, NOT_KNOW_YET, by)


def without_wishes(wish: Wish, seen: int, step: Transition, by: User) -> Wish:
    row = held(wish, seen)
    answer(row, step, by, partners=WishPartners.ANY, language=WishLanguage.ANY, remark="", written_in="")
    return row


def held(wish: Wish, seen: int) -> Wish:
    """The wish as it stands, held against others until the end of the transaction. The round first: it
    cannot be closed while somebody answers."""
    asking = WishRound.objects.select_for_update(of=("self",), no_key=True).get(pk=wish.round_id)
    if not is_open_now(asking):
        raise RoundOver
    row = Wish.objects.select_for_update(of=("self",)).select_related("school").get(pk=wish.pk)
    if row.version != seen:
        raise WishChanged
    row.round = asking
    return row


def check_schools(wish: Wish, wished: Wished) -> None:
    most = wish.round.most_schools
    if len(set(wished.schools)) > most or len(wished.cannot) > most:
        raise TooManySchools(most)
    named = School.objects.in_bulk({*wished.schools, *wished.cannot})
    for pk in wished.cannot:
        if pk in wished.schools:
            raise BothWays(str(named[pk].name))
    for pk, why in wished.cannot.items():
        if not why.strip():
            raise CannotWithoutReason(str(named[pk].name))


def answer(wish: Wish, step: Transition, by: User, **facts: str) -> None:
    """What was said before makes room; the audit keeps it."""
    wish.topic_rows.all().delete()
    wish.school_rows.all().delete()
    advance(wish, step, version=wish.version + 1, answered_at=clock.now(), answered_by=by, **facts)
