from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import PortalForm


class TokenForm(PortalForm):
    name = forms.CharField(
        label=_("Name of the token"),
        max_length=60,
        help_text=_("What will use it, so that you know later which one to revoke: “Governors’ workbook”."),
        error_messages={
            "required": _("Enter a name, so that you know later what the token is for."),
            "max_length": _("The name can have at most 60 characters."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("How long it holds"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        initial=90,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long the token holds."),
            "invalid_choice": _("Choose one of the three."),
            "invalid": _("Choose one of the three."),
        },
    )
