"""What a person may choose as evidence of a strength or need: measures, passages, the final level."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from schools.enums import Permission
from schools.models import Evidence, ReviewSection, School, SupportJudgement
from schools.presenting.strengths import figure_sentence
from schools.queries.inspections import newest_inspection
from schools.queries.review import evidence_of, readable_reviews
from schools.queries.strengths.figures import CitedFigure, figures_of
from schools.queries.support.levels import current_levels
from schools.services.strengths import Cited, Figure, Inspected, Judged, Passage, Work
from schools.services.strengths.grounds import shown_text

# Enough to find a passage by, of each.
LONG = 110
AT_MOST = 8


class Choices:
    """By the value that the form sends back."""

    def __init__(self, school: School, user: Any) -> None:
        figures = [row for row in figures_of([school.pk]).get(school.pk, []) if shown_text(row)]
        self.figures: dict[str, CitedFigure] = {f"{row.indicator.code}:{row.part}": row for row in figures}
        self.evidence: dict[str, Evidence] = {
            str(row.public_id): row for row in evidence_of(school, user)[:AT_MOST]
        }
        self.sections = {f"area-{row.area.code}-{row.review.year}": row for row in sections_of(school, user)}
        self.judgement = judgement_of(school, user)
        self.inspection = newest_inspection(school)

    @property
    def figure_choices(self) -> list[tuple[str, str]]:
        return [(key, figure_sentence(row)) for key, row in self.figures.items()]

    @property
    def passage_choices(self) -> list[tuple[str, str]]:
        seen = [(key, short(row.text)) for key, row in self.evidence.items()]
        words = _("%(area)s: %(text)s")
        said = [
            (key, str(words) % {"area": row.area.name, "text": short(row.seen)})
            for key, row in self.sections.items()
        ]
        return [*said, *seen]

    def cited(self, facts: dict[str, Any]) -> list[Cited]:
        found: list[Cited] = [
            Figure(self.figures[key].indicator, self.figures[key].part) for key in facts.get("figures") or []
        ]
        for key in facts.get("passages") or []:
            found.append(
                Passage(evidence=self.evidence[key])
                if key in self.evidence
                else Passage(section=self.sections[key])
            )
        if facts.get("judgement") and self.judgement:
            found.append(Judged(self.judgement, facts["judgement"]))
        if facts.get("inspection") and self.inspection:
            found.append(Inspected(self.inspection, facts["inspection"]))
        if facts.get("work"):
            found.append(Work(facts["work"], facts.get("link") or ""))
        return found


def sections_of(school: School, user: Any) -> list[ReviewSection]:
    """What the newest review that the person may read says in its areas."""
    newest = readable_reviews(school, user).order_by("-year").values("pk")[:1]
    rows = ReviewSection.objects.filter(review__in=newest).exclude(seen="")
    return list(rows.select_related("area", "review").order_by("area__position"))


def judgement_of(school: School, user: Any) -> SupportJudgement | None:
    if not user.has_perm(Permission.VIEW_SUPPORT, school):
        return None
    current = current_levels([school.pk]).get(school.pk)
    return current.judgement if current else None


def short(text: str) -> str:
    return Truncator(text).chars(LONG)
