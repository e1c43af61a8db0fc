from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.forms.review.nobody import NamesNobodyForm
from schools.models import ReviewPriority

NUMBERS = range(1, ReviewPriority.AT_MOST + 1)


class PrioritiesForm(NamesNobodyForm):
    """Five pairs; those left empty are none."""

    marks_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    free_text: ClassVar[tuple[str, ...]] = tuple(
        name for n in NUMBERS for name in (f"text_{n}", f"measure_{n}")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        language = kwargs.get("language", "")
        super().__init__(data, **kwargs)
        for number in NUMBERS:
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Priority %(number)s") % {"number": number},
                required=False,
                max_length=200,
                error_messages={"max_length": _("A priority can have at most 200 characters.")},
                widget=forms.Textarea(attrs={"rows": 2, "lang": language} if language else {"rows": 2}),
            )
            self.fields[f"measure_{number}"] = forms.CharField(
                label=_("How will we know? (priority %(number)s)") % {"number": number},
                required=False,
                max_length=250,
                error_messages={"max_length": _("A success measure can have at most 250 characters.")},
                widget=forms.Textarea(attrs={"rows": 2, "lang": language} if language else {"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        for number in NUMBERS:
            text, measure = facts.get(f"text_{number}"), facts.get(f"measure_{number}")
            if text and not measure:
                self.add_error(f"measure_{number}", _("Say how you will know that this priority is reached."))
            if measure and not text:
                self.add_error(f"text_{number}", _("Say which priority this success measure belongs to."))
        return facts

    def priorities(self) -> list[tuple[str, str]]:
        facts = self.cleaned_data
        pairs = [(facts[f"text_{number}"], facts[f"measure_{number}"]) for number in NUMBERS]
        return [pair for pair in pairs if pair[0]]


class SummaryForm(NamesNobodyForm):
    free_text: ClassVar[tuple[str, ...]] = ("summary_cy", "summary_en")
    marks_optional = False
    summary_cy = forms.CharField(
        label=_("Summary in Welsh"),
        help_text=_("What the school works on this year and why, for parents and other schools."),
        required=False,
        max_length=1500,
        error_messages={"max_length": _("At most 1,500 characters, please.")},
        widget=forms.Textarea(attrs={"rows": 7, "lang": "cy"}),
    )
    summary_en = forms.CharField(
        label=_("Summary in English"),
        help_text=_("The same in English. It is published in both languages or not at all."),
        required=False,
        max_length=1500,
        error_messages={"max_length": _("At most 1,500 characters, please.")},
        widget=forms.Textarea(attrs={"rows": 7, "lang": "en"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
