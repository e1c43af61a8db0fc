"""Evidence of a strength or need: taken from where it stands, as the reader of published figures sees it."""

from dataclasses import dataclass

from core import clock
from core.models import User
from schools import disclosure
from schools.enums import GroundsKind, JudgementState
from schools.models import (
    Evidence,
    Grounds,
    Indicator,
    Inspection,
    Need,
    ReviewSection,
    Strength,
    SupportJudgement,
)
from schools.queries.inspections import inspections_of
from schools.queries.review import readable_reviews
from schools.queries.strengths.figures import CitedFigure, cited_figure
from schools.queries.support.levels import judgements_in_use
from schools.services.strengths.refusals import CannotBeCited, NotYoursToCite
from schools.units import measured


@dataclass(frozen=True)
class Figure:
    """A measure over the newest years that there are."""

    indicator: Indicator
    part: str = ""


@dataclass(frozen=True)
class Passage:
    """A piece of evidence of the school's own review, or what one of its areas says."""

    evidence: Evidence | None = None
    section: ReviewSection | None = None


@dataclass(frozen=True)
class Judged:
    """What a final support level rests on, in the person's words."""

    judgement: SupportJudgement
    text: str


@dataclass(frozen=True)
class Inspected:
    """What an inspection said, in the person's words."""

    inspection: Inspection
    text: str


@dataclass(frozen=True)
class Work:
    """What was done or seen, with a link where there is one."""

    text: str
    link: str = ""


Cited = Figure | Passage | Judged | Inspected | Work


def add_grounds(statement: Strength | Need, cited: Cited, by: User) -> Grounds:
    row = Grounds(
        strength=statement if isinstance(statement, Strength) else None,
        need=statement if isinstance(statement, Need) else None,
        added_at=clock.now(),
        added_by=by,
    )
    if isinstance(cited, Figure):
        fill_figure(row, statement, cited)
    elif isinstance(cited, Passage):
        fill_passage(row, statement, cited, by)
    elif isinstance(cited, Judged):
        fill_judgement(row, statement, cited)
    elif isinstance(cited, Inspected):
        fill_inspection(row, statement, cited)
    else:
        row.kind, row.text, row.link = GroundsKind.WORK, cited.text, cited.link
    row.save()
    return row


def fill_figure(row: Grounds, statement: Strength | Need, cited: Figure) -> None:
    found = cited_figure(statement.school, cited.indicator, cited.part)
    text = shown_text(found) if found else ""
    if found is None or not text:
        raise CannotBeCited
    row.kind, row.indicator, row.part = GroundsKind.FIGURE, cited.indicator, cited.part
    row.first_year, row.last_year, row.shown = found.first_year, found.last_year, text
    row.verdict, row.years_alike = found.verdict, found.years_alike


def shown_text(found: CitedFigure) -> str:
    """As those see it who may see no exact figures of small groups; empty where they see none."""
    shown = disclosure.display(found.value, found.cohort, decimals=found.indicator.decimals)
    return "" if shown.value is None else measured(shown.value, found.indicator)


def fill_passage(row: Grounds, statement: Strength | Need, cited: Passage, by: User) -> None:
    section = cited.evidence.section if cited.evidence else cited.section
    if section is None or not readable_reviews(statement.school, by).filter(pk=section.review_id).exists():
        raise NotYoursToCite
    row.kind, row.review, row.evidence = GroundsKind.REVIEW, section.review, cited.evidence
    row.text = cited.evidence.text if cited.evidence else section.seen
    if not row.text:
        raise NotYoursToCite


def fill_judgement(row: Grounds, statement: Strength | Need, cited: Judged) -> None:
    final = judgements_in_use().filter(
        pk=cited.judgement.pk, school=statement.school, state=JudgementState.FINAL
    )
    if not final.exists():
        raise NotYoursToCite
    row.kind, row.judgement, row.text = GroundsKind.JUDGEMENT, cited.judgement, cited.text


def fill_inspection(row: Grounds, statement: Strength | Need, cited: Inspected) -> None:
    if not inspections_of(statement.school).filter(pk=cited.inspection.pk).exists():
        raise NotYoursToCite
    row.kind, row.inspection, row.text = GroundsKind.INSPECTION, cited.inspection, cited.text
