from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DayField
from schools.enums import EvidenceKind
from schools.forms.review.nobody import NamesNobodyForm
from schools.services.review.evidence import Upload
from schools.services.review.files import MAX_BYTES, FileRefused, media_type_of


class EvidenceForm(NamesNobodyForm):
    free_text: ClassVar[tuple[str, ...]] = ("text",)
    choice_hints = {
        "kind": {
            EvidenceKind.PRACTICE: _("A learning walk, a lesson seen together, a meeting, a policy at work."),
            EvidenceKind.WORK: _("Books, performances, products: what pupils made."),
            EvidenceKind.LISTENING: _("What pupils, parents, staff or governors said when asked."),
            EvidenceKind.DATA: _("Figures of the portal or the school's own."),
        }
    }
    kind = forms.ChoiceField(
        label=_("Where does it come from?"),
        choices=EvidenceKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose where it comes from."),
            "invalid_choice": _("Choose one of the four."),
        },
    )
    text = forms.CharField(
        label=_("What was seen or heard?"),
        help_text=_("Name no pupil and no member of staff, also in a file or link."),
        max_length=2000,
        error_messages={
            "required": _("Say in a sentence what was seen or heard."),
            "max_length": _("At most 2,000 characters, please."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen_on = DayField(
        label=_("When?"),
        help_text=_("For example, 14 10 2026."),
        error_messages={
            "required": _("Enter the day on which it was seen or heard."),
            "invalid": _("Enter the day as day, month and year."),
        },
    )
    link = forms.URLField(
        label=_("Link"),
        help_text=_("To where it is kept, such as a page on Hwb. Begin with https://"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": _("Enter a whole address, such as https://hwb.gov.wales/…"),
            "max_length": _("The address can have at most 300 characters."),
        },
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("One PDF, DOCX, XLSX, PNG or JPEG file of at most 10 MB."),
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": _("The file did not arrive. Choose it again.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
    )
    without_file = forms.BooleanField(label=_("Take the file away"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["without_file"]
        else:
            self.fields["file"].label = _("Another file in place of the one there is")

    def clean_seen_on(self) -> Any:
        day = self.cleaned_data["seen_on"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come. Enter the day on which it happened."))
        return day

    def clean_file(self) -> Upload | None:
        """Read once, and its kind looked at here, so that the answer stands at the field."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if not file:
            return None
        name = file.name or ""
        try:
            content = file.read(MAX_BYTES + 1)
            media_type_of(content, name)
        except FileRefused as refusal:
            raise ValidationError(refusal.sentence) from refusal
        return Upload(name, content)
