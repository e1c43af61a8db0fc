"""What a school offers others in a year, whether it is still true, and whom it is too near to."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from brokerage.enums import HelpLanguage, Permission
from brokerage.forms.offers import InterestForm, OfferForm, StillTrueForm
from brokerage.models import DeclaredInterest, Offer
from brokerage.presenting.offers import fresh_words, offer_page
from brokerage.queries.offers import (
    interest_visible,
    interests_of,
    offer_of,
    offered_before,
    other_schools,
    school_for_help,
    standing_of,
)
from brokerage.services.offering import (
    OfferChangedMeanwhile,
    confirm_by_link,
    confirm_offer,
    declare_interest,
    read_token,
    save_offer,
    take_interest_back,
)
from core.authorise import authorise, person_of, public
from core.errors import DomainError
from core.views.asking import ask, press
from schools.models import School
from schools.queries.days import this_year
from schools.queries.topics import tree
from schools.units import academic_year


def find_school(user: Any, number: str) -> School | None:
    return school_for_help(user, number)


def find_interest(user: Any, public_id: UUID) -> DeclaredInterest | None:
    return interest_visible(user, public_id)


def chosen_year(request: HttpRequest) -> int:
    """This school year, or the next, which is planned in its last term."""
    coming = this_year() + 1
    return coming if request.GET.get("year") == str(coming) else this_year()


def page_of(school: School, year: int) -> str:
    own = reverse("school_offer", args=[school.number])
    return own if year == this_year() else f"{own}?year={year}"


@authorise(Permission.VIEW_HELP, find=find_school)
def school_offer(request: HttpRequest, school: School) -> HttpResponse:
    year = chosen_year(request)
    offer = offer_of(school, year)
    user: Any = request.user
    context = {
        "school": school,
        "year": year,
        "years": [(each, academic_year(each)) for each in (this_year(), this_year() + 1)],
        "page": offer_page(offer) if offer else None,
        "speaks": user.has_perm(Permission.SPEAK_FOR_HELP, school),
        "declares": user.has_perm(Permission.ASK_FOR_HELP, school),
        "interests": interests_of(school),
    }
    return render(request, "brokerage/offers/offer.html", context)


@require_http_methods(["GET", "POST"])
@authorise(Permission.SPEAK_FOR_HELP, find=find_school)
def offer_edit(request: HttpRequest, school: School) -> HttpResponse:
    year = chosen_year(request)
    offer = offer_of(school, year)
    form = OfferForm(
        request.POST or None, tree=tree(), known=offered_before(school, offer), initial=as_said(offer)
    )
    return ask(
        request,
        form,
        lambda: save_offer(school=school, year=year, by=person_of(request), **form.facts),
        said=_("Your offer is stored. It counts as confirmed today."),
        back=page_of(school, year),
        template="brokerage/offers/edit.html",
        now=lambda: offer_of(school, year) or Offer(version=0),
        school=school,
        year=academic_year(year),
        offer=offer,
        action=request.get_full_path(),
    )


def as_said(offer: Offer | None) -> dict[str, Any]:
    if offer is None:
        language = (get_language() or "en")[:2]
        return {"languages": HelpLanguage.EITHER, "language": language, "version": 0}
    names = ("willing", "languages", "most_minutes", "at_once", "limits", "version")
    return {
        **{name: getattr(offer, name) for name in names},
        "days": offer.days.normalize(),
        "language": offer.limits_language,
        "topics": [row.topic.code for row in offer.offer_topics.all()],
    }


@require_POST
@authorise(Permission.SPEAK_FOR_HELP, find=find_school)
def offer_still(request: HttpRequest, school: School) -> HttpResponse:
    """ "Still true": of this year's offer, as the person has read it."""
    form = StillTrueForm(request.POST if "version" in request.POST else request.GET)
    offer = offer_of(school, this_year())

    def confirm() -> None:
        if offer is None or not form.is_valid():
            raise OfferChangedMeanwhile
        confirm_offer(offer=offer, version=form.cleaned_data["version"], by=person_of(request))

    said = _("Thank you. Your offer counts as confirmed today.")
    return press(request, confirm, said=said, back=page_of(school, this_year()))


@require_http_methods(["GET", "POST"])
@public("the link in the mail is the secret; it confirms one offer and nothing else")
def offer_still_link(request: HttpRequest, token: str) -> HttpResponse:
    """What stood in the mail, and one button; nobody has to sign in for it."""
    context: dict[str, Any] = {"done": False}
    status = 200
    try:
        if request.method == "POST":
            context |= {"offer": confirm_by_link(token=token), "done": True}
        else:
            offer = read_token(token)[0]
            context |= {"offer": offer, "fresh": fresh_words(standing_of(offer))}
    except DomainError as refusal:
        context["refusal"] = refusal.sentence
        status = refusal.status
    return render(request, "brokerage/offers/still.html", context, status=status)


@require_http_methods(["GET", "POST"])
@authorise(Permission.ASK_FOR_HELP, find=find_school)
def interest_new(request: HttpRequest, school: School) -> HttpResponse:
    form = InterestForm(
        request.POST or None,
        schools=other_schools(school),
        initial={"language": (get_language() or "en")[:2]},
    )
    return ask(
        request,
        form,
        lambda: declare_interest(school=school, by=person_of(request), **form.cleaned_data),
        said=_("Declared. Neither school is proposed to the other while it stands."),
        back=page_of(school, this_year()),
        heading=_("Declare an interest in another school"),
        lead=school.name,
        save=_("Declare it"),
        notes=[_("The other school does not see it.")],
    )


@require_POST
@authorise(Permission.ASK_FOR_HELP, find=find_interest)
def interest_back(request: HttpRequest, interest: DeclaredInterest) -> HttpResponse:
    return press(
        request,
        lambda: take_interest_back(interest=interest, by=person_of(request)),
        said=_("Taken back. It stays on record."),
        back=page_of(interest.school, this_year()),
    )
