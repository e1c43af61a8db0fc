"""A run's groups as cards, and one of them open with its members. Every string is made once for all cards:
316 schools are written quickly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schools.models import Authority, School
from sigs.matching import GroupFacts, Member, Stage

STAGE_NAMES = {
    int(Stage.GREEN): "green",
    int(Stage.YELLOW): "yellow",
    int(Stage.AMBER): "amber",
    int(Stage.RED): "red",
}


@dataclass(frozen=True)
class Dot:
    letter: str
    name: str
    count: int


@dataclass(frozen=True)
class MemberRow:
    school: School
    authority: str
    letter: str
    is_welsh: bool
    colour: str
    minutes: int
    is_pinned: bool


@dataclass(frozen=True)
class GroupCard:
    number: int
    summary: str
    dots: list[Dot]
    # Colour and how many.
    stages: list[tuple[str, str]]
    unknown_stages: str
    welsh: str
    minutes: str
    at_most: str
    members: list[MemberRow]
    is_complete: bool
    facts: GroupFacts = field(repr=False)


@dataclass(frozen=True)
class Words:
    """What all cards share, made once."""

    letters: Mapping[int, str]
    authorities: Mapping[int, str]
    schools: Mapping[int, School]
    stages: Mapping[int, str]


def shared_words(authorities: Iterable[Authority], schools: Mapping[int, School]) -> Words:
    known = list(authorities)
    names = {authority.pk: str(authority.name) for authority in known}
    return Words(
        letters=letters(names),
        authorities=names,
        schools=schools,
        stages={
            int(Stage.GREEN): str(_("Green")),
            int(Stage.YELLOW): str(_("Yellow")),
            int(Stage.AMBER): str(_("Amber")),
            int(Stage.RED): str(_("Red")),
        },
    )


def letters(names: Mapping[int, str]) -> dict[int, str]:
    """The fewest first letters that tell the authorities apart."""
    for length in range(1, 6):
        found = {pk: name[:length] for pk, name in names.items()}
        if len(set(found.values())) == len(found):
            return found
    return {pk: name[:5] for pk, name in names.items()}


def group_cards(groups: Iterable[GroupFacts], words: Words) -> list[GroupCard]:
    return [group_card(group, words) for group in groups]


def group_card(group: GroupFacts, words: Words) -> GroupCard:
    welsh = (translation.get_language() or "").startswith("cy")
    rows = [member_row(member, words) for member in group.members if member.school in words.schools]
    rows.sort(key=lambda row: (row.school.sort_cy if welsh else row.school.sort_en, row.school.number))
    without = len(group.members) - sum(group.stages.values())
    return GroupCard(
        number=group.number,
        summary=summary(group),
        dots=[
            Dot(words.letters.get(pk, "?"), words.authorities.get(pk, ""), count)
            for pk, count in group.authorities.items()
        ],
        stages=[
            (STAGE_NAMES[stage], f"{words.stages[stage]} {count}")
            for stage, count in sorted(group.stages.items())
        ],
        unknown_stages=ngettext("%(count)s without a stage", "%(count)s without a stage", without)
        % {"count": without}
        if without
        else "",
        welsh=welsh_words(group.welsh),
        minutes=ngettext("%(count)s minute", "%(count)s minutes", round(group.minutes))
        % {"count": round(group.minutes)},
        at_most=_("%(count)s at most") % {"count": round(group.most_minutes)},
        members=rows,
        is_complete=not group.missing,
        facts=group,
    )


def member_row(member: Member, words: Words) -> MemberRow:
    return MemberRow(
        school=words.schools[member.school],
        authority=words.authorities.get(member.authority, ""),
        letter=words.letters.get(member.authority, "?"),
        is_welsh=member.welsh,
        colour=STAGE_NAMES.get(member.stage, ""),
        minutes=round(member.minutes),
        is_pinned=member.is_pinned,
    )


def summary(group: GroupFacts) -> str:
    count = len(group.members)
    schools = ngettext("%(count)s school", "%(count)s schools", count) % {"count": count}
    if not group.missing:
        return _("%(schools)s · every authority") % {"schools": schools}
    return _("%(schools)s · %(here)s of %(all)s authorities") % {
        "schools": schools,
        "here": len(group.authorities) - len(group.missing),
        "all": len(group.authorities),
    }


def welsh_words(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return str(_("1 Welsh-medium, alone"))
    return ngettext("%(count)s Welsh-medium, together", "%(count)s Welsh-medium, together", count) % {
        "count": count
    }


def key(words: Words) -> str:
    """B Bridgend, C Cardiff, …"""
    return ", ".join(
        f"{letter} {words.authorities[pk]}" for pk, letter in words.letters.items() if pk in words.authorities
    )


def warnings(
    card: GroupCard, words: Words, counts: Mapping[int, int], groups: int, areas: Mapping[int, str]
) -> list[str]:
    """What is missing in a group, and why. `counts`: authority → how many of its schools are composed."""
    found = []
    for authority in card.facts.missing:
        count = counts.get(authority, 0)
        facts = {"name": words.authorities.get(authority, ""), "count": count, "groups": groups}
        if count < groups:
            found.append(
                ngettext(
                    "One authority is missing: %(name)s. It has %(count)s school for %(groups)s groups.",
                    "One authority is missing: %(name)s. It has %(count)s schools for %(groups)s groups.",
                    count,
                )
                % facts
            )
        else:
            found.append(_("One authority is missing: %(name)s.") % facts)
    for area in card.facts.uncovered:
        found.append(_("Somebody has a need and nobody is strong: %(area)s.") % {"area": areas.get(area, "")})
    return found
