from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.enums import SampleOutcome


class LookForm(PortalForm):
    outcome = forms.ChoiceField(
        label=_("What came of looking at it?"),
        choices=SampleOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of looking at this school.")},
    )
    remark = forms.CharField(
        label=_("Questions, or what speaks for another level"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Moderators read it, the school does not. Write of the evidence, not of people."),
        error_messages={"max_length": _("The text can have at most 2,000 characters.")},
    )
    # What the person saw when the form was opened: somebody else's change in between is not overwritten.
    seen = forms.IntegerField(widget=forms.HiddenInput)
