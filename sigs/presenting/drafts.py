"""The draft as a head sees it (the own group alone), and as the consortium sees all of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import clock
from schools.models import Authority, School
from schools.queries.topics import areas
from sigs.enums import ComposedSchools, DraftState
from sigs.matching import Because, Problem, Reason, why
from sigs.models import Composition, CompositionRun, DraftPlace
from sigs.presenting.composing.reasons import reason_sentence
from sigs.queries.compositions import placement_of, schools_named
from sigs.services.composing.problems import kept_problem
from sigs.services.composing.refusals import listed
from sigs.services.drafts.publishing import GroupName

DRAFT_TAGS = {
    DraftState.WAITING: "quiet",
    DraftState.AGREED: "good",
    DraftState.COMMENTED: "waiting",
    DraftState.SWAP_ASKED: "waiting",
    DraftState.DECLINED: "warning",
}

# What a head may read of the own place as the engine says it: nothing of it tells what another school wished,
# how it stands, or what it is strong or weak in.
FOR_HEAD = (
    Because.WISH_MET,
    Because.WISH_OPEN,
    Because.ONLY_AUTHORITY,
    Because.WELSH_TOGETHER,
    Because.MINUTES,
    Because.LAST_YEAR,
    Because.KEPT,
    Because.MOVED,
    Because.NOT_LOCATED,
)
# What every member may read of another: facts of the register alone.
FOR_MEMBERS = (Because.ONLY_AUTHORITY, Because.WELSH_TOGETHER, Because.LAST_YEAR, Because.KEPT)
# The same said without the other schools.
OWN_STRENGTHS = {
    Because.ONLY_STRONG: _("You bring strength in %(areas)s to the group."),
    Because.STRONG_TOO: _("You bring strength in %(areas)s to the group."),
    Because.NEED_SERVED: _("You have a need in %(areas)s, and there is strength in it in the group."),
    Because.NEED_OPEN: _("You have a need in %(areas)s. The group will have to look for help outside."),
}


@dataclass(frozen=True)
class Words:
    schools: Mapping[int, str]
    areas: Mapping[int, str]
    authorities: Mapping[int, str]


def words_of(ids: Iterable[int]) -> Words:
    schools = schools_named(set(ids))
    return Words(
        schools={pk: str(school.name) for pk, school in schools.items()},
        areas={area.pk: str(area.name) for area in areas()},
        authorities={row.pk: str(row.name) for row in Authority.objects.all()},
    )


@dataclass(frozen=True)
class MemberShown:
    school: School
    is_own: bool
    # About how far by road from the own school; None where that is not known.
    minutes: int | None


@dataclass(frozen=True)
class ProposedGroup:
    members: list[MemberShown]
    reasons: list[str]


def proposed_group(place: DraftPlace, members: list[School]) -> ProposedGroup:
    """The group of one school, with why the school is in it."""
    problem = kept_problem(place.run)
    placement = placement_of(place.run)
    words = words_of(placement)
    found = why(problem, placement, place.school_id) if place.school_id in problem.row else ()
    return ProposedGroup(
        members=[
            MemberShown(
                school, school.pk == place.school_id, minutes_between(problem, place.school_id, school.pk)
            )
            for school in members
        ],
        reasons=[said for reason in found if (said := own_reason(reason, words))],
    )


def minutes_between(problem: Problem, one: int, other: int) -> int | None:
    rows = problem.row
    if one == other or one not in rows or other not in rows:
        return None
    if not (problem.located[rows[one]] and problem.located[rows[other]]):
        return None
    return round(float(problem.minutes[rows[one]][rows[other]]))


def own_reason(reason: Reason, words: Words) -> str:
    if reason.because in OWN_STRENGTHS:
        named = listed([words.areas.get(area, "") for area in reason.areas])
        return str(OWN_STRENGTHS[reason.because]) % {"areas": named}
    if reason.because not in FOR_HEAD:
        return ""
    return reason_sentence(reason, words.schools, words.areas, words.authorities)


def reasons_to_store(run: CompositionRun) -> dict[int, str]:
    """By school, why it is in its group: kept with the membership, where every member reads it."""
    problem, placement = kept_problem(run), placement_of(run)
    words = words_of(placement)
    return {
        school: " ".join(
            reason_sentence(reason, words.schools, words.areas, words.authorities)
            for reason in why(problem, placement, school)
            if reason.because in FOR_MEMBERS and (reason.schools or reason.because != Because.LAST_YEAR)
        )
        for school in placement
        if school in problem.row
    }


@dataclass
class GroupOfDraft:
    number: int
    places: list["PlaceShown"] = field(default_factory=list)

    @property
    def agreed(self) -> int:
        return sum(row.place.state == DraftState.AGREED for row in self.places)


@dataclass(frozen=True)
class PlaceShown:
    place: DraftPlace
    tag: str
    # The day for answers is past, and there is none.
    is_silent: bool

    @property
    def waits(self) -> bool:
        return self.place.state not in {DraftState.WAITING, DraftState.AGREED} and not self.place.outcome


def place_shown(place: DraftPlace) -> PlaceShown:
    silent = place.state == DraftState.WAITING and place.answer_by < clock.today()
    return PlaceShown(place, DRAFT_TAGS[DraftState(place.state)], silent)


def groups_of_draft(places: Iterable[DraftPlace]) -> list[GroupOfDraft]:
    found: dict[int, GroupOfDraft] = {}
    for place in places:
        group = found.setdefault(place.number, GroupOfDraft(place.number))
        group.places.append(place_shown(place))
    return [found[number] for number in sorted(found)]


def states_counted(places: Iterable[DraftPlace]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for place in places:
        counts[place.state] += 1
    return dict(counts)


KINDS: dict[str, Any] = {
    ComposedSchools.PRIMARY: _("Primary schools’ SIG %(number)s, %(year)s"),
    ComposedSchools.SECONDARY: _("Secondary schools’ SIG %(number)s, %(year)s"),
    ComposedSchools.BOTH: _("SIG %(number)s, %(year)s"),
}


def usual_names(composition: Composition, numbers: Iterable[int]) -> dict[int, GroupName]:
    """Until the members find a better one: the kind, the number, the year."""
    pattern = KINDS[composition.schools]
    year = f"{composition.year - 1}/{composition.year % 100:02}"
    found = {}
    for number in numbers:
        said = {}
        for language in ("en", "cy"):
            with translation.override(language):
                said[language] = str(pattern) % {"number": number, "year": year}
        found[number] = GroupName(said["en"], said["cy"])
    return found
