"""From values to pixels: scales, tidy ticks, quartiles. Missing values are None; NaN and infinities count
as missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isclose, isfinite, log10
from statistics import quantiles

from django.utils.formats import number_format

from core.charts.words import Words


def is_known(value: float | None) -> bool:
    return value is not None and isfinite(value)


def known(values: Iterable[float | None]) -> list[float]:
    return [float(value) for value in values if value is not None and isfinite(value)]


def known_or_none(values: Iterable[float | None]) -> list[float | None]:
    """The same places, None where nothing is known."""
    return [float(value) if value is not None and isfinite(value) else None for value in values]


@dataclass(frozen=True, slots=True)
class Scale:
    """``low`` lies at pixel ``start`` and ``high`` at ``end``; a scale may run backwards."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def clamped(self, value: float) -> float:
        low, high = sorted((self.low, self.high))
        return self.at(min(max(value, low), high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What the caller knows about an axis. ``unit`` is written straight after a number ("%", " km").

    ``low`` and ``high`` fix an end; otherwise the ends are chosen about the values.
    """

    label: Words = ""
    unit: Words = ""
    from_zero: bool = False
    low: float | None = None
    high: float | None = None

    def number(self, value: float, decimals: int | None = None) -> str:
        return written(value, decimals) + self.unit


@dataclass(frozen=True, slots=True)
class Reference:
    """A value to compare with, and the words that stand at its line ("Wales 92.5")."""

    value: float
    label: Words


@dataclass(frozen=True, slots=True)
class Ticks:
    low: float
    high: float
    values: tuple[float, ...]
    decimals: int


def written(value: float, decimals: int | None = None) -> str:
    """The number as the reader's language writes it; without decimals given, one at most."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    return str(number_format(round(value, decimals) + 0.0, decimals, use_l10n=True, force_grouping=True))


def shared_decimals(values: Iterable[float | None]) -> int:
    """Numbers that stand side by side are written alike: one decimal if any of them needs it."""
    return 0 if all(value.is_integer() for value in known(values)) else 1


def ticks(values: Sequence[float | None], axis: Axis, *, most: int = 6) -> Ticks:
    """Ends and ticks for an axis about the values: tidy steps, at most ``most`` ticks."""
    numbers = known([*values, axis.low, axis.high]) or [0.0, 1.0]
    low, high = min(numbers), max(numbers)
    if axis.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if isclose(low, high, rel_tol=1e-9, abs_tol=1e-9):
        spread = max(abs(low) * 0.05, 1.0)
        floor_at_zero = low >= 0
        low, high = low - spread, high + spread
        if floor_at_zero:
            low = max(low, 0.0)
    elif not axis.from_zero:
        room = (high - low) * 0.02
        low, high = low - room if low - room >= 0 or low < 0 else 0.0, high + room
    step = _step(high - low, most)
    half = step / 2
    low_end = axis.low if axis.low is not None else floor(low / half + 1e-9) * half
    high_end = axis.high if axis.high is not None else ceil(high / half - 1e-9) * half
    if axis.unit == "%" and axis.high is None and max(numbers) <= 100:
        high_end = min(high_end, 100.0)
    if high_end <= low_end:
        high_end = low_end + step
    first, last = ceil(low_end / step - 1e-9), floor(high_end / step + 1e-9)
    decimals = max(0, -floor(log10(step) + 1e-9))
    places = tuple(round(step * index, decimals + 2) for index in range(first, last + 1))
    return Ticks(low_end, high_end, places, decimals)


def _step(span: float, most: int) -> float:
    rough = span / max(most, 1)
    power = 10.0 ** floor(log10(rough))
    factors = {1.0: (1, 2, 4, 5), 10.0: (1, 2, 2.5, 5)}.get(
        power, (1, 2, 2.5, 5) if power > 10 else (1, 2, 5)
    )
    return next((factor * power for factor in factors if factor * power >= rough), 10 * power)


def labelled(places: Sequence[float], widths: Sequence[float], gap: float = 8) -> list[int]:
    """Which of the ticks (at even distances, in pixels) get their label: all, or every second, third …, so
    that no two labels of these widths come closer than the gap. Always the first of them."""
    if len(places) < 2:
        return list(range(len(places)))
    pitch = abs(places[1] - places[0])
    needed = max(widths) + gap
    every = next((n for n in range(1, len(places)) if n * pitch >= needed), len(places))
    return list(range(0, len(places), every))


def quarters(values: Iterable[float | None]) -> tuple[float, float, float] | None:
    """Lower quartile, median and upper quartile (linear between ranks); None without values."""
    numbers = known(values)
    if not numbers:
        return None
    if len(numbers) == 1:
        return (numbers[0],) * 3
    low, middle, high = quantiles(numbers, n=4, method="inclusive")
    return (low, middle, high)
