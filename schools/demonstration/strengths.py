"""Strengths and needs of most schools: leaning on what their published figures say, with chance beside it.
Some are confirmed, some wait, some have faded. Nothing where a school has any already."""

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from numpy.random import Generator

from core import clock
from core.models import RoleAssignment, User
from schools.demonstration.chance import stream
from schools.demonstration.region import SEED
from schools.enums import (
    GroundsKind,
    Group,
    Medium,
    NeedState,
    Role,
    RunState,
    StatedBy,
    StrengthState,
    Urgency,
)
from schools.models import Comparison, Grounds, Indicator, Need, School, Strength, Topic
from schools.queries.strengths.figures import CitedFigure, figures_of, topics_of
from schools.queries.topics import Branch, tree
from schools.services.strengths.grounds import shown_text

TEXTS = Path(__file__).with_suffix(".json")
# Shares of schools and of statements; days are counted back from today.
WITHOUT_ANY = 0.08
LEANS = 0.7
STRENGTHS, NEEDS = 3, 2
CONFIRMED, OFFERED, SAID_BY_SCHOOL = 0.72, 0.7, 0.55
OLDEST = 330
WAITED = 25
BEST, WORST = 1, 4
MADE_UP = {
    "en": "Made up for the demonstration: ",
    "cy": "Wedi’i lunio ar gyfer yr arddangosiad: ",
}


@dataclass(frozen=True)
class Sides:
    """Who speaks for the school and who advises it."""

    head: User
    adviser: User


@transaction.atomic
def add_strengths(schools: list[School], people: dict[str, User], *, fictional: bool) -> int:
    """`fictional`: the schools are real and what is said of them is not; then every text says so. How many
    schools gained some."""
    known = set(Strength.objects.values_list("school", flat=True)) | set(
        Need.objects.values_list("school", flat=True)
    )
    wanted = sorted((one for one in schools if one.pk not in known), key=lambda one: one.number)
    if not wanted:
        return 0
    writing = Writing(wanted, people, fictional)
    for school in wanted:
        writing.write(school)
    return writing.store()


