from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.enums import AreaStanding
from schools.forms.review.nobody import NamesNobodyForm

LONGEST = 4000
TOO_LONG = _("At most 4,000 characters, please: what matters most.")


class SectionForm(NamesNobodyForm):
    """One area: where the school is, what it saw, what comes next. Any part may wait."""

    free_text: ClassVar[tuple[str, ...]] = ("seen", "next")
    marks_optional = False
    choice_hints = {
        "standing": {
            AreaStanding.STRENGTH: _("It holds across the school, and others could learn from it."),
            AreaStanding.DEVELOPING: _("It is under way: good in places, not yet everywhere."),
            AreaStanding.PRIORITY: _("It needs our work this year."),
        }
    }
    standing = forms.ChoiceField(
        label=_("Where are we?"),
        choices=AreaStanding.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three.")},
    )
    seen = forms.CharField(
        label=_("What have we seen?"),
        help_text=_("In a few sentences, about groups and classes. Name no pupil and no member of staff."),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    next = forms.CharField(
        label=_("What next?"),
        help_text=_("Who does what by when, by role: “the deputy head, by February half-term”."),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    # What the person had before them: a change in between is not overwritten.
    version = forms.IntegerField(widget=forms.HiddenInput)
