"""The kind of help, lightest first: which is enough, and why each lighter one is not."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brokerage.enums import HelpKind
from brokerage.forms.fields import LINE, line_field, words_field
from brokerage.services.asking import Link, lighter_than
from brokerage.wording.kinds import ABOUT
from core.forms import PortalForm

LIGHTER = lighter_than(HelpKind.FORMAL)
LINK_LINES = ("with_whom", "what", "when", "how_known")


def reason_name(kind: str) -> str:
    return f"not_{kind}"


class KindForm(PortalForm):
    marks_optional = False
    small_choices = True
    choice_hints = {"kind": dict(ABOUT)}

    kind = forms.ChoiceField(
        label=_("Which kind of help is enough?"),
        help_text=_("The lightest stands first. Choose the first that will do."),
        choices=HelpKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of help that is enough.")},
    )
    because = words_field(
        _("Why is this kind enough, and needed?"),
        _("Say in a sentence why this is the kind of help to begin with."),
        hint=_("The school reads it."),
    )
    with_whom = line_field(_("With whom?"), _("A school, or somebody in one."), required=False)
    what = line_field(_("What will they do?"), required=False)
    when = line_field(_("When?"), required=False)
    how_known = line_field(_("How will you know that it helped?"), required=False)

    def __init__(self, *args: Any, known: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`known`: reasons that what is known gives already."""
        super().__init__(*args, **kwargs)
        for kind in LIGHTER:
            self.fields[reason_name(kind)] = forms.CharField(
                label=kind.label,
                required=False,
                max_length=LINE,
                initial=(known or {}).get(kind, ""),
                error_messages={"max_length": _("This can have at most 300 characters.")},
            )

    @property
    def reasons(self) -> list[Any]:
        return [self[reason_name(kind)] for kind in LIGHTER]

    @property
    def link_lines(self) -> list[Any]:
        return [self[name] for name in LINK_LINES]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("kind"):
            return found
        kind = HelpKind(found["kind"])
        for one in lighter_than(kind):
            if not found.get(reason_name(one)):
                words = _("%(kind)s: say why it is not enough here.")
                self.add_error(reason_name(one), str(words) % {"kind": one.label})
        if kind == HelpKind.LIGHT_LINK:
            for name in LINK_LINES:
                if not found.get(name):
                    self.add_error(name, LINK_MISSING[name])
        return found

    @property
    def decided(self) -> dict[str, Any]:
        """As the service takes it."""
        facts = self.cleaned_data
        kind = HelpKind(facts["kind"])
        return {
            "kind": kind,
            "because": facts["because"],
            "left_out": {one: facts[reason_name(one)] for one in lighter_than(kind)},
            "link": Link(*(facts[name] for name in LINK_LINES)) if kind == HelpKind.LIGHT_LINK else None,
        }


LINK_MISSING = {
    "with_whom": _("A lighter link: say with whom."),
    "what": _("A lighter link: say what they will do."),
    "when": _("A lighter link: say when."),
    "how_known": _("A lighter link: say how you will know that it helped."),
}
