"""Which school is in which of last year's groups: dealt out by authority, no Welsh-medium school alone."""

from random import Random

from schools.enums import Medium, Phase
from schools.models import School

SEED = 20250901
PRIMARY_GROUPS = 36
SECONDARY_GROUPS = 10
WELSH_TOGETHER = 3
WELSH = {Medium.WELSH, Medium.DUAL, Medium.BILINGUAL_A, Medium.BILINGUAL_B}


def deal(schools: list[School]) -> tuple[list[list[School]], list[list[School]]]:
    """Primary groups and secondary groups. All-age schools are with the secondaries; special schools and
    pupil referral units are spread over both."""
    chance = Random(SEED)  # noqa: S311 - made-up groups, the same each time
    primary = [school for school in schools if school.phase in {Phase.PRIMARY, Phase.NURSERY}]
    secondary = [school for school in schools if school.phase in {Phase.SECONDARY, Phase.ALL_AGE}]
    others = [school for school in schools if school.phase in {Phase.SPECIAL, Phase.PRU}]
    primary += others[::2]
    secondary += others[1::2]
    return spread(primary, PRIMARY_GROUPS, chance), spread(secondary, SECONDARY_GROUPS, chance)


def spread(schools: list[School], most: int, chance: Random) -> list[list[School]]:
    """Fewer groups where there are few schools."""
    groups: list[list[School]] = [[] for _place in range(max(1, min(most, len(schools) // 4)))]
    welsh = [school for school in schools if school.medium in WELSH]
    rest = [school for school in schools if school.medium not in WELSH]
    chance.shuffle(welsh)
    homes = max(1, min(len(groups), len(welsh) // WELSH_TOGETHER))
    for place, school in enumerate(welsh):
        groups[place % homes].append(school)
    chance.shuffle(rest)
    # Schools of one authority one after the other, so that they go to different groups.
    for school in sorted(rest, key=lambda school: school.authority_id):
        fewest = min(len(group) for group in groups)
        groups[next(i for i, group in enumerate(groups) if len(group) == fewest)].append(school)
    return [group for group in groups if group]
