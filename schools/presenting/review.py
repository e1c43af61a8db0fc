"""A school's own review in words: how far it is, what stands where, and what the next step is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schools.enums import AreaStanding, Permission, ReviewState
from schools.models import Review, ReviewSection, School
from schools.queries.review import newest_review, review_year
from schools.units import academic_year

STATE_TAGS: Mapping[str, str] = {
    ReviewState.WRITING: "",
    ReviewState.SHARED: "acting",
    ReviewState.PUBLISHED: "good",
    ReviewState.CLOSED: "quiet",
}
STANDING_TAGS: Mapping[str, str] = {
    AreaStanding.STRENGTH: "good",
    AreaStanding.DEVELOPING: "",
    AreaStanding.PRIORITY: "warning",
}


@dataclass(frozen=True)
class ReviewCard:
    """What the school's page and the head's home say of the review. `link` and `url` are the next step."""

    heading: Any
    state: Any
    tag: str
    sentence: Any
    priorities: list[str]
    language: str
    link: Any
    url: str


def review_card(school: School, user: Any) -> ReviewCard | None:
    """None where there is nothing to say to this person."""
    review = newest_review(school, user)
    leads = user.has_perm(Permission.LEAD_REVIEW, school) and school.is_open
    if review is None:
        return unbegun_card(school) if leads else None
    if not review.readable:  # type: ignore[attr-defined]  # annotated by newest_review
        return summary_card(review)
    sentence, link, url = next_step(review, leads=leads)
    return ReviewCard(
        heading=heading_of(review),
        state=review.get_state_display(),
        tag=STATE_TAGS[review.state],
        sentence=sentence,
        priorities=review.priority_texts,  # type: ignore[attr-defined]  # annotated by newest_review
        language=review.language,
        link=link,
        url=url,
    )


def heading_of(review: Review) -> str:
    return str(_("The school's own review, %(year)s")) % {"year": academic_year(review.year)}


def unbegun_card(school: School) -> ReviewCard:
    return ReviewCard(
        heading=str(_("The school's own review, %(year)s")) % {"year": academic_year(review_year())},
        state=_("Not begun"),
        tag="quiet",
        sentence=_(
            "Four questions, with what you have seen for yourselves. It says what published figures cannot,"
            " and what you enter once can be cited in visits and requests for help."
        ),
        priorities=[],
        language="",
        link=_("Begin the review"),
        url=reverse("reviews", args=[school.number]),
    )


def summary_card(review: Review) -> ReviewCard:
    return ReviewCard(
        heading=str(_("The school's priorities, %(year)s")) % {"year": academic_year(review.year)},
        state="",
        tag="",
        sentence=review.summary,
        priorities=[],
        language="",
        link=_("Read the summary"),
        url=reverse("school_priorities", args=[review.school.number]),
    )


def next_step(review: Review, *, leads: bool) -> tuple[Any, Any, str]:
    """What can be said of it, and where to go on."""
    url = reverse("review", args=[review.school.number, review.year])
    if not leads:
        return counted(review), _("Read the review"), url
    if review.year < review_year():
        begin = reverse("reviews", args=[review.school.number])
        return _("This year's review has not been begun. It starts from last year's."), _("Begin"), begin
    if review.state == ReviewState.CLOSED:
        return counted(review), _("Read the review"), url
    answered, areas = review.answered, review.areas  # type: ignore[attr-defined]  # annotated
    if answered < areas:
        return counted(review), _("Go on with the review"), url
    if not review.priority_texts:  # type: ignore[attr-defined]  # annotated
        priorities = reverse("review_priorities", args=[review.school.number, review.year])
        return _("Every area is answered. Next: at most five priorities."), _("Set priorities"), priorities
    if review.state == ReviewState.WRITING:
        return _("It is ready to be shared with your adviser and governors."), _("Look and share"), url
    return counted(review), _("Open the review"), url


def counted(review: Review) -> str:
    answered, areas = review.answered, review.areas  # type: ignore[attr-defined]  # annotated
    words = ngettext(
        "%(answered)s of %(areas)s area is answered.", "%(answered)s of %(areas)s areas are answered.", areas
    )
    return words % {"answered": answered, "areas": areas}


@dataclass(frozen=True)
class AreaRow:
    section: ReviewSection
    state: str
    standing: Any
    tag: str
    evidence: str


def area_rows(sections: Iterable[ReviewSection], evidence: dict[int, int]) -> list[AreaRow]:
    """`evidence` counts the pieces of each section."""
    return [area_row(section, evidence.get(section.pk, 0)) for section in sections]


def area_row(section: ReviewSection, count: int) -> AreaRow:
    state = "done" if section.is_answered else "in-progress" if section.is_begun or count else "not-started"
    words = ngettext("%(n)s piece of evidence", "%(n)s pieces of evidence", count) % {"n": count}
    return AreaRow(
        section=section,
        state=state,
        standing=AreaStanding(section.standing).label if section.standing else "",
        tag=STANDING_TAGS[section.standing] if section.standing else "",
        evidence=words if count else "",
    )
