"""No pupil and no teacher is named in a review: what looks like a person's address or number is asked
about."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A telephone number, a pupil's or an examination candidate's number; a school's own has seven digits.
LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ -]?\d){7,}(?!\d)")


def looks_like_a_person(text: str) -> bool:
    return bool(EMAIL.search(text) or LONG_NUMBER.search(text))


class NamesNobodyForm(PortalForm):
    """Asks once before it takes a text with an e-mail address or a long number in it."""

    free_text: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *args: Any, language: str = "", **kwargs: Any
    ) -> None:
        """`language` is the one that the review is written in, which need not be the page's."""
        super().__init__(data, *args, **kwargs)
        for name in self.free_text if language else ():
            if name in self.fields:
                self.fields[name].widget.attrs["lang"] = language
        if data is not None and "names_nobody" in data:
            self.ask()

    def ask(self) -> None:
        self.fields["names_nobody"] = forms.BooleanField(
            label=_("Nobody can be recognised by it: keep it as it is"), required=False
        )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        suspicious = [
            name for name in self.free_text if name in facts and looks_like_a_person(str(facts[name]))
        ]
        if suspicious and not facts.get("names_nobody"):
            for name in suspicious:
                self.add_error(
                    name,
                    _(
                        "This holds an e-mail address or a long number, which may point to a person. Take it"
                        " out, or tick the box at the end."
                    ),
                )
            self.ask()
        facts.pop("names_nobody", None)
        return facts
