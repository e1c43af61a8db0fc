"""Who could give and get, as it stands in the tables."""

import numpy as np

from brokerage.matching.mutual import Mutual, Party, mutual_pairs
from brokerage.matching.reading import minutes_between
from brokerage.matching.rules import HELPED_BY
from brokerage.queries.mutual import Stated, together_now
from schools.enums import Phase
from schools.models import School


def pairs_among(
    schools: list[School], strong: Stated, weak: Stated, *, most_minutes: int
) -> tuple[Mutual, ...]:
    """Of schools that state both a strength and a need: each can help the other's phase, and the way is short
    enough. Those that work together already are left out."""
    parties = [school for school in schools if strong.get(school.pk) and weak.get(school.pk)]
    if len(parties) < 2:
        return ()
    minutes = minutes_between(parties, parties)
    phases = sorted({school.phase for school in parties})
    fits = np.array([[one in HELPED_BY.get(Phase(other), {other}) for other in phases] for one in phases])
    place = np.array([phases.index(school.phase) for school in parties])
    helps = fits[np.ix_(place, place)]
    near = np.isnan(minutes) | (minutes <= most_minutes)
    return mutual_pairs(
        [Party(school.pk, strong[school.pk], weak[school.pk]) for school in parties],
        minutes,
        helps & helps.T & near,
        without=together_now([school.pk for school in parties]),
    )
