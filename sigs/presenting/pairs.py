"""Pairs and trios of a group, in words. Why somebody was asked is said only to those who may see it: as long
as both schools share their profile with the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.authorise import allows
from schools.models import School, Topic
from schools.queries.strengths import strong_and_weak
from schools.queries.topics import areas
from schools.wording import MEDIUM_PHRASE
from sigs.enums import PairAnswer, PairingState, Permission
from sigs.matching.pairs import Side, Suggestion, suggested
from sigs.models import Pairing, PairingSide
from sigs.queries.pairs import (
    asked_this_year,
    in_a_pair,
    is_party,
    key_of,
    pairings_of,
    place_of,
    schools_to_pair,
)
from sigs.queries.sharing import Sharing

STATE_TAGS = {
    PairingState.ASKED: "waiting",
    PairingState.AGREED: "good",
    PairingState.DECLINED: "quiet",
    PairingState.LAPSED: "quiet",
    PairingState.ENDED: "outline",
}


@dataclass(frozen=True)
class SuggestionRow:
    schools: Sequence[School]
    reasons: Sequence[str]
    kind: StrOrPromise
    way: str
    language: str
    key: str
    may_ask: bool


@dataclass(frozen=True)
class PairingRow:
    """`reasons` are empty where the reader may not see them."""

    pairing: Pairing
    sides: Sequence[PairingSide]
    reasons: Sequence[str]
    # The reader answers for one of the schools, which has not answered yet.
    may_answer: bool
    may_end: bool
    # Answers for one of them, or leads the group: reads what they wrote to one another.
    is_party: bool

    @property
    def label(self) -> StrOrPromise:
        return PairingState(self.pairing.state).label

    @property
    def kind(self) -> str:
        return STATE_TAGS[PairingState(self.pairing.state)]


@dataclass(frozen=True)
class Pairs:
    suggestions: Sequence[SuggestionRow]
    # To answer or waiting, agreed, ended; declined and lapsed only for those who were asked.
    asked: Sequence[PairingRow]
    agreed: Sequence[PairingRow]
    ended: Sequence[PairingRow]
    closed: Sequence[PairingRow]
    # Whether the reader sees enough of at least two schools for anything to be suggested.
    is_suggesting: bool


def pairs(sharing: Sharing, user: Any) -> Pairs:
    known = pairings_of(sharing.group)
    rows = [pairing_row(row, sharing, user) for row in known if is_seen(row, user)]
    free = schools_to_pair(sharing.members, sharing.seen)
    return Pairs(
        suggestions=suggestions(sharing, known, user),
        asked=[row for row in rows if row.pairing.state == PairingState.ASKED],
        agreed=[row for row in rows if row.pairing.state == PairingState.AGREED],
        ended=[row for row in rows if row.pairing.state == PairingState.ENDED],
        closed=[row for row in rows if row.pairing.state in {PairingState.DECLINED, PairingState.LAPSED}],
        is_suggesting=len(free) > 1,
    )


def is_seen(pairing: Pairing, user: Any) -> bool:
    return pairing.state in {PairingState.AGREED, PairingState.ENDED} or is_party(user, pairing)


def suggestions(sharing: Sharing, known: Sequence[Pairing], user: Any) -> list[SuggestionRow]:
    """Only from what the reader may see: whoever sees the same schools is told the same."""
    taken = in_a_pair(known)
    free = {
        school.pk: school
        for school in schools_to_pair(sharing.members, sharing.seen)
        if school.pk not in taken
    }
    if len(free) < 2:
        return []
    facts = strong_and_weak(list(free))
    sides = [
        Side(pk, frozenset(facts[pk][0]), frozenset(facts[pk][1]), school.medium, place_of(school))
        for pk, school in free.items()
    ]
    found = suggested(sides, asked_this_year(known))
    named = {area.pk: area for area in areas()} if found else {}
    return [suggestion_row(one, free, named, sharing, user) for one in found]


def suggestion_row(
    found: Suggestion, schools: dict[int, School], named: dict[int, Topic], sharing: Sharing, user: Any
) -> SuggestionRow:
    members = [schools[pk] for pk in found.schools]
    own = {school.pk for school in sharing.own}
    return SuggestionRow(
        schools=members,
        reasons=[
            reason(schools[link.giver], schools[link.receiver], named[link.area])
            for link in found.helps
            if link.area in named
        ],
        kind=kind_words(found),
        way=way_words(found),
        language=language_words(members),
        key=key_of(members),
        may_ask=bool(own & set(found.schools)) or allows(user, Permission.LEAD_GROUP, sharing.group),
    )


def reason(giver: School, receiver: School, area: Topic) -> str:
    words = _("%(giver)s is strong in %(area)s, where %(receiver)s has a need.")
    return str(words) % {"giver": giver.name, "area": area.name, "receiver": receiver.name}


def kind_words(found: Suggestion) -> StrOrPromise:
    if len(found.schools) == 2:
        return _("A pair: each gives and receives")
    if found.is_ring:
        return _("A trio: each gives and receives")
    return _("A trio: one school is strong for two")


def way_words(found: Suggestion) -> str:
    if found.km is None:
        return str(_("How far apart they are is not known."))
    words = _("%(km)s km apart at most, as the crow flies.")
    return str(words) % {"km": number_format(round(found.km, 1), 1)}


def language_words(schools: Sequence[School]) -> str:
    media = {school.medium for school in schools}
    if len(media) == 1:
        return str(_("All: %(medium)s.")) % {"medium": medium_words(schools[0])}
    lines = [
        str(_("%(school)s: %(medium)s")) % {"school": school.name, "medium": medium_words(school)}
        for school in schools
    ]
    return "; ".join(lines) + "."


def medium_words(school: School) -> StrOrPromise:
    return MEDIUM_PHRASE.get(school.medium, school.get_medium_display())  # type: ignore[call-overload, no-any-return]  # any medium's code


def pairing_row(pairing: Pairing, sharing: Sharing, user: Any) -> PairingRow:
    seen = {school.pk for school in schools_to_pair(sharing.members, sharing.seen)}
    sides = list(pairing.sides.all())
    answers = [allows(user, Permission.ANSWER_FOR_SCHOOL, side.school) for side in sides]
    return PairingRow(
        pairing=pairing,
        sides=sides,
        reasons=[
            reason(link.giver, link.receiver, link.area)
            for link in pairing.links.all()
            if link.giver_id in seen and link.receiver_id in seen
        ],
        may_answer=pairing.state == PairingState.ASKED
        and any(may and side.answer == PairAnswer.WAITING for may, side in zip(answers, sides, strict=True)),
        may_end=pairing.state == PairingState.AGREED
        and (any(answers) or allows(user, Permission.LEAD_GROUP, pairing.group)),
        is_party=is_party(user, pairing),
    )
