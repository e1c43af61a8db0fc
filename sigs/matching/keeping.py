"""A problem as plain values for a JSON column, and back: what a run read is kept, so that its result can be
weighed by the same figures however the schools change meanwhile."""

import base64
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from sigs.matching.problem import Floats, Problem
from sigs.matching.rules import Rules

# Minutes are kept in tenths, intakes in ten-thousandths: far finer than either is known.
TENTHS = 10
TEN_THOUSANDTHS = 10_000


def keep(problem: Problem) -> dict[str, Any]:
    return {
        "ids": list(problem.ids),
        "names": list(problem.names),
        "authorities": list(problem.authorities),
        "areas": list(problem.areas),
        "authority": problem.authority.tolist(),
        "stage": problem.stage.tolist(),
        "welsh": np.flatnonzero(problem.welsh).tolist(),
        "weak": np.argwhere(problem.weak).tolist(),
        "strong": np.argwhere(problem.strong).tolist(),
        "minutes": packed(problem.minutes),
        "unlocated": np.flatnonzero(~problem.located).tolist(),
        "intake": [
            None if np.isnan(share) else round(share * TEN_THOUSANDTHS) for share in problem.intake.tolist()
        ],
        "wishes": [list(pair) for pair in problem.wishes],
        "last_groups": list(problem.last_groups),
        "last": problem.last.tolist(),
        "cluster": problem.cluster.tolist(),
    }


def restored(kept: Mapping[str, Any], rules: Rules) -> Problem:
    count, areas = len(kept["ids"]), len(kept["areas"])
    shares = [np.nan if share is None else share / TEN_THOUSANDTHS for share in kept["intake"]]
    return Problem(
        ids=tuple(kept["ids"]),
        names=tuple(kept["names"]),
        rules=rules,
        authorities=tuple(kept["authorities"]),
        areas=tuple(kept["areas"]),
        authority=np.array(kept["authority"], dtype=np.int64),
        stage=np.array(kept["stage"], dtype=np.int64),
        welsh=flags((count,), kept["welsh"]),
        weak=flags((count, areas), kept["weak"]),
        strong=flags((count, areas), kept["strong"]),
        minutes=unpacked(kept["minutes"], count),
        located=~flags((count,), kept["unlocated"]),
        intake=np.array(shares, dtype=np.float64),
        wishes=tuple((first, second) for first, second in kept["wishes"]),
        last_groups=tuple(kept["last_groups"]),
        last=np.array(kept["last"], dtype=np.int64),
        cluster=np.array(kept["cluster"], dtype=np.int64),
    )


def flags(shape: tuple[int, ...], places: list[Any]) -> Any:
    found = np.zeros(shape, dtype=np.bool_)
    if places:
        found[tuple(np.array(places, dtype=np.int64).reshape(len(places), -1).T)] = True
    return found


def packed(minutes: Floats) -> str:
    tenths = np.rint(minutes * TENTHS).astype("<i4")
    return base64.b64encode(zlib.compress(tenths.tobytes(), 6)).decode("ascii")


def unpacked(text: str, count: int) -> Floats:
    octets = zlib.decompress(base64.b64decode(text))
    return np.frombuffer(octets, dtype="<i4").reshape(count, count).astype(np.float64) / TENTHS
