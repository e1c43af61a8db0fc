"""Whole phrases for what the register keeps as codes, so that no sentence is glued from parts."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schools.enums import Medium, Phase
from schools.models import School

PHASE_SCHOOL = {
    Phase.PRIMARY: _("Primary school"),
    Phase.SECONDARY: _("Secondary school"),
    Phase.ALL_AGE: _("All-age school"),
    Phase.SPECIAL: _("Special school"),
    Phase.NURSERY: _("Nursery school"),
    Phase.PRU: _("Pupil referral unit"),
}
MEDIUM_PHRASE = {
    Medium.ENGLISH: _("English-medium"),
    Medium.WELSH: _("Welsh-medium"),
    Medium.DUAL: _("Dual stream"),
    Medium.SOME_WELSH: _("English-medium with some Welsh"),
}


def facts_line(school: School, pupils: float | None) -> str:
    """Primary school · Welsh-medium · Rhondda Cynon Taf · 214 pupils"""
    facts: list[object] = [PHASE_SCHOOL[Phase(school.phase)]]
    if school.medium in MEDIUM_PHRASE:
        facts.append(MEDIUM_PHRASE[Medium(school.medium)])
    facts.append(school.authority.name)
    if pupils is not None:
        number = int(pupils)
        facts.append(ngettext("%(n)s pupil", "%(n)s pupils", number) % {"n": number_format(number, 0)})
    return " · ".join(str(fact) for fact in facts)
