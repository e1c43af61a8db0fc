"""Who a school is compared with, in the words that charts, tables, files and the side of the page use."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from schools.enums import Medium, Phase, Unmatched
from schools.queries.comparators import Chosen, Comparators

PHASE_FAMILY: Mapping[str, StrOrPromise] = {
    Phase.PRIMARY: _("primary schools in Wales"),
    Phase.SECONDARY: _("secondary schools in Wales"),
    Phase.ALL_AGE: _("all-age schools in Wales"),
    Phase.SPECIAL: _("special schools in Wales"),
    Phase.NURSERY: _("nursery schools in Wales"),
    Phase.PRU: _("pupil referral units in Wales"),
}
SIMILAR: dict[int, StrOrPromise] = {
    1: _("In the most favourable quarter of similar schools"),
    2: _("In the upper middle of similar schools"),
    3: _("In the lower middle of similar schools"),
    4: _("In the least favourable quarter of similar schools"),
}
OF_THE_SET: dict[int, StrOrPromise] = {
    1: _("In the most favourable quarter of the schools you chose"),
    2: _("In the upper middle of the schools you chose"),
    3: _("In the lower middle of the schools you chose"),
    4: _("In the least favourable quarter of the schools you chose"),
}
BESIDE_SIMILAR: dict[int, StrOrPromise] = {
    1: _("now above the middle of similar schools"),
    0: _("now at the middle of similar schools"),
    -1: _("now below the middle of similar schools"),
}
BESIDE_THE_SET: dict[int, StrOrPromise] = {
    1: _("now above the middle of the schools you chose"),
    0: _("now at the middle of the schools you chose"),
    -1: _("now below the middle of the schools you chose"),
}
NO_FAMILY: Mapping[str, StrOrPromise] = {
    Unmatched.FEW_FACTS: _("Too little is known of this school to find schools like it."),
    Unmatched.FEW_SCHOOLS: _("There are too few schools of its kind in Wales to find schools like it."),
    Unmatched.CLOSED: _("This school is closed, so no schools like it are looked for any more."),
}


@dataclass(frozen=True)
class ComparedWith:
    comparators: Comparators

    @property
    def is_own_set(self) -> bool:
        return self.comparators.is_own_set

    @property
    def is_family(self) -> bool:
        return self.comparators.chosen == Chosen.FAMILY and bool(self.comparators.ids)

    @property
    def set_name(self) -> str:
        return self.comparators.own_set.name if self.comparators.own_set else ""

    @property
    def count(self) -> int:
        return len(self.comparators)

    @property
    def label(self) -> StrOrPromise:
        """As the name of a line, a band or a dot."""
        return _("Schools of your set") if self.is_own_set else _("Similar schools")

    @property
    def one(self) -> StrOrPromise:
        return _("A school of your set") if self.is_own_set else _("A similar school")

    @property
    def middle(self) -> StrOrPromise:
        return _("Middle of your set") if self.is_own_set else _("Middle of similar schools")

    @property
    def average(self) -> StrOrPromise:
        return _("Average of your set") if self.is_own_set else _("Average of similar schools")

    @property
    def band(self) -> StrOrPromise:
        return _("Middle half of your set") if self.is_own_set else _("Middle half of similar schools")

    def beside_middle(self, difference: float) -> StrOrPromise:
        """Where a figure lies that differs so much from their middle."""
        words = BESIDE_THE_SET if self.is_own_set else BESIDE_SIMILAR
        return words[(difference > 0) - (difference < 0)]

    def quarter(self, number: int) -> StrOrPromise:
        return (OF_THE_SET if self.is_own_set else SIMILAR)[number]

    @property
    def stated(self) -> str:
        """One line for the top of a page and for each row of a file."""
        if self.is_own_set:
            words = ngettext(
                "Compared with your own set “%(name)s”: %(n)s school",
                "Compared with your own set “%(name)s”: %(n)s schools",
                self.count,
            )
            return words % {"name": self.set_name, "n": self.count}
        if not self.count:
            return str(self.none_because)
        words = ngettext(
            "Compared with the %(n)s school in Wales most like this one",
            "Compared with the %(n)s schools in Wales most like this one",
            self.count,
        )
        return words % {"n": self.count}

    @property
    def none_because(self) -> StrOrPromise:
        """Why there is nobody to compare with."""
        family = self.comparators.family
        if family and family.unmatched:
            return NO_FAMILY[family.unmatched]
        return _("No comparison has been computed for this school yet.")

    @property
    def description(self) -> str:
        """Who they are: of all secondary schools in Wales, the 30 most like this one."""
        school = self.comparators.school
        words = ngettext(
            "This school and the %(n)s most like it, of all %(kind)s.",
            "This school and the %(n)s most like it, of all %(kind)s.",
            self.count,
        )
        return words % {"n": self.count, "kind": PHASE_FAMILY[Phase(school.phase)]}

    @property
    def few_close(self) -> str:
        """Said where only some of the family are close matches."""
        family = self.comparators.family
        if not family or family.close >= len(family.members):
            return ""
        if family.close == 0:
            return str(_("None of them is a close match: read the comparison with care."))
        words = ngettext(
            "Only %(n)s of them is a close match; the others are the nearest there are.",
            "Only %(n)s of them are close matches; the others are the nearest there are.",
            family.close,
        )
        return words % {"n": family.close}

    @property
    def updated(self) -> str:
        run = self.comparators.run
        if self.comparators.own_set:
            moment = self.comparators.own_set.changed_at
        elif run and run.finished_at:
            moment = run.revised_at or run.finished_at
        else:
            return ""
        return formats.date_format(moment, "DATE_FORMAT")

    @property
    def prefers_medium(self) -> bool:
        return self.is_family and self.comparators.school.medium != Medium.NOT_STATED
