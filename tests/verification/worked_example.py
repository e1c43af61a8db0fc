"""The section "Worked example" of docs/statistics.md, reckoned from the published figures as one would with a
pocket calculator: nothing of schools.comparisons is used, nothing that a run stored is read."""

import math
import textwrap
from dataclasses import dataclass
from statistics import fmean, pstdev

from schools.models import Indicator, Result, School

NUMBER = "6744096"
YEAR = 2025
PHASE = "secondary"
# Upper bounds of the benchmark groups of secondary schools, percent eligible for free school meals.
BOUNDS = (10, 15, 20, 30, 100)
PRIMARY_BOUNDS = (8, 16, 24, 32, 100)
MEASURES = ("capped9", "attendance")
WIDTH = 118
WELSH = {"WM", "BA", "BB", "BCH"}


def figures(code: str, phase: str) -> dict[int, float]:
    """By school of all Wales; the newest of the last three years."""
    rows = Result.objects.filter(
        indicator__code=code,
        school__phase=phase,
        group="all",
        part="",
        value__isnull=False,
        year__range=(YEAR - 2, YEAR),
        school__closed_on=None,
    )
    return dict(rows.order_by("year").values_list("school", "value"))


def group_of(fsm: float, bounds: tuple[int, ...]) -> int:
    return next(number for number, upper in enumerate(bounds, start=1) if fsm <= upper)


def cut(values: list[float], share: float) -> float:
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def quarter(value: float, values: list[float]) -> int:
    reached = [value >= cut(values, share) for share in (0.75, 0.5, 0.25)]
    return reached.index(True) + 1 if any(reached) else 4


def said(value: float, decimals: int = 1) -> str:
    """With a real minus, and without -0.0, which is no number that one says."""
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".replace("-", "−")


