"""What other bounds or other weights would change, worked out by the same functions as a run."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from schools.comparisons.arrays import Flags, Ints
from schools.comparisons.context import NO_FSM, context_of, groups
from schools.comparisons.families import Families, families
from schools.comparisons.frames import ALWAYS, Frames, Weight
from schools.comparisons.vocabulary import PHASES
from schools.enums import Phase


@dataclass(frozen=True)
class Move:
    """Schools of the region, and of all Wales, from one group to another."""

    before: int
    after: int
    region: int
    wales: int


@dataclass(frozen=True)
class BandsEffect:
    """On the figures of `year`; `is_ahead`: it will not be in force for them. `before`: the bounds in force
    then."""

    year: int
    is_ahead: bool
    before: list[float]
    moves: list[Move]

    @property
    def changed(self) -> Move:
        """How many change their group, from whichever to whichever."""
        return self.total(move for move in self.moves if move.before != move.after)

    @property
    def schools(self) -> Move:
        return self.total(self.moves)

    @staticmethod
    def total(moves: Iterable[Move]) -> Move:
        found = list(moves)
        return Move(0, 0, sum(move.region for move in found), sum(move.wales for move in found))


@dataclass(frozen=True)
class PhaseEffect:
    """Of the region's open schools of a phase: how many have similar schools now and would have, and how many
    of these would be others for the school in the middle."""

    phase: Phase
    schools: int
    matched_before: int
    matched_after: int
    others: float


@dataclass(frozen=True)
class WeightsEffect:
    year: int
    is_ahead: bool
    phases: list[PhaseEffect]


def bands_effect(frames: Frames, phase: Phase, valid_from: int, uppers: Sequence[float]) -> BandsEffect:
    context = context_of(frames)
    newest = frames.newest_year
    dated = frames.bands.get(phase, {})
    year = newest_year_of(valid_from, list(dated), newest)
    at = min(valid_from, year)
    changed = replace(frames, bands={**frames.bands, phase: {**dated, at: list(uppers)}})
    started = [start for start in dated if start <= year]
    column = year - context.first_year
    before, after = context.group, groups(changed, context.fsm, context.first_year)
    rows = taking_part(frames, phase, year)
    if not 0 <= column < before.shape[1]:
        rows = rows[:0]
        column = 0
    return BandsEffect(
        year=year,
        is_ahead=valid_from > newest,
        before=dated[max(started)] if started else [],
        moves=moves_of(before[rows, column], after[rows, column], frames.schools.authority[rows] >= 0),
    )


def newest_year_of(valid_from: int, starts: list[int], newest: int) -> int:
    """The newest year with figures in which the set would be in force; the newest of all if it is ahead."""
    later = [start - 1 for start in starts if start > valid_from]
    return min([newest, *later]) if valid_from <= newest else newest


def taking_part(frames: Frames, phase: Phase, year: int) -> Ints:
    schools = frames.schools
    of_phase = schools.phase == PHASES.index(phase)
    rows: Ints = np.flatnonzero(of_phase & (schools.first_year <= year) & (schools.last_year >= year))
    return rows


def moves_of(before: Ints, after: Ints, in_region: Flags) -> list[Move]:
    """Of schools that have a group before or after; in the order of the groups."""
    placed = (before > NO_FSM) | (after > NO_FSM)
    pairs = list(zip(before[placed].tolist(), after[placed].tolist(), strict=True))
    wales = Counter(pairs)
    region = Counter(pair for pair, own in zip(pairs, in_region[placed].tolist(), strict=True) if own)
    return [Move(*pair, region[pair], wales[pair]) for pair in sorted(wales)]


def weights_effect(frames: Frames, phase: str, valid_from: int, weights: Sequence[Weight]) -> WeightsEffect:
    """An empty phase stands for all that have no weights of their own."""
    newest = frames.newest_year
    dated = frames.weights.get(phase, {})
    # Not in force yet: as if it were.
    at = min(valid_from, newest)
    kept = {start: found for start, found in dated.items() if valid_from <= newest or start != at}
    changed = {**frames.weights, phase: {**kept, at: sorted(weights, key=lambda weight: weight.indicator)}}
    before, after = families(frames), families(replace(frames, weights=changed))
    affected = [Phase(phase)] if phase else phases_without_own(frames, newest)
    return WeightsEffect(
        year=newest,
        is_ahead=valid_from > newest,
        phases=[row for name in affected if (row := phase_effect(frames, name, before, after)).schools],
    )


def phases_without_own(frames: Frames, newest: int) -> list[Phase]:
    own = {
        phase for phase, dated in frames.weights.items() if phase and any(start <= newest for start in dated)
    }
    return [phase for phase in Phase if phase not in own]


def phase_effect(frames: Frames, phase: Phase, before: Families, after: Families) -> PhaseEffect:
    schools = frames.schools
    ours = (schools.phase == PHASES.index(phase)) & (schools.authority >= 0) & (schools.last_year == ALWAYS)
    rows = np.flatnonzero(ours).tolist()
    others = [len(now - set(members_of(after, row))) for row in rows if (now := set(members_of(before, row)))]
    return PhaseEffect(
        phase=phase,
        schools=len(rows),
        matched_before=int((before.sizes[rows] > 0).sum()),
        matched_after=int((after.sizes[rows] > 0).sum()),
        others=float(np.median(others)) if others else 0.0,
    )


def members_of(found: Families, row: int) -> list[int]:
    start = int(found.starts[row])
    members: list[int] = found.members[start : start + int(found.sizes[row])].tolist()
    return members
