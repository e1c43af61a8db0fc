"""Writes the two years: rows as the services would have written them over the months."""

import dataclasses
import datetime as dt

from django.db import transaction

from core import clock
from core.models import User
from schools.demonstration.chance import stream
from schools.demonstration.region import SEED
from schools.demonstration.support.cases import EVIDENCE, Case, Event, drawn, events_of
from schools.demonstration.support.staff import Staff, hire_staff
from schools.enums import (
    CycleState,
    JudgementState,
    JudgementStepKind,
    SchoolSide,
    SchoolVerdict,
)
from schools.models import (
    EvidenceKind,
    JudgementAnswer,
    JudgementStep,
    Region,
    School,
    SupportCycle,
    SupportEvidence,
    SupportJudgement,
    SupportLevel,
    SupportPeriod,
)
from schools.queries.support.cycles import matrix_of
from schools.queries.support.levels import live_levels
from schools.services.support.framework import copy_framework
from schools.services.support.turning import turn_on

S = JudgementState
OPENED_DAYS_AGO = 68
SIDES = {
    JudgementStepKind.HEAD_AGREED: (SchoolSide.HEAD, SchoolVerdict.AGREED),
    JudgementStepKind.HEAD_DISPUTED: (SchoolSide.HEAD, SchoolVerdict.DISPUTED),
    JudgementStepKind.GOVERNOR_AGREED: (SchoolSide.GOVERNOR, SchoolVerdict.AGREED),
    JudgementStepKind.GOVERNOR_DISPUTED: (SchoolSide.GOVERNOR, SchoolVerdict.DISPUTED),
}
# Which of the shown schools was changed by its authority's moderation.
CHANGED = 2
# In days from today, for the year under way: drafts are overdue since two days.
DATES = {
    "opens_on": -OPENED_DAYS_AGO,
    "drafts_by": -2,
    "answers_by": 12,
    "authority_by": 19,
    "region_by": 26,
    "appeals_by": 54,
    "publish_on": 68,
}


@transaction.atomic
def add_support_levels(*, region: Region, people: dict[str, User], shown: list[School]) -> bool:
    """Last year's levels of every school, published and over, and this year's on their way. `shown`: the
    schools that the accounts work with, the first headteacher's first. Nothing where a year is there."""
    if SupportCycle.objects.filter(region=region).exists():
        return False
    schools = list(
        School.objects.of_region()
        .open()
        .filter(authority__region=region)
        .select_related("scope", "authority")
        .order_by("number")
    )
    chance = stream(SEED, "support")
    staff = hire_staff(region, schools, shown, chance)
    if not SupportPeriod.objects.filter(region=region).exists():
        period = turn_on(region=region, by=people["consortium"])
        SupportPeriod.objects.filter(pk=period.pk).update(on_at=clock.now() - dt.timedelta(days=430))
    today = clock.today()
    year = today.year + 1 if today.month >= 9 else today.year
    last = [drawn(school, chance, {row.pk: S.FINAL for row in schools}) for school in schools]
    Writing(year_of(region, year - 1, -365, people["consortium"]), staff, people, 365).write(last)
    states = arranged(shown, schools)
    this = [
        dataclasses.replace(case, moderated=True) if case.school in shown[CHANGED : CHANGED + 1] else case
        for case in (drawn(school, chance, states) for school in schools)
    ]
    Writing(year_of(region, year, 0, people["consortium"]), staff, people, 0).write(this)
    return True


