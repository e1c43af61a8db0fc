import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """Seconds: the whole run, and F with its three parts."""

    run: float
    out: float
    arithmetic: float
    back: float
    rows: int

    @property
    def unit(self) -> float:
        return self.out + self.arithmetic + self.back

    def said(self) -> str:
        return (
            f"{self.run:.2f} s for {self.rows:,} comparisons; F = {self.unit:.2f} s"
            f" (out {self.out:.2f}, arithmetic {self.arithmetic:.2f}, in {self.back:.2f})"
        )


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
