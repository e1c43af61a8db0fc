"""How much figures differ by chance, written from docs/statistics.md, "Noise"."""

import math
from dataclasses import dataclass


@dataclass
class Noise:
    differences: list[float]
    # One over the cohort (or the sum of two such); None where it is not known.
    shares: list[float | None]
    # Degrees of freedom that the mean or the line took.
    lost: int

    def __post_init__(self) -> None:
        squares = [difference**2 for difference in self.differences]
        n = len(squares)
        spare = n / max(n - self.lost, 1)
        mean = math.fsum(squares) / n
        shares = [share for share in self.shares if share is not None]
        self.between, self.within = mean * spare, 0.0
        if len(shares) < n or len(set(shares)) < 2:
            return
        mean_share = math.fsum(shares) / n
        spread = math.fsum((share - mean_share) ** 2 for share in shares)
        slope = (
            math.fsum(
                (share - mean_share) * (square - mean) for share, square in zip(shares, squares, strict=True)
            )
            / spread
        )
        intercept = mean - slope * mean_share
        if slope <= 0:
            return
        if intercept < 0:
            intercept = 0.0
            slope = math.fsum(
                share * square for share, square in zip(shares, squares, strict=True)
            ) / math.fsum(share**2 for share in shares)
        self.between, self.within = intercept * spare, slope * spare

    def band(self, share: float | None) -> float:
        return 1.96 * math.sqrt(self.between + self.within * (share or 0))
