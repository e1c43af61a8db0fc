from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from core.forms import PortalForm


class ContactForm(PortalForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={
            "required": _("Enter the person's name, or that of the office."),
            "max_length": _("The name can have at most 120 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail address at work"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Enter an e-mail address like name@school.example."),
            "max_length": _("The e-mail address can have at most 254 characters."),
        },
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=20,
        error_messages={"max_length": _("The telephone number can have at most 20 characters.")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language in which the person is addressed"),
        required=False,
        choices=[("", _("Both languages")), *Language.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose Welsh, English or both.")},
    )
    inline_choices = frozenset({"language"})
    # What the person saw when the form was opened: somebody else's change in between is not overwritten.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
