"""What settings of the comparisons must be, each refusal in a sentence: what is wrong, where, what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.errors import DomainError
from schools.units import academic_year

MOST_GROUPS = 8
ALL = Decimal(100)
# So many years ahead a setting may begin.
YEARS_AHEAD = 10


@dataclass(frozen=True)
class Fault:
    """`field`: "valid_from", a group's number or an indicator's code; empty for the whole."""

    field: str
    sentence: StrOrPromise


class SettingRefused(DomainError):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].sentence)
        self.faults = faults


class SettingChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this set while you had it open. What stands there now is below; your"
                " own words are still in the form. Look at the effect again, and save."
            )
        )


class SettingInForce(DomainError):
    status = 409

    def __init__(self, valid_from: int, newest: int) -> None:
        super().__init__(
            _(
                "This set holds from %(first)s on and pages show figures of %(newest)s that were compared"
                " with it. Add a new set that begins later instead."
            )
            % {"first": academic_year(valid_from), "newest": academic_year(newest)}
        )


@dataclass(frozen=True)
class WeightGiven:
    code: str
    weight: float
    logarithmic: bool = False


def refuse(faults: Iterable[Fault]) -> None:
    found = list(faults)
    if found:
        raise SettingRefused(found)


def written(number: float | Decimal) -> str:
    """No decimals that say nothing: 95, 12.5."""
    shown = Decimal(str(number)).normalize()
    return number_format(shown, max(-int(shown.as_tuple().exponent), 0))


def faults_of_date(valid_from: int, known: Iterable[int], this_year: int) -> Iterable[Fault]:
    last = this_year + YEARS_AHEAD
    if valid_from in set(known):
        yield Fault(
            "valid_from",
            _("There is a set from %(year)s on already. Change that one, or choose another school year.")
            % {"year": academic_year(valid_from)},
        )
    if valid_from > last:
        yield Fault(
            "valid_from",
            _("%(year)s is too far ahead. Choose a school year up to %(last)s.")
            % {"year": academic_year(valid_from), "last": academic_year(last)},
        )


def faults_of_bands(uppers: Sequence[float | None]) -> Iterable[Fault]:
    """Bounds of group 1, 2, …; nothing where none was given."""
    given = list(uppers)
    while given and given[-1] is None:
        given.pop()
    if len(given) > MOST_GROUPS:
        sentence = _("There are %(count)s groups; there can be at most %(most)s. Take some out.")
        yield Fault("", sentence % {"count": len(given), "most": MOST_GROUPS})
    if len(given) < 2:
        yield Fault("1", _("One group would hold all schools. Write the bounds of at least two groups."))
        return
    before: tuple[int, float] | None = None
    for number, upper in enumerate(given, start=1):
        if upper is None:
            sentence = _(
                "Group %(number)s has no bound, but a later group has one. Write its bound, or move the later"
                " bounds up."
            )
            yield Fault(str(number), sentence % {"number": number})
            continue
        yield from faults_of_bound(number, upper, before)
        before = (number, upper)
    if before and before[1] < 100:
        sentence = _(
            "The last group ends at %(upper)s, not at 100, so that schools above %(upper)s%% would stand in"
            " no group. Write 100 as its bound, or add a group that ends at 100."
        )
        yield Fault(str(before[0]), sentence % {"upper": written(before[1])})


def faults_of_bound(number: int, upper: float, before: tuple[int, float] | None) -> Iterable[Fault]:
    if not 0 < upper <= 100:
        sentence = _("The bound of group %(number)s is %(upper)s. Write a percentage above 0, up to 100.")
        yield Fault(str(number), sentence % {"number": number, "upper": written(upper)})
    elif before and upper <= before[1]:
        sentence = _(
            "Group %(number)s ends at %(upper)s, which is not above group %(before)s (%(bound)s). Write a"
            " higher bound."
        )
        facts = {"number": number, "upper": written(upper)}
        yield Fault(str(number), sentence % {**facts, "before": before[0], "bound": written(before[1])})


def faults_of_weights(given: Sequence[WeightGiven], names: Mapping[str, str]) -> Iterable[Fault]:
    """`names`: of the measures that may be weighed, by code."""
    if not given:
        yield Fault("", _("No measure has a weight. Give weights that come to 100 together."))
        return
    seen: set[str] = set()
    for row in given:
        yield from faults_of_weight(row, names, seen)
        seen.add(row.code)
    total = sum((Decimal(str(row.weight)) for row in given), Decimal(0))
    facts = {"total": written(total), "rest": written(abs(ALL - total))}
    if total < ALL:
        yield Fault("", _("The weights come to %(total)s, not to 100: add %(rest)s to one of them.") % facts)
    if total > ALL:
        sentence = _("The weights come to %(total)s, not to 100: take %(rest)s off one of them.")
        yield Fault("", sentence % facts)


def faults_of_weight(row: WeightGiven, names: Mapping[str, str], seen: set[str]) -> Iterable[Fault]:
    if row.code not in names:
        sentence = _("“%(code)s” is no measure of context with figures. Take it out.")
        yield Fault("", sentence % {"code": row.code[:40]})
        return
    facts = {"measure": names[row.code], "weight": written(row.weight)}
    if row.code in seen:
        yield Fault(row.code, _("%(measure)s has two weights. Keep one of them.") % facts)
    if row.weight <= 0:
        sentence = _(
            "The weight of %(measure)s is %(weight)s. Write a number above 0, or leave it blank so that the"
            " measure does not count."
        )
        yield Fault(row.code, sentence % facts)
