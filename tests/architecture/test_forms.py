"""A form that says “This field is required.” six times helps nobody."""

import importlib

import pytest
from django import forms

from core.forms.base import FilterForm, PortalFormBehaviour, borrowed_messages
from tests.architecture.routes import OUR_APPS
from tests.architecture.sources import python_files, relative


def our_forms() -> list[type[forms.BaseForm]]:
    for path in python_files():
        if "form" in path.read_text(encoding="utf-8") and path.parts[-1] != "__main__.py":
            module = relative(path).removesuffix(".py").removesuffix("/__init__")
            importlib.import_module(module.replace("/", "."))
    return sorted(kinds_of(forms.BaseForm), key=lambda kind: (kind.__module__, kind.__qualname__))


def kinds_of(base: type) -> set[type]:
    below = {kind for child in base.__subclasses__() for kind in {child, *kinds_of(child)}}
    return {kind for kind in below if kind.__module__.split(".")[0] in OUR_APPS}


@pytest.mark.parametrize("form", our_forms(), ids=lambda form: form.__name__)
def test_a_form_is_one_of_ours(form: type[forms.BaseForm]) -> None:
    assert issubclass(form, PortalFormBehaviour), (
        f"{form.__name__}: derive it from core.forms.PortalForm, PortalModelForm or FilterForm."
    )


def with_sentences() -> list[type[forms.BaseForm]]:
    """allauth's forms are reworded when they are made (tests/core/front); a filter refuses nothing."""
    return [
        form
        for form in our_forms()
        if form.__module__ != "core.forms.account" and not issubclass(form, FilterForm)
    ]


@pytest.mark.parametrize("form", with_sentences(), ids=lambda form: form.__name__)
def test_every_field_has_sentences_of_its_own(form: type[forms.BaseForm]) -> None:
    found = list(borrowed_messages(form))

    assert not found, (
        f"{form.__name__} would answer with Django's general sentence. Give these `error_messages` that say"
        f" what to do: {found}"
    )
