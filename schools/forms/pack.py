from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.enums import PackLanguage


class PackForm(PortalForm):
    language = forms.ChoiceField(
        label=_("Language of the pack"),
        choices=PackLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language of the pack."),
            "invalid_choice": _("Choose Welsh, English or both."),
        },
    )
