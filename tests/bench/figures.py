"""A figure beside its goal."""

import json
import operator
from collections.abc import Callable
from dataclasses import dataclass

MEETS: dict[str, Callable[[float, float], bool]] = {"<=": operator.le, ">=": operator.ge, "==": operator.eq}


@dataclass(frozen=True)
class Figure:
    """`relation` stands between value and goal: "<=", ">=" or "==". A control is to miss its goal."""

    name: str
    value: float
    relation: str
    goal: float
    note: str = ""
    is_control: bool = False

    @property
    def is_ok(self) -> bool:
        return MEETS[self.relation](self.value, self.goal) is not self.is_control

    def line(self) -> str:
        facts = {"name": self.name, "value": rounded(self.value), "goal": self.goal, "ok": self.is_ok}
        return json.dumps(facts)

    def row(self) -> list[str]:
        wanted = f"not {self.relation} {self.goal:g}" if self.is_control else f"{self.relation} {self.goal:g}"
        return [self.name, f"{rounded(self.value):g}", wanted, "yes" if self.is_ok else "NO", self.note]


def rounded(value: float) -> float:
    return float(f"{value:.4g}")


def table(figures: list[Figure]) -> str:
    rows = [["figure", "value", "goal", "ok", "how"], *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)), row[4]]
        ).rstrip()
        for row in rows
    )
