"""Who shares what with whom, in words; and a school's own figures as others would see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from schools.enums import ShareLevel
from schools.models import School, Share, Topic
from schools.queries.shares import LEVELS, is_at_least
from schools.queries.strengths import strong_and_weak
from schools.queries.topics import areas
from sigs.models import Group
from sigs.presenting.card import Card
from sigs.presenting.compare import Measure, measures
from sigs.queries.sharing import Sharing, sharing_in

LEVEL_TAGS = {ShareLevel.HEADLINE: "outline", ShareLevel.PROFILE: "", ShareLevel.PROFILE_EFSM: "acting"}


@dataclass(frozen=True)
class SharingRow:
    school: School
    share: Share | None
    is_own: bool

    @property
    def label(self) -> StrOrPromise:
        return ShareLevel(self.share.level).label if self.share else _("Does not share")

    @property
    def kind(self) -> str:
        return LEVEL_TAGS[ShareLevel(self.share.level)] if self.share else "quiet"


@dataclass(frozen=True)
class SharingHead:
    """What stands above the comparison: who shares what, who sees this, and what may be done."""

    rows: Sequence[SharingRow]
    # What the reader sees, in one sentence.
    seen: StrOrPromise
    # Own schools, whether they share or not.
    own: Sequence[SharingRow]

    @property
    def count(self) -> str:
        number = sum(row.share is not None for row in self.rows)
        words = ngettext("%(n)s of %(all)s schools shares.", "%(n)s of %(all)s schools share.", number)
        return words % {"n": number, "all": len(self.rows)}


SEEN: dict[str, StrOrPromise] = {
    ShareLevel.HEADLINE: _(
        "Your school shares headline figures, so you see headline figures of each school that shares."
    ),
    ShareLevel.PROFILE: _(
        "Your school shares its profile, so you see the profile of each school that shares its profile or"
        " more, and headline figures of the others that share."
    ),
    ShareLevel.PROFILE_EFSM: _(
        "Your school shares its profile with free school meals, so you see each school at the level that it"
        " shares."
    ),
}


def sharing_head(sharing: Sharing) -> SharingHead:
    own = {school.pk for school in sharing.own}
    rows = [SharingRow(school, sharing.shares.get(school.pk), school.pk in own) for school in sharing.members]
    return SharingHead(rows, seen_words(sharing), [row for row in rows if row.is_own])


def seen_words(sharing: Sharing) -> StrOrPromise:
    if sharing.own_level is not None:
        return SEEN[sharing.own_level]
    if sharing.own:
        return _("Your school shares nothing with this group, so you see nothing of the others.")
    return _(
        "What the schools share is for the people of those schools alone. You see that they share, and at"
        " what level; their figures stay where your own rights show them."
    )


@dataclass(frozen=True)
class Preview:
    """The school's own figures at the highest level: the page shows what each level adds."""

    measures: Sequence[Measure]
    strong: Sequence[Topic]
    weak: Sequence[Topic]

    @property
    def outcomes(self) -> list[Measure]:
        return [measure for measure in self.measures if not measure.is_context]

    @property
    def headlines(self) -> list[Measure]:
        """Teacher assessment that is not published is no headline."""
        return [measure for measure in self.measures if not measure.is_assessment]

    @property
    def gaps(self) -> list[Measure]:
        return [measure for measure in self.outcomes if measure.has_gap]


def preview_of(school: School) -> Preview:
    strong, weak = strong_and_weak([school.pk])[school.pk]
    living = areas() if strong or weak else []
    return Preview(
        measures([school], {school.pk: LEVELS[-1]}, drawn=False),
        [area for area in living if area.pk in strong],
        [area for area in living if area.pk in weak],
    )


def what_ends(sharing: Sharing, school: School) -> list[StrOrPromise]:
    """What is gone with the consent, on both sides."""
    share = sharing.shares.get(school.pk)
    if share is None:
        return []
    others = [one for one in sharing.sharing if one != school]
    words = ngettext(
        "%(n)s other school no longer sees your figures here, on pages and in new files.",
        "%(n)s other schools no longer see your figures here, on pages and in new files.",
        len(others),
    )
    lines: list[StrOrPromise] = [
        words % {"n": len(others)},
        _("You no longer see the figures of the others here."),
    ]
    if is_at_least(share.level, ShareLevel.PROFILE):
        lines.append(_("Your strengths and needs are no longer used to suggest pairs in this group."))
        lines.append(_("The reasons of pairs with your school are no longer shown to the group."))
    return lines


def compare_card(group: Group, user: object) -> Card:
    sharing = sharing_in(group, user)
    lines: list[StrOrPromise] = [sharing_head(sharing).count]
    if sharing.own and not any(school.pk in sharing.shares for school in sharing.own):
        lines.append(_("Your school does not share."))
    return Card(_("Compare"), reverse("group_compare", args=[group.slug]), lines)
