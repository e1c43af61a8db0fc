"""One page that shows every component, in both languages, tested like any other page."""

import datetime as dt

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import public
from core.forms import DayField, FilterForm, PortalForm

MEDIA = [("cy", _("Welsh")), ("en", _("English")), ("both", _("Both"))]


class ExampleForm(PortalForm):
    """Every kind of field."""

    inline_choices = frozenset({"open"})
    choice_hints = {"kind": {"cy": _("Most lessons are in Welsh.")}}

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=80,
        help_text=_("As others will see it."),
        error_messages={
            "required": _("Enter the name of the group"),
            "max_length": _("Shorten the name to 80 characters"),
        },
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address in the form name@example.wales"),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password")},
    )
    days = forms.IntegerField(
        label=_("Days offered"),
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter the number of days"),
            "invalid": _("Enter the number of days in figures"),
            "min_value": _("Offer at least one day"),
            "max_value": _("Offer at most 20 days"),
        },
    )
    starts_on = DayField(
        label=_("First day"),
        error_messages={
            "required": _("Enter the first day"),
            "invalid": _("Enter the first day as day, month and year"),
        },
    )
    phase = forms.ChoiceField(
        label=_("Phase"),
        choices=[("", _("Choose a phase")), ("primary", _("Primary")), ("secondary", _("Secondary"))],
        error_messages={"required": _("Choose a phase")},
    )
    open = forms.ChoiceField(
        label=_("Contact with other schools"),
        choices=[("yes", _("Open to it")), ("no", _("Not this year"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the group is open to contact")},
    )
    kind = forms.ChoiceField(
        label=_("Language of the work"),
        choices=MEDIA,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language of the work")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the resources"),
        choices=MEDIA,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language")},
    )
    reason = forms.CharField(
        label=_("Your reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Both schools will read it. Two sentences are enough."),
    )
    file = forms.FileField(
        label=_("Plan, as a file"),
        required=False,
        widget=forms.FileInput,
        error_messages={
            "invalid": _("Choose a file"),
            "empty": _("The file is empty. Choose another one"),
        },
    )
    agreed = forms.BooleanField(
        label=_("All members have agreed"),
        error_messages={"required": _("Confirm that all members have agreed")},
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, initial="kept")


class ExampleFilters(FilterForm):
    q = forms.CharField(
        label=_("Name, number or place"), required=False, help_text=_("Welsh or English; accents not needed")
    )
    phase = forms.MultipleChoiceField(
        label=_("Phase"),
        choices=[("primary", _("Primary")), ("secondary", _("Secondary"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ExampleBar(FilterForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["auto_id"] = "bar_%s"
        super().__init__(*args, **kwargs)

    authority = forms.ChoiceField(
        label=_("Authority"), choices=[("", _("All authorities")), ("a", _("One authority"))], required=False
    )
    medium = forms.ChoiceField(label=_("Medium"), choices=[("", _("All")), *MEDIA], required=False)


@public("Only in a demonstration or while developing; it shows no data.")
def components(request: HttpRequest) -> HttpResponse:
    if not (settings.DEMONSTRATION or settings.DEBUG):
        raise Http404
    today = clock.today()
    example = ExampleForm(request.POST, request.FILES) if request.method == "POST" else ExampleForm()
    typed = {"email": "rhian", "days": "40", "starts_on_day": "31", "starts_on_month": "2"}
    failed = ExampleForm(typed, auto_id="failed_%s")
    return render(
        request,
        "components/page.html",
        {
            "form": example,
            "failed": failed,
            "filters": ExampleFilters(request.GET or None),
            "bar": ExampleBar(request.GET or None),
            "chosen": [
                {"name": "phase", "value": "primary", "group": _("Phase"), "text": _("Primary")},
                {"name": "q", "value": "nant", "group": "", "text": "nant"},
            ],
            "page_obj": Paginator(range(375), 25).get_page(request.GET.get("page", 4)),
            "today": today,
            "soon": today + dt.timedelta(days=4),
            "later": today + dt.timedelta(days=11),
        },
        status=422 if example.is_bound and not example.is_valid() else 200,
    )