class Writing:
    def __init__(self, schools: list[School], people: dict[str, User], fictional: bool) -> None:
        self.people, self.fictional = people, fictional
        self.texts: dict[str, dict[str, str]] = json.loads(TEXTS.read_text("utf-8"))
        self.tree = [branch for branch in tree() if branch.area.code in self.texts]
        ids = [school.pk for school in schools]
        self.figures = figures_of(ids)
        self.speaking = topics_of(Indicator.objects.values_list("pk", flat=True))
        self.quarters = newest_quarters(ids)
        self.heads, self.advisers = holders(Role.HEADTEACHER, ids), holders(Role.ADVISER, ids)
        self.now = clock.now()
        self.strengths: list[Strength] = []
        self.needs: list[Need] = []
        self.figured: list[tuple[Strength | Need, CitedFigure]] = []
        self.worked: list[tuple[Strength | Need, str]] = []

    def write(self, school: School) -> None:
        chance = stream(SEED, f"strengths-{school.number}")
        if float(chance.random()) < WITHOUT_ANY:
            return
        sides = Sides(
            self.heads.get(school.pk, self.people["head"]),
            self.advisers.get(school.pk, self.people["adviser"]),
        )
        taken: set[int] = set()
        for is_need, count in ((False, STRENGTHS), (True, NEEDS)):
            for figure in self.leaning(school, chance, is_need=is_need):
                topic = self.speaking[figure.indicator.pk][0]
                if (topic.parent_id or topic.pk) not in taken:
                    taken.add(topic.parent_id or topic.pk)
                    self.state(school, sides, topic, chance, figure, is_need=is_need)
            for branch in self.drawn(chance, taken, int(chance.integers(1, count + 1))):
                taken.add(branch.area.pk)
                topic = branch.topics[int(chance.integers(len(branch.topics)))]
                self.state(school, sides, topic, chance, None, is_need=is_need)

    def leaning(self, school: School, chance: Generator, *, is_need: bool) -> list[CitedFigure]:
        """Measures in the best or worst quarter, most of the time."""
        quarter = WORST if is_need else BEST
        found = []
        for figure in self.figures.get(school.pk, []):
            placed = self.quarters.get((school.pk, figure.indicator.pk, figure.part))
            speaks = self.speaking.get(figure.indicator.pk)
            if placed == quarter and speaks and shown_text(figure) and float(chance.random()) < LEANS:
                found.append(figure)
        return found

    def drawn(self, chance: Generator, taken: set[int], count: int) -> list[Branch]:
        free = [branch for branch in self.tree if branch.area.pk not in taken and branch.topics]
        return [free[int(place)] for place in chance.permutation(len(free))[:count]]

    def state(
        self,
        school: School,
        sides: Sides,
        topic: Topic,
        chance: Generator,
        figure: CitedFigure | None,
        *,
        is_need: bool,
    ) -> None:
        language = "cy" if school.medium == Medium.WELSH else "en"
        words = self.texts[topic.parent.code if topic.parent else topic.code]
        said = (MADE_UP[language] if self.fictional else "") + words[
            f"{'need' if is_need else 'strength'}_{language}"
        ]
        by_school = float(chance.random()) < SAID_BY_SCHOOL
        first, second = (sides.head, sides.adviser) if by_school else (sides.adviser, sides.head)
        age = int(chance.integers(5, OLDEST))
        stated_at = self.now - dt.timedelta(days=age)
        confirmed = float(chance.random()) < CONFIRMED and first != second
        confirmed_at = stated_at + dt.timedelta(days=min(age - 1, int(chance.integers(1, WAITED))))
        facts = {
            "school": school,
            "topic": topic,
            "text": said,
            "language": language,
            "stated_side": StatedBy.SCHOOL if by_school else StatedBy.ADVISER,
            "stated_at": stated_at,
            "stated_by": first,
            "confirmed_at": confirmed_at if confirmed else None,
            "confirmed_by": second if confirmed else None,
        }
        statement: Strength | Need
        if is_need:
            statement = Need(
                state=NeedState.OPEN,
                urgency=list(Urgency)[int(chance.integers(3))],
                wanted=words[f"wanted_{language}"],
                **facts,
            )
            self.needs.append(statement)
        else:
            offered = float(chance.random()) < OFFERED
            statement = Strength(state=StrengthState.HELD, offered_at=stated_at if offered else None, **facts)
            self.strengths.append(statement)
        if figure:
            self.figured.append((statement, figure))
        else:
            self.worked.append((statement, words[f"work_{language}"]))

    def store(self) -> int:
        Strength.objects.bulk_create(self.strengths)
        Need.objects.bulk_create(self.needs)
        Grounds.objects.bulk_create(
            [
                *(self.grounds(one, GroundsKind.FIGURE, figure=figure) for one, figure in self.figured),
                *(self.grounds(one, GroundsKind.WORK, text=text) for one, text in self.worked),
            ]
        )
        schools = {one.school_id for one in self.strengths} | {one.school_id for one in self.needs}
        return len(schools)

    def grounds(
        self, one: Strength | Need, kind: GroundsKind, *, figure: CitedFigure | None = None, text: str = ""
    ) -> Grounds:
        return Grounds(
            strength=one if isinstance(one, Strength) else None,
            need=one if isinstance(one, Need) else None,
            kind=kind,
            indicator=figure.indicator if figure else None,
            part=figure.part if figure else "",
            first_year=figure.first_year if figure else None,
            last_year=figure.last_year if figure else None,
            shown=shown_text(figure) if figure else "",
            verdict=figure.verdict if figure else "",
            years_alike=figure.years_alike if figure else None,
            text=text,
            added_at=one.stated_at,
            added_by=one.stated_by,
        )


def newest_quarters(schools: list[int]) -> dict[tuple[int, int, str], int]:
    """By school, measure and part, the quarter of the newest figure."""
    found: dict[tuple[int, int, str], int] = {}
    rows = Comparison.objects.filter(
        run__state=RunState.CURRENT, school__in=schools, pupils=Group.ALL, quarter__isnull=False
    ).order_by("year")
    for school, indicator, part, quarter in rows.values_list("school", "indicator", "part", "quarter"):
        found[school, indicator, part] = quarter or 0
    return found


def holders(role: Role, schools: list[int]) -> dict[int, User]:
    """By school, the first person in the post there."""
    posts = RoleAssignment.objects.filter(role=role, scope__school__in=schools, ends_on__isnull=True)
    found: dict[int, list[User]] = defaultdict(list)
    for post in posts.select_related("user", "scope__school").order_by("pk"):
        found[post.scope.school.pk].append(post.user)
    return {school: named[0] for school, named in found.items()}