def three(value: float) -> str:
    """No more digits than there are."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Line:
    pairs: list[tuple[float, float]]

    def sum(self, x: int, y: int) -> float:
        return math.fsum(one**x * other**y for one, other in self.pairs)

    @property
    def xx(self) -> float:
        return self.sum(2, 0) - self.sum(1, 0) ** 2 / len(self.pairs)

    @property
    def xy(self) -> float:
        return self.sum(1, 1) - self.sum(1, 0) * self.sum(0, 1) / len(self.pairs)

    @property
    def yy(self) -> float:
        return self.sum(0, 2) - self.sum(0, 1) ** 2 / len(self.pairs)

    @property
    def slope(self) -> float:
        return self.xy / self.xx

    @property
    def intercept(self) -> float:
        return (self.sum(0, 1) - self.slope * self.sum(1, 0)) / len(self.pairs)

    @property
    def deviation(self) -> float:
        return math.sqrt((self.yy - self.slope * self.xy) / (len(self.pairs) - 2))


def section() -> str:
    school = School.objects.get(number=NUMBER)
    fsm = figures("fsm", PHASE)
    own = fsm[school.pk]
    parts = [
        "## Worked example\n",
        (
            f"{school.name_en} ({NUMBER}), from the files that Welsh Government published in September"
            f" 2025, with"
            f" nothing but what stands here and a pocket calculator. The file gives no numbers of pupils"
            f" behind its"
            f" figures and not the year that they are of, so nothing is hidden, there is no three-year value"
            f" and no"
            f" change. `tests/verification/worked_example.py` makes this section from the files.\n"
        ),
        (
            f"**Group.** {said(own)} % of its pupils are eligible for free school meals (average of three"
            f" years)."
            f" That is at most {BOUNDS[0]}, so it stands in group {group_of(own, BOUNDS)} of the secondary"
            f" schools,"
            f" with {len(members(fsm, 'capped9', 1))} schools in Wales.\n"
        ),
    ]
    parts += [of_measure(school, code, fsm) for code in MEASURES]
    parts += [of_family(school, fsm), of_all_groups()]
    return "\n".join(wrapped(line) for line in "\n".join(parts).split("\n"))


def wrapped(line: str) -> str:
    if line.startswith(("|", "    ")):
        return line
    return textwrap.fill(
        line, WIDTH, subsequent_indent="  " if line.startswith("- ") else "", break_on_hyphens=False
    )


def members(fsm: dict[int, float], code: str, group: int) -> list[float]:
    values = figures(code, PHASE)
    return sorted(value for pk, value in values.items() if pk in fsm and group_of(fsm[pk], BOUNDS) == group)


def of_measure(school: School, code: str, fsm: dict[int, float]) -> str:
    indicator = Indicator.objects.get(code=code)
    all_values = figures(code, PHASE)
    value, group = all_values[school.pk], members(fsm, code, group_of(fsm[school.pk], BOUNDS))
    n = len(group)
    below, same = sum(other < value for other in group), group.count(value)
    percent = 100 * (below + same / 2) / n
    lines = [f"### {indicator.name_en}: {said(value)}\n", "The values of the group, sorted:\n"]
    lines += ["    " + "  ".join(f"{place}: {said(other)}" for place, other in enumerate(group)) + "\n"]
    told = []
    for name, share in (("lower quartile", 0.25), ("median", 0.5), ("upper quartile", 0.75)):
        place = share * (n - 1)
        told.append(
            f"- {name}: place {share:g} × ({n} − 1) = {place:g}, counted from 0: {between(group, place)}"
        )
    lines += [*told, ""]
    lines.append(
        f"**Quarter {quarter(value, group)}**, since {reason(value, group)}. **Percentile:** {below}"
        f" schools lie"
        f" below, {same} at the same value (itself): 100 × ({below} + {same} ÷ 2) ÷ {n} = {said(percent)}.\n"
    )
    return "\n".join([*lines, of_line(value, fsm[school.pk], fsm, all_values)])


def between(values: list[float], place: float) -> str:
    low = int(place)
    if place == low:
        return f"**{said(values[low])}**"
    return (
        f"{said(values[low])} + {place - low:g} × ({said(values[low + 1])} − {said(values[low])})"
        f" = **{cut(values, place / (len(values) - 1)):.2f}**"
    )


def reason(value: float, values: list[float]) -> str:
    names = {1: "upper quartile", 2: "median", 3: "lower quartile"}
    shares = {1: 0.75, 2: 0.5, 3: 0.25}
    found = quarter(value, values)
    above = (
        f"{said(value)} is below the {names[found - 1]} {cut(values, shares[found - 1]):.2f}"
        if found > 1
        else ""
    )
    at = f"{said(value)} reaches the {names[found]} {cut(values, shares[found]):.2f}" if found < 4 else ""
    return " and ".join(words for words in (at, above) if words)


def of_line(value: float, own: float, fsm: dict[int, float], values: dict[int, float]) -> str:
    line = Line([(fsm[pk], values[pk]) for pk in values if pk in fsm])
    n = len(line.pairs)
    expected = line.intercept + line.slope * own
    band = 1.96 * line.deviation
    off = value - expected
    verdict = "in line with" if abs(off) <= band else "above" if off > 0 else "below"
    return (
        f"**Line** through all {n} secondary schools in Wales, x free school meals, y the measure:"
        f" Σx = {said(line.sum(1, 0))}, Σy = {said(line.sum(0, 1))}, Σx² = {said(line.sum(2, 0), 2)},"
        f" Σxy = {said(line.sum(1, 1), 2)}, Σy² = {said(line.sum(0, 2), 2)}.\n\n"
        f"- Sxx = Σx² − (Σx)² ÷ {n} = {said(line.xx, 2)}; Sxy = Σxy − Σx × Σy ÷ {n} = {said(line.xy, 2)};"
        f" Syy = Σy² − (Σy)² ÷ {n} = {said(line.yy, 2)}\n"
        f"- slope = Sxy ÷ Sxx = {said(line.slope, 4)}; intercept = (Σy − slope × Σx) ÷ {n} ="
        f" {line.intercept:.3f}\n"
        f"- expected at {said(own)} %: {line.intercept:.3f} − {-line.slope:.4f} × {said(own)} ="
        f" **{said(expected)}**; {said(value)} lies {said(off)} from it\n"
        f"- standard deviation of the residuals = √((Syy − slope × Sxy) ÷ ({n} − 2)) ="
        f" {line.deviation:.3f}; without"
        f" numbers of pupils all of it is *between*, so the band is ± 1.96 × {line.deviation:.3f} ="
        f" **± {said(band)}**\n"
        f"- {said(abs(off))} is {'within' if abs(off) <= band else 'outside'} {said(band)}: **{verdict}"
        f" what is"
        f" expected**\n"
    )


def nearest(school: School, fsm: dict[int, float]) -> list[tuple[float, School, float, float]]:
    pupils = figures("pupils", PHASE)
    spread_fsm, spread_pupils = pstdev(fsm.values()), pstdev([math.log(count) for count in pupils.values()])
    found = []
    for other in School.objects.filter(phase=PHASE, closed_on=None).exclude(pk=school.pk):
        if other.pk in fsm and other.pk in pupils:
            square = 0.7 * ((fsm[school.pk] - fsm[other.pk]) / spread_fsm) ** 2
            square += 0.3 * (math.log(pupils[school.pk] / pupils[other.pk]) / spread_pupils) ** 2
            square += (school.medium in WELSH) != (other.medium in WELSH)
            found.append((math.sqrt(square), other, fsm[other.pk], pupils[other.pk]))
    return sorted(found, key=lambda row: (row[0], row[1].number))


def of_family(school: School, fsm: dict[int, float]) -> str:
    pupils = figures("pupils", PHASE)
    logs = [math.log(count) for count in pupils.values()]
    rows = nearest(school, fsm)
    first = rows[0]
    spread_fsm, spread_pupils = pstdev(fsm.values()), pstdev(logs)
    steps = (fsm[school.pk] - first[2]) / spread_fsm, math.log(pupils[school.pk] / first[3]) / spread_pupils
    lines = [
        "### Family\n",
        (
            f"Its own facts: {said(own_of(fsm, school))} % eligible, {pupils[school.pk]:,.0f} pupils, taught"
            f" in English."
            f" Over the {len(fsm)} open secondary schools in Wales the standard deviation of free school"
            f" meals is"
            f" {spread_fsm:.4f}, that of the logarithm of pupils {spread_pupils:.4f} (mean"
            f" {fmean(logs):.4f})."
            f" The five"
            f" nearest, without the names of schools outside the region:\n"
        ),
        "| | eligible, % | pupils | medium | distance |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {other.name_en if other.scope_id else 'a school elsewhere in Wales'} | {said(of_fsm)} |"
        f" {count:,.0f}"
        f" | {other.medium} | {distance:.4f} |"
        for distance, other, of_fsm, count in rows[:5]
    ]
    lines.append(
        f"\nThe first: ({said(own_of(fsm, school))} − {said(first[2])}) ÷ {spread_fsm:.4f} ="
        f" {said(steps[0], 4)} and"
        f" ln({pupils[school.pk]:.0f} ÷ {first[3]:.0f}) ÷ {spread_pupils:.4f} = {said(steps[1], 4)}; √(0.7 ×"
        f" {abs(steps[0]):.4f}² + 0.3 × {abs(steps[1]):.4f}²) = {first[0]:.4f}. Of its 30,"
        f" {sum(row[0] <= 0.5 for row in rows[:30])} are close matches (up to 0.5).\n"
    )
    return "\n".join(lines)


def own_of(figures_of: dict[int, float], school: School) -> float:
    return figures_of[school.pk]


def of_all_groups() -> str:
    lines = [
        "### All groups\n",
        (
            "Cut points of each FSM group from all schools in Wales, and how many of the region's schools"
            " stand in each"
            " quarter (1 is the most favourable).\n"
        ),
        (
            "| measure | group, % eligible | schools | lower quartile | median | upper quartile | region: 1 |"
            " 2 | 3 | 4 |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for code, phase, bounds in (
        ("attendance", "primary", PRIMARY_BOUNDS),
        ("attendance", "secondary", BOUNDS),
        ("capped9", "secondary", BOUNDS),
    ):
        lines += rows_of(code, phase, bounds)
    return "\n".join(lines) + "\n"


def rows_of(code: str, phase: str, bounds: tuple[int, ...]) -> list[str]:
    fsm, values = figures("fsm", phase), figures(code, phase)
    region = set(School.objects.of_region().values_list("pk", flat=True))
    name = f"{Indicator.objects.get(code=code).short_en}, {phase}"
    lines = []
    for number, upper in enumerate(bounds, start=1):
        inside = {
            pk: value for pk, value in values.items() if pk in fsm and group_of(fsm[pk], bounds) == number
        }
        ordered = sorted(inside.values())
        quarters = [quarter(value, ordered) for pk, value in inside.items() if pk in region]
        label = f"above {bounds[-2]}" if number == len(bounds) else f"to {upper}"
        cuts = " | ".join(three(cut(ordered, share)) for share in (0.25, 0.5, 0.75))
        counts = " | ".join(str(quarters.count(each)) for each in (1, 2, 3, 4))
        lines.append(f"| {name} | {label} | {len(ordered)} | {cuts} | {counts} |")
    return lines
