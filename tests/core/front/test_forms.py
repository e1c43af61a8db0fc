import datetime as dt

import pytest
from django import forms

from core.forms import DayField, FilterForm, PortalForm
from core.forms.base import borrowed_messages
from core.views.components import ExampleForm
from tests.core.front.pages import read


def drawn(form: forms.BaseForm, name: str) -> str:
    return form[name].as_field_group()


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("name", '<input type="text" name="name" maxlength="80" aria-describedby="id_name_helptext" class='),
        ("email", '<input type="email" name="email" autocomplete="username" spellcheck="false"'),
        ("days", 'class="govuk-input govuk-input--width-5"'),
        ("starts_on", '<div class="govuk-date-input" id="id_starts_on">'),
        ("phase", '<select name="phase" class="govuk-select" id="id_phase">'),
        ("open", '<div class="govuk-radios govuk-radios--inline" data-module="govuk-radios">'),
        ("kind", '<div class="govuk-radios" data-module="govuk-radios">'),
        ("languages", '<div class="govuk-checkboxes" data-module="govuk-checkboxes">'),
        ("password", 'data-module="govuk-password-input"'),
        ("reason", '<textarea name="reason" cols="40" rows="3" class="govuk-textarea" id="id_reason"'),
        ("file", '<input type="file" name="file" class="govuk-file-upload" id="id_file">'),
        ("agreed", '<div class="govuk-checkboxes__item">'),
        ("token", '<input type="hidden" name="token" value="kept" id="id_token">'),
    ],
)
def test_every_kind_of_field_is_drawn_in_its_own_markup(name: str, markup: str) -> None:
    assert markup in drawn(ExampleForm(), name).replace(' aria-describedby="id_reason_helptext"', "")


def test_a_choice_of_several_is_checkboxes_although_its_widget_is_a_kind_of_radio() -> None:
    page = read(drawn(ExampleForm({"languages": ["cy", "both"]}), "languages"))

    boxes = page.all("input", type="checkbox", name="languages")
    assert [box.attributes["value"] for box in boxes if "checked" in box.attributes] == ["cy", "both"]
    assert not page.all("input", type="radio")


def test_radios_have_a_legend_and_a_hint_under_one_choice() -> None:
    page = read(drawn(ExampleForm(), "kind"))

    assert page.one("legend")
    welsh = page.one("input", value="cy")
    assert welsh.attributes["aria-describedby"] == page.one("div", id="id_kind_0_hint").attributes["id"]


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    form = ExampleForm()

    assert "(optional)" in drawn(form, "reason")
    assert "(optional)" not in drawn(form, "name")
    assert "Answer every question that is not marked optional." in str(form)


def test_filters_do_not_call_themselves_optional() -> None:
    class Filters(FilterForm):
        q = forms.CharField(label="Name", required=False)

    assert "optional" not in str(Filters())
    assert 'id="filter_q"' in str(Filters())


def test_errors_stand_at_their_field_and_in_the_summary_with_a_link_that_exists() -> None:
    form = ExampleForm(
        {"days": "40", "starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2027"}
    )
    page = read(str(form))

    for name in form.errors:
        assert f"id_{name}_error" in page.ids
        assert form[name].first_id in page.ids
    assert "Offer at most 20 days" in page.text
    assert "Enter the first day as day, month and year" in page.text


@pytest.mark.parametrize("data", [None, {}])
def test_whatever_describes_a_field_is_on_the_page(data: dict[str, str] | None) -> None:
    page = read(str(ExampleForm(data)))

    described = [
        e.attributes["aria-describedby"] for e in page.elements if "aria-describedby" in e.attributes
    ]
    assert described
    assert {part for value in described for part in value.split()} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_field_with_an_error_is_marked_for_eye_and_ear() -> None:
    name = read(drawn(ExampleForm({}), "name")).one("input")

    assert name.attributes["aria-invalid"] == "true"
    assert "govuk-input--error" in name.attributes["class"]
    assert name.attributes["aria-describedby"] == "id_name_helptext id_name_error"


class Dated(PortalForm):
    day = DayField(label="Day", error_messages={"required": "Enter the day", "invalid": "No such day"})


def test_a_day_is_read_from_three_inputs() -> None:
    form = Dated({"day_day": "3", "day_month": "11", "day_year": "2026"})

    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Enter the day"),
        (("31", "2", "2026"), "No such day"),
        (("3", "", "2026"), "No such day"),
    ],
)
def test_a_day_that_is_none_is_refused_and_stays_as_typed(typed: tuple[str, str, str], sentence: str) -> None:
    data = dict(zip(("day_day", "day_month", "day_year"), typed, strict=True))
    form = Dated(data)

    assert form.errors["day"] == [sentence]
    page = read(str(form))
    for name, value in data.items():
        assert page.one("input", name=name).attributes.get("value", "") == value


def test_a_known_day_is_shown_in_its_parts() -> None:
    page = read(str(Dated(initial={"day": dt.date(2026, 11, 3)})))

    values = [page.one("input", name=f"day_{part}").attributes["value"] for part in ("day", "month", "year")]
    assert values == ["3", "11", "2026"]


def test_the_guard_finds_a_borrowed_sentence() -> None:
    class Borrowing(PortalForm):
        name = forms.CharField(max_length=5, error_messages={"required": "Enter the name"})
        days = forms.IntegerField(required=False)

    assert list(borrowed_messages(Borrowing)) == ["name: max_length", "days: invalid"]
