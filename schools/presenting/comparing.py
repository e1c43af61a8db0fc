"""The settings of the comparisons in words: what holds for which years, and what a change would do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from schools.enums import Phase
from schools.models import Region
from schools.presenting.runs import bounds_in_words
from schools.queries.comparing import (
    EVERY_PHASE,
    BandSet,
    Changes,
    LastChange,
    WeightSet,
    band_sets,
    grouped_phases,
    last_changes,
    newest_computed_year,
    weight_sets,
)
from schools.queries.families import ASKED
from schools.services.comparing import BandsEffect, WeightsEffect
from schools.units import academic_year


@dataclass(frozen=True)
class SettingShown:
    """`rows`: what stands in it. `state` and `kind`: in force, earlier, or ahead."""

    setting: BandSet | WeightSet
    years: StrOrPromise
    state: StrOrPromise
    kind: str
    rows: list[tuple[StrOrPromise, StrOrPromise]]
    change: LastChange | None
    is_changeable: bool


@dataclass(frozen=True)
class PhaseShown:
    """The sets of one phase, the newest first. `slug` as in addresses."""

    name: StrOrPromise
    slug: str
    sets: list[SettingShown]


EVERY = "every"


def slug_of(phase: str) -> str:
    return phase or EVERY


def phase_of(slug: str) -> str | None:
    """The phase that an address names, empty for all; None for no such phase."""
    if slug == EVERY:
        return EVERY_PHASE
    return slug if slug in Phase.values else None


def name_of(phase: str) -> StrOrPromise:
    return Phase(phase).label if phase else _("All phases without weights of their own")


def sets_shown(region: Region, *, audited: bool) -> tuple[list[PhaseShown], list[PhaseShown]]:
    """Bounds of the groups by phase; weights for all phases together and for those with their own."""
    newest = newest_computed_year(region)
    bands, weights = band_sets(), weight_sets()
    changes = last_changes() if audited else ({}, {})
    weighed = dict.fromkeys([EVERY_PHASE, *(row.phase for row in weights)])
    return (
        [phase_shown(phase, bands, newest, changes[0]) for phase in grouped_phases(bands)],
        [phase_shown(phase, weights, newest, changes[1]) for phase in weighed],
    )


def phase_shown(phase: str, sets: Sequence[BandSet | WeightSet], newest: int, changes: Changes) -> PhaseShown:
    own = [row for row in sets if row.phase == phase]
    return PhaseShown(name_of(phase), slug_of(phase), shown(own, newest, changes))


def shown(sets: Sequence[BandSet | WeightSet], newest: int, changes: Changes) -> list[SettingShown]:
    """Of one phase, the newest first."""
    found, until = [], 0
    for setting in sets:
        state, kind = standing(setting.valid_from, until, newest)
        found.append(
            SettingShown(
                setting=setting,
                years=years_of(setting.valid_from, until),
                state=state,
                kind=kind,
                rows=rows_of(setting),
                change=changes.get((setting.phase, setting.valid_from)),
                is_changeable=setting.valid_from > newest,
            )
        )
        until = setting.valid_from - 1
    return found


def years_of(first: int, last: int) -> StrOrPromise:
    if last:
        return _("Figures of %(first)s to %(last)s") % {
            "first": academic_year(first),
            "last": academic_year(last),
        }
    return _("Figures from %(first)s on") % {"first": academic_year(first)}


def standing(first: int, last: int, newest: int) -> tuple[StrOrPromise, str]:
    if first > newest:
        return _("Not in force yet"), "waiting"
    if last and last < newest:
        return _("Earlier years"), "quiet"
    return _("In force"), "acting"


def rows_of(setting: BandSet | WeightSet) -> list[tuple[StrOrPromise, StrOrPromise]]:
    if isinstance(setting, BandSet):
        return band_rows(setting.uppers)
    return [
        (
            row.indicator.name,
            (_("%(weight)s%%, where twice as much is one step") if row.logarithmic else _("%(weight)s%%"))
            % {"weight": trimmed(row.weight)},
        )
        for row in setting.weights
    ]


def band_rows(uppers: Sequence[float]) -> list[tuple[StrOrPromise, StrOrPromise]]:
    return [
        (_("Group %(number)s") % {"number": number}, bounds_of(uppers, number))
        for number in range(1, len(uppers) + 1)
    ]


def bounds_of(uppers: Sequence[float], number: int) -> StrOrPromise:
    return bounds_in_words(uppers[number - 2] if number > 1 else None, uppers[number - 1])


def trimmed(number: float) -> str:
    return number_format(number, 0 if number == round(number) else 1 if number * 10 % 1 == 0 else 2)


@dataclass(frozen=True)
class MoveRow:
    before: StrOrPromise
    after: StrOrPromise
    region: int
    wales: int


@dataclass(frozen=True)
class EffectShown:
    """`sentences`, and for bounds the table from group to group."""

    sentences: list[StrOrPromise]
    moves: list[MoveRow]
    phases: list[tuple[StrOrPromise, list[StrOrPromise]]]


def bands_effect_shown(effect: BandsEffect, uppers: Sequence[float]) -> EffectShown:
    changed, schools = effect.changed, effect.schools
    sentence = ngettext(
        "%(n)s of %(schools)s school of the region would be in another group"
        " (in all Wales %(wales)s of %(all)s).",
        "%(n)s of %(schools)s schools of the region would be in another group"
        " (in all Wales %(wales)s of %(all)s).",
        schools.region,
    )
    numbers = {
        "n": counted(changed.region),
        "schools": counted(schools.region),
        "wales": counted(changed.wales),
        "all": counted(schools.wales),
    }
    return EffectShown(
        sentences=[when(effect.year, ahead=effect.is_ahead), sentence % numbers],
        moves=[
            MoveRow(
                before=group_in_words(effect.before, move.before),
                after=group_in_words(uppers, move.after),
                region=move.region,
                wales=move.wales,
            )
            for move in effect.moves
        ],
        phases=[],
    )


def group_in_words(uppers: Sequence[float], number: int) -> StrOrPromise:
    if number < 1:
        return _("No group")
    return _("Group %(number)s, %(bounds)s") % {"number": number, "bounds": bounds_of(uppers, number)}


def weights_effect_shown(effect: WeightsEffect) -> EffectShown:
    phases: list[tuple[StrOrPromise, list[StrOrPromise]]] = []
    for row in effect.phases:
        if not row.matched_before and not row.matched_after:
            continue
        others = _(
            "For the school in the middle, %(others)s of its %(asked)s similar schools would be others."
        ) % {"others": trimmed(row.others), "asked": ASKED}
        matched = _(
            "Schools of the region with similar schools: now %(before)s of %(schools)s, then %(after)s."
        ) % {
            "before": counted(row.matched_before),
            "after": counted(row.matched_after),
            "schools": counted(row.schools),
        }
        phases.append((row.phase.label, [others, matched] if row.matched_before else [matched]))
    return EffectShown([when(effect.year, ahead=effect.is_ahead)], [], phases)


def when(year: int, *, ahead: bool) -> StrOrPromise:
    if not year:
        return _("There are no figures yet, so that nothing changes.")
    if ahead:
        return _("Today nothing changes. Were it in force for the newest figures, those of %(year)s:") % {
            "year": academic_year(year)
        }
    return _("In the figures of %(year)s:") % {"year": academic_year(year)}


def counted(number: int) -> str:
    return number_format(number, 0, force_grouping=True)
