"""Problems made up for the tests: small ones that can be enumerated, and one the size of the region."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np

from sigs.matching import Problem, Rules
from sigs.matching.problem import Ints

AREAS = (91, 92)
# Primary schools of the five authorities.
REGION = (102, 98, 48, 45, 23)


def made_problem(
    schools: int = 8,
    groups: int = 2,
    *,
    seed: int = 0,
    authorities: int = 3,
    areas: tuple[int, ...] = AREAS,
    wishes: int | tuple[tuple[int, int], ...] = 3,
    last_groups: int = 0,
    rules: dict[str, Any] | None = None,
    **columns: Any,
) -> Problem:
    """Ids begin at 101, so that a row is never taken for an id."""
    rng = np.random.default_rng(seed)
    ids = tuple(range(101, 101 + schools))
    east, north = rng.random(schools) * 40, rng.random(schools) * 40
    if isinstance(wishes, int):
        drawn = rng.integers(0, schools, (wishes, 2)).tolist()
        wishes = tuple(dict.fromkeys((ids[who], ids[whom]) for who, whom in drawn if who != whom))
    sizes = {"smallest": schools // groups, "largest": -(-schools // groups)}
    found: dict[str, Any] = {
        "ids": ids,
        "names": tuple(f"School {school}" for school in ids),
        "rules": Rules(groups=groups, **{**sizes, **(rules or {})}),
        "authorities": tuple(range(11, 11 + authorities)),
        "areas": areas,
        "authority": rng.integers(0, authorities, schools),
        "stage": rng.choice([-1, 0, 1, 2, 3], schools, p=[0.05, 0.4, 0.35, 0.15, 0.05]),
        "welsh": rng.random(schools) < 0.3,
        "weak": rng.random((schools, len(areas))) < 0.3,
        "strong": rng.random((schools, len(areas))) < 0.2,
        "minutes": np.round(np.hypot(east[:, None] - east, north[:, None] - north), 1),
        "located": np.ones(schools, dtype=bool),
        "intake": np.where(rng.random(schools) < 0.1, np.nan, rng.random(schools) * 50),
        "wishes": wishes,
        "last": rng.integers(0, last_groups, schools) if last_groups else np.full(schools, -1),
        "cluster": np.full(schools, -1),
    }
    found |= columns
    groups_last_year = max(last_groups, int(found["last"].max()) + 1)
    return Problem(**{"last_groups": tuple(range(501, 501 + groups_last_year)), **found})


def region(*, seed: int = 1, rules: dict[str, Any] | None = None, **columns: Any) -> Problem:
    """Like the 316 primary schools of the region: as many of each authority, 40 of them Welsh-medium."""
    schools = sum(REGION)
    rng = np.random.default_rng(seed)
    stage = rng.permutation(np.repeat([0, 1, 2, 3], [120, 120, 60, 16]))
    welsh = np.isin(np.arange(schools), rng.choice(schools, 40, replace=False))
    found: dict[str, Any] = {
        "authority": np.repeat(np.arange(len(REGION)), REGION),
        "stage": stage,
        "welsh": welsh,
        "weak": rng.random((schools, 5)) < 0.2,
        "strong": rng.random((schools, 5)) < 0.12,
        "minutes": region_minutes(rng),
    }
    return made_problem(
        schools,
        36,
        seed=seed,
        authorities=len(REGION),
        areas=(91, 92, 93, 94, 95),
        wishes=84,
        rules={"authorities": 4, **(rules or {})},
        **{**found, **columns},
    )


def region_minutes(rng: np.random.Generator) -> Any:
    """Schools scattered about the middle of their authority."""
    middles = np.array([(22, 30), (45, 10), (8, 18), (28, 5), (35, 40)])
    authority = np.repeat(np.arange(len(REGION)), REGION)
    places = middles[authority] + rng.normal(size=(sum(REGION), 2)) * 7
    return np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1)) * 1.5


def placements(sizes: Ints) -> Iterator[Ints]:
    """Every way to put schools into groups of these sizes."""

    def fill(group: int, left: tuple[int, ...]) -> Iterator[dict[int, int]]:
        if group == len(sizes):
            yield {}
            return
        for members in combinations(left, int(sizes[group])):
            rest = tuple(row for row in left if row not in members)
            for further in fill(group + 1, rest):
                yield {**dict.fromkeys(members, group), **further}

    for placed in fill(0, tuple(range(int(sizes.sum())))):
        yield np.array([placed[row] for row in range(len(placed))])
