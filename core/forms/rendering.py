"""Draws Django's fields in govuk-frontend's markup: templates/forms/."""

from typing import Any

from django.forms import boundfield, renderers, widgets

from core.forms.dates import DayMonthYear

# The first that fits counts: CheckboxSelectMultiple is a RadioSelect, a PasswordInput is an Input.
KINDS: list[tuple[type[widgets.Widget], str]] = [
    (DayMonthYear, "date"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radios"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.SelectMultiple, "checkboxes"),
    (widgets.Select, "select"),
    (widgets.Textarea, "textarea"),
    (widgets.FileInput, "file"),
    (widgets.PasswordInput, "password"),
    (widgets.Widget, "input"),
]
CLASSES = {
    "date": "govuk-input govuk-date-input__input",
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "input": "govuk-input",
}
# What a number, a day of the month or a year needs on the screen.
NARROW = (widgets.NumberInput,)


class PortalBoundField(boundfield.BoundField):
    form: Any  # a form with PortalFormBehaviour

    @property
    def kind(self) -> str:
        if self.is_hidden:
            return "hidden"
        return next(kind for widget, kind in KINDS if isinstance(self.field.widget, widget))

    @property
    def first_id(self) -> str:
        """Where a link of the error summary leads."""
        if self.kind in {"date", "checkboxes", "radios"}:
            return f"{self.auto_id}_0"
        return self.auto_id

    @property
    def described_by(self) -> str:
        return self.aria_describedby or ""

    @property
    def is_optional(self) -> bool:
        return self.form.marks_optional and not self.field.required and self.kind != "checkbox"

    @property
    def is_small(self) -> bool:
        return bool(self.form.small_choices)

    @property
    def is_inline(self) -> bool:
        return self.name in self.form.inline_choices

    @property
    def options(self) -> list[dict[str, Any]]:
        """The choices of radios and checkboxes, each with its own hint where `choice_hints` has one."""
        hints = self.form.choice_hints.get(self.name, {})
        return [
            {"widget": choice.data, "hint": hints.get(str(choice.data["value"]), "")}
            for choice in self.subwidgets
        ]

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: widgets.Widget | None = None
    ) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if self.is_hidden:
            return built
        widget = widget or self.field.widget
        names = [CLASSES[self.kind], widget.attrs.get("class", "")]
        if isinstance(widget, NARROW) and "govuk-input--width" not in names[1]:
            names.append("govuk-input--width-5")
        if self.errors and self.kind in {"input", "password", "date"}:
            names.append("govuk-input--error")
        elif self.errors and self.kind in {"select", "textarea", "file"}:
            names.append(f"govuk-{'file-upload' if self.kind == 'file' else self.kind}--error")
        built["class"] = " ".join(name for name in names if name)
        return built


class PortalRenderer(renderers.TemplatesSetting):
    form_template_name = "forms/fields.html"
    field_template_name = "forms/field.html"
    bound_field_class = PortalBoundField
