"""How many schools stood in each national support category, and in which the cycle before."""

from collections import Counter
from dataclasses import dataclass
from itertools import product

from schools.comparisons.frames import Category, Frames
from schools.comparisons.vocabulary import EVERY


@dataclass(frozen=True, order=True)
class Summary:
    """0 for all, otherwise one more than the place in the list. `previous` is empty where there was none."""

    authority: int
    phase: int
    medium: int
    year: int
    category: str
    previous: str
    schools: int


def summaries(frames: Frames) -> list[Summary]:
    schools = frames.schools
    known = {(record.school, record.year): record.category for record in frames.categories}
    counted: Counter[tuple[int, int, int, int, str, str]] = Counter()
    for record in frames.categories:
        place = record.school
        inside = int(schools.authority[place])
        if inside < 0:
            continue
        before = category_before(record, known, frames.predecessors)
        kinds = (inside + 1, int(schools.phase[place]) + 1, int(schools.medium[place]) + 1)
        for authority, phase, medium in product(*((EVERY, kind) for kind in kinds)):
            counted[authority, phase, medium, record.year, record.category, before] += 1
    return sorted(Summary(*key, schools=count) for key, count in counted.items())


def category_before(
    record: Category, known: dict[tuple[int, int], str], predecessors: dict[int, list[int]]
) -> str:
    """The school's own of the year before or, where it had none, that of the schools it carries on from;
    none where those differ."""
    year = record.year - 1
    seen = {record.school}
    generation = [record.school]
    while generation:
        found = {known[school, year] for school in generation if (school, year) in known}
        if found:
            return found.pop() if len(found) == 1 else ""
        generation = [
            earlier
            for school in generation
            for earlier in predecessors.get(school, [])
            if earlier not in seen
        ]
        seen.update(generation)
    return ""
