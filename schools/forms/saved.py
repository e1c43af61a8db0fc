from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.models import SavedView


class SaveViewForm(PortalForm):
    name = forms.CharField(
        label=_("Name of the list or view"),
        max_length=80,
        help_text=_("Only you see it. It stands on your home page."),
        error_messages={
            "required": _("Enter a name, so that you find it again."),
            "max_length": _("The name can have at most 80 characters."),
        },
    )
    page = forms.ChoiceField(choices=SavedView.Page.choices, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
