"""What a swap changes, before it is done: rows for a table, and the whole in one or two sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sigs.matching import Change, Measure, Stage, Swap, Verdict
from sigs.presenting.composing.scoreboard import NAMES, figure
from sigs.services.composing.refusals import broken, listed, named

OF_GROUP = {
    Measure.AUTHORITIES: _("Group %(group)s, authorities"),
    Measure.STAGES: _("Group %(group)s, kinds of stage, of three"),
    Measure.UNCOVERED: _("Group %(group)s, areas with nobody strong"),
    Measure.MINUTES: _("Group %(group)s, average minutes"),
    Measure.LONE_WELSH: _("Group %(group)s, a lone Welsh-medium school"),
    Measure.INTAKE: _("Group %(group)s, kinds of intake, of four"),
}
VERDICTS = {
    Verdict.BETTER: _("Better"),
    Verdict.WORSE: _("Worse"),
    Verdict.SAME: _("No change"),
}
# What is said where both join and leave, where some join, and where some leave.
JOINED = {
    Measure.AUTHORITIES: (
        _("%(gained)s joins, %(lost)s leaves"),
        _("Better: %(gained)s joins"),
        _("Worse: %(lost)s leaves"),
    ),
    Measure.UNCOVERED: (
        _("Nobody strong any more: %(gained)s; somebody strong now: %(lost)s"),
        _("Worse: nobody strong in %(gained)s"),
        _("Better: somebody strong in %(lost)s"),
    ),
}
COUNTS_IN_A_GROUP = {Measure.AUTHORITIES, Measure.STAGES, Measure.UNCOVERED, Measure.LONE_WELSH}


@dataclass(frozen=True)
class ChangeRow:
    what: str
    now: str
    after: str
    verdict: str
    said: str


@dataclass(frozen=True)
class Names:
    schools: Mapping[int, str]
    authorities: Mapping[int, str]
    areas: Mapping[int, str]


def change_rows(swap: Swap, names: Names) -> list[ChangeRow]:
    """Of both groups all that changes, of the region all but what stays as it is in every way."""
    rows = [change_row(change, names) for change in swap.changes]
    shown = {Measure.AUTHORITIES, Measure.MINUTES}
    return [
        row
        for row, change in zip(rows, swap.changes, strict=True)
        if row.now != row.after
        or row.said != str(VERDICTS[Verdict.SAME])
        or (change.group is not None and change.measure in shown)
        or (change.group is None and change.measure == Measure.ALL_AUTHORITIES)
    ]


def change_row(change: Change, names: Names) -> ChangeRow:
    now, after = written(change, change.now), written(change, change.after)
    return ChangeRow(
        what=what(change),
        now=now,
        after=after,
        verdict=str(change.verdict if now != after else Verdict.SAME),
        said=said(change, now == after, names),
    )


def what(change: Change) -> str:
    if change.group is None:
        return _("Region: %(measure)s") % {"measure": NAMES[change.measure]}
    return str(OF_GROUP[change.measure]) % {"group": change.group}


def written(change: Change, value: float) -> str:
    if change.group is not None and change.measure in COUNTS_IN_A_GROUP:
        return str(round(value))
    return figure(change.measure, value, change.out_of if change.group is None else None)


def said(change: Change, looks_same: bool, names: Names) -> str:
    if change.measure == Measure.WISHES:
        return wishes_said(change, names)
    of_group = "" if change.group is None else group_said(change, names)
    if of_group or looks_same:
        return of_group or str(VERDICTS[Verdict.SAME])
    if change.measure == Measure.MINUTES:
        return minutes_said(round(change.after) - round(change.now))
    return str(VERDICTS[change.verdict])


def group_said(change: Change, names: Names) -> str:
    """What joins and leaves, by name; empty where nothing does."""
    if change.measure == Measure.STAGES and change.stages_now != change.stages_after:
        return _("%(verdict)s: %(now)s becomes %(after)s") % {
            "verdict": VERDICTS[change.verdict],
            "now": stages_in_words(change.stages_now or {}),
            "after": stages_in_words(change.stages_after or {}),
        }
    if change.measure not in JOINED or not (change.gained or change.lost):
        return ""
    both, gained, lost = JOINED[change.measure]
    pattern = both if change.gained and change.lost else gained if change.gained else lost
    return str(pattern) % {
        "gained": listed(labels(change, change.gained, names)),
        "lost": listed(labels(change, change.lost, names)),
    }


def labels(change: Change, ids: tuple[int, ...], names: Names) -> list[str]:
    known = names.authorities if change.measure == Measure.AUTHORITIES else names.areas
    return [known.get(pk, "") for pk in ids]


def minutes_said(difference: int) -> str:
    count = abs(difference)
    if difference > 0:
        return ngettext("%(count)s longer", "%(count)s longer", count) % {"count": count}
    return ngettext("%(count)s shorter", "%(count)s shorter", count) % {"count": count}


def stages_in_words(stages: Mapping[int, int]) -> str:
    words = {
        int(Stage.GREEN): str(_("Green")),
        int(Stage.YELLOW): str(_("Yellow")),
        int(Stage.AMBER): str(_("Amber")),
        int(Stage.RED): str(_("Red")),
    }
    return ", ".join(f"{words[stage]} {count}" for stage, count in sorted(stages.items()))


def wishes_said(change: Change, names: Names) -> str:
    lost = [pair_in_words(pair, names) for pair in change.wishes_lost]
    gained = [pair_in_words(pair, names) for pair in change.wishes_gained]
    if lost and gained:
        return _("No longer met: %(lost)s. Met now: %(gained)s") % {
            "lost": listed(lost, 4),
            "gained": listed(gained, 4),
        }
    if lost:
        return _("No longer met: %(lost)s") % {"lost": listed(lost, 4)}
    if gained:
        return _("Met now: %(gained)s") % {"gained": listed(gained, 4)}
    return str(VERDICTS[Verdict.SAME])


def pair_in_words(pair: tuple[int, int], names: Names) -> str:
    one, other = named(pair, names.schools)
    return _("%(one)s with %(other)s") % {"one": one, "other": other}


def verdict_sentences(swap: Swap, names: Names) -> list[str]:
    """In short: the groups that gain or lose an authority, the region, wishes, areas."""
    found: list[str] = []
    gains = [change for change in swap.changes if change.group and change.measure == Measure.AUTHORITIES]
    for change in gains:
        facts: dict[str, Any] = {"group": change.group}
        if change.after > change.now:
            found.append(_("Group %(group)s gains an authority.") % facts)
        elif change.after < change.now:
            found.append(_("Group %(group)s loses an authority.") % facts)
    region = {change.measure: change for change in swap.changes if change.group is None}
    found += region_sentences(region)
    for change in swap.changes:
        if change.group and change.measure == Measure.UNCOVERED and change.gained:
            areas = listed(labels(change, change.gained, names))
            found.append(
                _("Nobody is strong in %(areas)s in group %(group)s any more.")
                % {"areas": areas, "group": change.group}
            )
    if not found:
        found.append(str(_("Little changes: no authority, no wish and no area of need.")))
    return found


def region_sentences(region: Mapping[Measure, Change]) -> list[str]:
    found = []
    every = region.get(Measure.ALL_AUTHORITIES)
    if every is not None and every.now != every.after:
        found.append(
            _("Groups with every authority go from %(now)s to %(after)s.")
            % {"now": round(every.now), "after": round(every.after)}
        )
    wishes = region.get(Measure.WISHES)
    if wishes is not None and wishes.now != wishes.after:
        count = abs(round(wishes.after - wishes.now))
        found.append(
            ngettext("%(count)s wish more is met.", "%(count)s wishes more are met.", count)
            % {"count": count}
            if wishes.after > wishes.now
            else ngettext("%(count)s wish is lost.", "%(count)s wishes are lost.", count) % {"count": count}
        )
    return found


def breaks(swap: Swap, names: Names) -> list[str]:
    return [broken(rule, names.schools) for rule in swap.breaks]
