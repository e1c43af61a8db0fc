"""Estimated minutes by road between schools: the straight line, longer by a factor, at one speed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schools.models import School
from schools.queries.register import KM_PER_DEGREE
from sigs.matching.problem import Flags, Floats, Ints


@dataclass(frozen=True, eq=False)
class Journeys:
    minutes: Floats
    located: Flags


def journeys(schools: Sequence[School], *, detour: float, km_per_hour: float) -> Journeys:
    north = np.array([np.nan if school.latitude is None else school.latitude for school in schools])
    east = np.array([np.nan if school.longitude is None else school.longitude for school in schools])
    located = np.isfinite(north) & np.isfinite(east)
    minutes = straight_km(north, east) * detour * 60 / km_per_hour
    authority = np.array([school.authority_id for school in schools], dtype=np.int64)
    return Journeys(filled_in(minutes, located, authority), located)


def straight_km(north: Floats, east: Floats) -> Floats:
    """On a plane that touches the region: over a hundred kilometres it errs by metres."""
    if not np.isfinite(north).any():
        return np.zeros((len(north), len(north)))
    x = east * np.cos(np.radians(np.nanmean(north))) * KM_PER_DEGREE
    y = north * KM_PER_DEGREE
    apart: Floats = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    return apart


def filled_in(minutes: Floats, located: Flags, authority: Ints) -> Floats:
    """A school without coordinates is as far from the others as its authority's schools are on average."""
    if located.all() or not located.any():
        return np.where(np.isfinite(minutes), minutes, 0.0)
    known = minutes.copy()
    known[~located] = 0.0
    known[:, ~located] = 0.0
    lost = np.flatnonzero(~located)
    for row in lost:
        like = located & (authority == authority[row])
        like = like if like.any() else located
        known[row, located] = known[located, row] = known[like][:, located].mean(axis=0)
    for row in lost:
        like = located & (authority == authority[row])
        like = like if like.any() else located
        known[row, lost] = known[lost][:, like].mean(axis=1)
    known[np.ix_(lost, lost)] = (known[np.ix_(lost, lost)] + known[np.ix_(lost, lost)].T) / 2
    np.fill_diagonal(known, 0.0)
    return known
