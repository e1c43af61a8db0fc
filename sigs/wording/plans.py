"""What a plan lacks, part by part, in a sentence each."""

from django.utils.translation import gettext_lazy as _

MISSING = {
    "topics": _("Choose the need that the plan is about: one topic at least."),
    "change": _("Say what you set out to change."),
    "for_whom": _("Say for whom it is to change."),
    "question": _("Write the question that you want to answer together."),
    "evidence": _("Give one piece of evidence at least: what makes you think that this is the need?"),
    "measures": _("Give one success measure at least, with where it stands now and where it is to be."),
    "activities": _("Plan one activity at least, with its schools."),
    "conditions": _("Say of each of the five conditions how far you are: “not yet” is an answer."),
}
