"""The draft as a head sees it (the own group alone), and as the consortium sees all of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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

# What every member may read of another: facts of the register alone.
FOR_MEMBERS = (Because.ONLY_AUTHORITY, Because.WELSH_TOGETHER, Because.LAST_YEAR, Because.KEPT)
# Said to the head, and of strengths without naming the other schools.
OWN_WORDS = {
    Because.WISH_MET: _("You wished to work with %(schools)s: met."),
    Because.WISH_OPEN: _("You wished to work with %(schools)s. That could not be met."),
    Because.ONLY_AUTHORITY: _("You are the only school of your authority in the group."),
    Because.WELSH_TOGETHER: _("You are a Welsh-medium school, as are %(schools)s."),
    Because.KEPT: _("You stay in the group that you were in last year."),
    Because.MOVED: _("You leave the group that you were in last year."),
    Because.NOT_LOCATED: _(
        "Where your school stands is not known to the composer, so no journey was counted."
    ),
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
    """Nothing of it tells what another school wished, how it stands, or what it is strong or weak in. Empty
    for what is not for the head, or goes without saying."""
    schools = listed([words.schools.get(pk, "") for pk in reason.schools], 4)
    if reason.because == Because.MINUTES:
        return minutes_said(reason, schools)
    if reason.because == Because.LAST_YEAR:
        return str(WITH_LAST_YEAR) % {"schools": schools} if reason.schools else ""
    if reason.because not in OWN_WORDS:
        return ""
    areas_named = listed([words.areas.get(area, "") for area in reason.areas])
    return str(OWN_WORDS[reason.because]) % {"areas": areas_named, "schools": schools}


WITH_LAST_YEAR = _("You were with %(schools)s last year.")


def minutes_said(reason: Reason, farthest: str) -> str:
    minutes = round(reason.number or 0)
    sentence = ngettext(
        "You are about %(n)s minute from the others on average; %(school)s is the farthest.",
        "You are about %(n)s minutes from the others on average; %(school)s is the farthest.",
        minutes,
    )
    return sentence % {"n": minutes, "school": farthest}


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
