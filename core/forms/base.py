from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.renderers import BaseRenderer

from core.forms.rendering import PortalRenderer

# Codes that a person can meet by typing or leaving out; a forged choice or a wrong encoding is not one.
CODES = ("invalid", "max_length", "min_length", "max_value", "min_value", "empty")


class PortalFormBehaviour:
    """What PortalForm and PortalModelForm share. Drawn by our own renderer; the admin keeps its own."""

    default_renderer: BaseRenderer | type[BaseRenderer] | None = PortalRenderer
    use_required_attribute = False
    # Optional fields say so in words. Filters do not: all of theirs are optional.
    marks_optional: ClassVar[bool] = True
    small_choices: ClassVar[bool] = False
    # Names of radios that stand side by side.
    inline_choices: ClassVar[frozenset[str]] = frozenset()
    # A line under a choice: {"field": {"value": _("…")}}.
    choice_hints: Mapping[str, Mapping[str, object]] = {}

    @property
    def first_field_id(self) -> str:
        """Where an error of the whole form leads."""
        visible = self.visible_fields()  # type: ignore[attr-defined]  # of the form it is mixed into
        return str(visible[0].first_id) if visible else ""

    @property
    def says_required(self) -> bool:
        """Both kinds present: one line says that what is not marked must be answered."""
        kinds = {field.is_optional for field in self.visible_fields()}  # type: ignore[attr-defined]  # as above
        return len(kinds) == 2


class PortalForm(PortalFormBehaviour, forms.Form):
    pass


class PortalModelForm(PortalFormBehaviour, forms.ModelForm):  # type: ignore[type-arg]  # the model is the subclass's
    pass


class FilterForm(PortalForm):
    """Base of a list's filters (FilterSet.Meta.form)."""

    marks_optional = False
    small_choices = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **kwargs)


def borrowed_messages(form_class: Any) -> Iterator[str]:
    """The fields of a form that would answer with Django's own general sentence, as `field: code`."""
    for name, field in form_class.base_fields.items():
        if field.disabled or field.widget.is_hidden:
            continue
        general: dict[str, Any] = {}
        for parent in reversed(type(field).__mro__):
            general.update(getattr(parent, "default_error_messages", {}))
        met = [code for code in CODES if is_met(field, code, general)]
        if field.required:
            met.insert(0, "required")
        for code in met:
            own = field.error_messages.get(code)
            if own is None or own is general.get(code):
                yield f"{name}: {code}"


# Longer than any address there is; Django sets it by itself.
EMAIL_LENGTH = 320


def is_met(field: forms.Field, code: str, general: Mapping[str, Any]) -> bool:
    if isinstance(field, forms.EmailField) and code == "max_length" and field.max_length == EMAIL_LENGTH:
        return False
    if code == "empty" and getattr(field, "allow_empty_file", False):
        return False
    if code in {"max_length", "min_length", "max_value", "min_value"}:
        return getattr(field, code, None) is not None
    return code in general
