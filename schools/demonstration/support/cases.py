"""How far each school has come, and what was said on the way."""

from dataclasses import dataclass

from numpy.random import Generator

from schools.enums import JudgementState as S
from schools.enums import JudgementStepKind as K
from schools.enums import Medium, Phase
from schools.models import School

POSITIONS, POSITION_SHARES = (1, 2, 3, 4), (0.25, 0.35, 0.25, 0.15)
CAPACITIES, CAPACITY_SHARES = ("A", "B", "C", "D"), (0.36, 0.40, 0.18, 0.06)
STATES = (S.GATHERING, S.DRAFTED, S.AGREED, S.DISPUTED, S.AUTHORITY_MODERATED, S.FINAL)
STATE_SHARES = (0.16, 0.24, 0.30, 0.03, 0.19, 0.08)
# One draft in so many proposes another level than the suggestion; one level in so many is moderated away.
DIFFERS_ONE_IN = 12
MODERATED_ONE_IN = 15
# Schools of these phases have results to place them by.
WITH_POSITION = {Phase.SECONDARY, Phase.ALL_AGE}

EVIDENCE = {
    "en": (
        "The school’s own review names three priorities, and each has a person and a date.",
        "Attendance has come back in every year group but one; results stand where they stood.",
        "In nine of twelve lessons pupils explained what they were learning and why.",
        "Eligible pupils’ attendance is watched weekly, and the gap has begun to close.",
    ),
    "cy": (
        "Mae adolygiad yr ysgol ei hun yn enwi tair blaenoriaeth, ac mae gan bob un berson a dyddiad.",
        "Mae presenoldeb wedi gwella ym mhob grŵp blwyddyn ond un; mae’r canlyniadau yn eu hunfan.",
        "Mewn naw gwers o ddeuddeg roedd disgyblion yn egluro beth roeddent yn ei ddysgu a pham.",
        "Caiff presenoldeb disgyblion cymwys ei wylio’n wythnosol, ac mae’r bwlch wedi dechrau cau.",
    ),
}
REASON = {
    "en": "A new head began in September; the leadership team is being rebuilt and wants more support.",
    "cy": "Dechreuodd pennaeth newydd ym mis Medi; caiff y tîm arwain ei ailadeiladu ac mae am gael cymorth.",
}
DISPUTE = {
    "en": "The draft leaves out the work of the last two terms, which the lesson visits show.",
    "cy": "Nid yw’r drafft yn cynnwys gwaith y ddau dymor diwethaf a welwyd yn y gwersi.",
}
MODERATION = {
    "en": "Two schools with the same evidence were judged otherwise; this brings the three together.",
    "cy": "Barnwyd dwy ysgol â’r un dystiolaeth yn wahanol; mae hyn yn dod â’r tair at ei gilydd.",
}
APPEAL = {
    "en": "The panel did not have our attendance of this autumn, which is the highest for six years.",
    "cy": "Nid oedd gan y panel ein presenoldeb yr hydref hwn, sef yr uchaf ers chwe blynedd.",
}


@dataclass(frozen=True)
class Event:
    kind: K
    who: str
    days_ago: int
    state_to: S
    why: str = ""
    level: str = ""


@dataclass(frozen=True)
class Case:
    """`silent`: no evidence has come either."""

    school: School
    state: S
    position: int | None
    capacity: str
    differs: bool = False
    moderated: bool = False
    silent: bool = False

    @property
    def language(self) -> str:
        return "cy" if self.school.medium == Medium.WELSH else "en"


def drawn(school: School, chance: Generator, states: dict[int, S]) -> Case:
    position = int(chance.choice(POSITIONS, p=POSITION_SHARES))
    capacity = str(chance.choice(CAPACITIES, p=CAPACITY_SHARES))
    state = S(str(chance.choice([str(state) for state in STATES], p=STATE_SHARES)))
    differs = float(chance.random()) < 1 / DIFFERS_ONE_IN
    moderated = float(chance.random()) < 1 / MODERATED_ONE_IN
    chosen = states.get(school.pk, state)
    return Case(
        school=school,
        state=chosen,
        position=position if Phase(school.phase) in WITH_POSITION else None,
        capacity=capacity,
        differs=differs,
        moderated=moderated and chosen in {S.AUTHORITY_MODERATED, S.FINAL},
        silent=chosen == S.GATHERING and float(chance.random()) < 0.4,
    )


def events_of(case: Case, since: int) -> list[Event]:
    """The steps that bring the school to its state; `since`: how many days ago the year opened."""
    language = case.language
    found = [Event(K.OPENED, "consortium", since, S.GATHERING)]
    if case.state == S.GATHERING:
        return found
    found.append(Event(K.PROPOSED, "adviser", 24, S.DRAFTED, REASON[language] if case.differs else ""))
    if case.state == S.DRAFTED:
        return found
    found.append(Event(K.HEAD_AGREED, "head", 17, S.DRAFTED))
    if case.state == S.DISPUTED:
        return [*found, Event(K.GOVERNOR_DISPUTED, "governor", 12, S.DISPUTED, DISPUTE[language])]
    found.append(Event(K.GOVERNOR_AGREED, "governor", 13, S.AGREED))
    if case.state == S.AGREED:
        return found
    kind = K.AUTHORITY_CHANGED if case.moderated else K.AUTHORITY_CONFIRMED
    why = MODERATION[language] if case.moderated else ""
    found.append(Event(kind, "senior", 8, S.AUTHORITY_MODERATED, why, "moderated"))
    if case.state == S.AUTHORITY_MODERATED:
        return found
    found.append(Event(K.REGION_CONFIRMED, "consortium", 4, S.FINAL))
    if case.state == S.FINAL:
        return found
    return [*found, Event(K.APPEALED, "head", 2, S.APPEALED, APPEAL[language])]
