from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from schools.enums import ShareLevel


class ShareForm(PortalForm):
    level = forms.ChoiceField(
        label=_("How much does your school share?"),
        choices=ShareLevel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how much your school shares.")},
    )
    with_staff = forms.BooleanField(
        required=False,
        label=_("Our own staff may see what the other schools share with us"),
        help_text=_("Those with a post at your school here. Without it, the headteacher alone."),
    )
    accepted = forms.BooleanField(
        label=_("We accept the terms above"),
        error_messages={"required": _("Accept the terms, or share nothing.")},
    )
    terms = forms.IntegerField(widget=forms.HiddenInput)

    choice_hints = {
        "level": {
            ShareLevel.HEADLINE: _("The newest figure of each measure, and context such as pupils on roll."),
            ShareLevel.PROFILE: _(
                "Three years, quarters, what is expected in words, teacher assessment that is no longer"
                " published, and the areas in which you are strong or have a need."
            ),
            ShareLevel.PROFILE_EFSM: _(
                "The profile, and the figures of pupils eligible for free school meals beside the others."
            ),
        }
    }