def arranged(shown: list[School], schools: list[School]) -> dict[int, S]:
    """The schools whose people have accounts to try: one in every state. The appeal is in Rhondda Cynon Taf,
    where the demonstration's authority officer can decide it."""
    order = [S.DRAFTED, S.DISPUTED, S.AUTHORITY_MODERATED, S.AGREED, S.FINAL, S.GATHERING, S.GATHERING]
    states = dict(zip([school.pk for school in shown], order, strict=False))
    rhondda = [
        school
        for school in schools
        if school.authority.code == "674" and school not in shown and not school.number.endswith("7")
    ]
    if rhondda:
        states[rhondda[len(rhondda) // 2].pk] = S.APPEALED
    return states


def year_of(region: Region, year: int, shift: int, by: User) -> SupportCycle:
    """Opened and in moderation; one that is shifted into the past is published and closed as well."""
    today, now = clock.today(), clock.now()
    day = {name: today + dt.timedelta(days=days + shift) for name, days in DATES.items()}
    over = shift < 0
    cycle = SupportCycle.objects.create(
        region=region,
        year=year,
        state=CycleState.CLOSED if over else CycleState.MODERATING,
        opened_at=now + dt.timedelta(days=shift - OPENED_DAYS_AGO),
        opened_by=by,
        published_at=now + dt.timedelta(days=shift + DATES["publish_on"]) if over else None,
        published_by=by if over else None,
        closed_at=now - dt.timedelta(days=OPENED_DAYS_AGO + 5) if over else None,
        closed_by=by if over else None,
        **day,
    )
    copy_framework(cycle)
    return cycle


class Writing:
    """One year's rows, gathered and stored together."""

    def __init__(self, cycle: SupportCycle, staff: Staff, people: dict[str, User], ago: int) -> None:
        self.cycle = cycle
        self.staff = staff
        self.people = people
        self.ago = ago
        self.levels = list(live_levels(cycle.region))
        self.matrix = matrix_of(cycle)
        self.kinds = list(EvidenceKind.objects.filter(cycle=cycle))

    def write(self, cases: list[Case]) -> None:
        histories = [(case, self.possible(case)) for case in cases]
        judgements = SupportJudgement.objects.bulk_create(
            self.judgement(case, events) for case, events in histories
        )
        steps, answers, evidence = [], [], []
        for judgement, (case, events) in zip(judgements, histories, strict=True):
            steps += self.steps(judgement, events)
            answers += self.answers(judgement, events)
            evidence += self.evidence(judgement, case)
        JudgementStep.objects.bulk_create(steps)
        JudgementAnswer.objects.bulk_create(answers)
        SupportEvidence.objects.bulk_create(evidence)

    def possible(self, case: Case) -> list[Event]:
        """As far as the people are there for it: a school without a governor's account cannot agree."""
        found = []
        for event in events_of(case, OPENED_DAYS_AGO):
            if self.person(case.school, event.who) is None:
                break
            found.append(event)
        return found

    def person(self, school: School, who: str) -> User | None:
        by_school = {
            "adviser": self.staff.advisers,
            "head": self.staff.heads,
            "governor": self.staff.governors,
        }
        if who in by_school:
            return by_school[who].get(school.pk)
        return self.staff.senior.get(school.authority_id) if who == "senior" else self.people["consortium"]

    def at(self, days_ago: int) -> dt.datetime:
        return clock.now() - dt.timedelta(days=days_ago + self.ago, hours=days_ago % 5)

    def judgement(self, case: Case, events: list[Event]) -> SupportJudgement:
        suggested = self.matrix[case.position, case.capacity].level
        proposed = self.beside(suggested) if case.differs else suggested
        drafted = len(events) > 1
        state = events[-1].state_to
        moderated = case.moderated and any(event.level for event in events)
        final = [event for event in events if event.state_to == S.FINAL]
        adviser = self.staff.advisers.get(case.school.pk)
        judgement = SupportJudgement(
            cycle=self.cycle,
            school=case.school,
            adviser=adviser,
            state=state,
            state_at=self.at(events[-1].days_ago),
        )
        if drafted:
            judgement.evidence_position, judgement.capacity = case.position, case.capacity
            judgement.suggested, judgement.proposed = suggested, proposed
            judgement.reason = events[1].why
            judgement.level = self.beside(proposed) if moderated else proposed
            judgement.round = 1
            judgement.proposed_at, judgement.proposed_by = self.at(events[1].days_ago), adviser
            judgement.final_at = self.at(final[0].days_ago) if final else None
        return judgement

    def beside(self, level: SupportLevel) -> SupportLevel:
        """One step more of support, or one less at the end."""
        place = self.levels.index(level)
        return self.levels[place + 1 if place + 1 < len(self.levels) else place - 1]

    def steps(self, judgement: SupportJudgement, events: list[Event]) -> list[JudgementStep]:
        rows, state, level = [], S.GATHERING, None
        for event in events:
            after = level
            if event.kind == JudgementStepKind.PROPOSED:
                after = judgement.proposed
            elif event.level:
                after = judgement.level
            rows.append(
                JudgementStep(
                    judgement=judgement,
                    kind=event.kind,
                    state_from=state,
                    state_to=event.state_to,
                    level_from=level,
                    level_to=after,
                    why=event.why,
                    taken_at=self.at(event.days_ago),
                    taken_by=self.person(judgement.school, event.who),
                )
            )
            state, level = event.state_to, after
        return rows

    def answers(self, judgement: SupportJudgement, events: list[Event]) -> list[JudgementAnswer]:
        return [
            JudgementAnswer(
                judgement=judgement,
                round=1,
                side=SIDES[event.kind][0],
                verdict=SIDES[event.kind][1],
                because=event.why,
                answered_at=self.at(event.days_ago),
                answered_by=self.person(judgement.school, event.who),
            )
            for event in events
            if event.kind in SIDES
        ]

    def evidence(self, judgement: SupportJudgement, case: Case) -> list[SupportEvidence]:
        """All that is expected for a draft; before one, what has come so far."""
        adviser = self.staff.advisers.get(case.school.pk)
        if case.silent or adviser is None:
            return []
        kinds = [kind for kind in self.kinds if kind.is_expected]
        if judgement.state == S.GATHERING:
            kinds = kinds[:1]
        texts = EVIDENCE[case.language]
        return [
            SupportEvidence(
                judgement=judgement,
                kind=kind,
                text=texts[(kind.position - 1) % len(texts)],
                added_at=self.at(30),
                added_by=adviser,
            )
            for kind in kinds
        ]
