"""Members nominate their convenor."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import whole_number
from sigs.enums import NominationRule, NominationState, NomineeState, Permission
from sigs.forms.groups import BecauseForm, NominationForm
from sigs.models import Group, Nomination, Nominee
from sigs.queries.groups import group_visible
from sigs.queries.nominations import nomination_of, own_nominee, tally
from sigs.queries.people import own_schools, people_of
from sigs.services import nominating
from sigs.views.keeping import FORM, asked


def page(group: Group) -> str:
    return reverse("group_nomination", args=[group.slug])


def open_one(group: Group) -> Nomination:
    found = nomination_of(group)
    if found is None or found.state != NominationState.OPEN:
        raise Http404
    return found


@authorise(Permission.VIEW_GROUP, find=group_visible)
def group_nomination(request: HttpRequest, group: Group) -> HttpResponse:
    user: Any = request.user
    found = nomination_of(group)
    is_open = found is not None and found.state == NominationState.OPEN
    is_past = is_open and found is not None and clock.today() > found.closes_on
    speaks_for = own_schools(user, group, Permission.ANSWER_FOR_SCHOOL) if is_open and not is_past else []
    manages = user.has_perm(Permission.MANAGE_GROUPS, group)
    counted = tally(found) if found else None
    context = {
        "group": group,
        "nomination": found,
        "counted": counted,
        "is_open": is_open,
        "is_past": is_past,
        "speaks_for": speaks_for,
        "people": people_of(group) if speaks_for else [],
        "own": own_nominee(found, user) if is_open and found else None,
        "may_open": manages and not is_open,
        "may_decide": manages and is_past,
        "may_settle": is_past
        and found is not None
        and counted is not None
        and found.rule == NominationRule.MAJORITY
        and counted.winner is not None
        and user.has_perm(Permission.TAKE_PART, group),
        "may_call_off": manages and is_open,
    }
    return render(request, "sigs/nomination.html", context)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def nomination_open(request: HttpRequest, group: Group) -> HttpResponse:
    form = NominationForm(request.POST if request.method == "POST" else None, rules=NominationRule.choices)
    if form.is_bound and form.is_valid():
        try:
            nominating.open_nomination(group=group, by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("closes_on", refusal.sentence)
        else:
            messages.success(request, _("The heads of the group are asked."))
            return redirect(page(group))
    heading = _("Let the members nominate their convenor")
    notes = [
        _("Each school names one person of a member school. Everybody in the group sees who named whom.")
    ]
    return asked(request, form, heading, _("Ask the members"), page(group), lead=group.name, notes=notes)


def acted(request: HttpRequest, group: Group, service: Any, said: Any, **facts: Any) -> HttpResponse:
    try:
        service(by=person_of(request), **facts)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(page(group))


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=group_visible)
def nomination_vote(request: HttpRequest, group: Group) -> HttpResponse:
    nomination = open_one(group)
    own = {school.number: school for school in own_schools(request.user, group, Permission.ANSWER_FOR_SCHOOL)}
    school = own.get(request.POST.get("school", ""))
    chosen = whole_number(request.POST.get("person", ""))
    person = people_of(group).filter(pk=chosen).first() if chosen else None
    if school is None or person is None:
        messages.error(request, str(_("Choose the person whom your school nominates.")))
        return redirect(page(group))
    said = _("Your school’s nomination is noted. You can change it until the closing day.")
    return acted(
        request, group, nominating.nominate, said, nomination=nomination, school=school, person=person
    )


@require_POST
@authorise(Permission.TAKE_PART, find=group_visible)
def nomination_answer(request: HttpRequest, group: Group) -> HttpResponse:
    nominee = own_nominee(open_one(group), request.user)
    if nominee is None:
        raise Http404
    accept = request.POST.get("answer") == "yes"
    because = request.POST.get("because", "")[:300]
    said = _("Your answer is noted.")
    facts = {"nominee": nominee, "accept": accept, "because": because}
    return acted(request, group, nominating.answer_nomination, said, **facts)


@require_POST
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def nomination_decide(request: HttpRequest, group: Group) -> HttpResponse:
    nomination = open_one(group)
    standing = Nominee.objects.filter(nomination=nomination, state=NomineeState.ACCEPTED)
    chosen = request.POST.get("nominee", "")
    nominee = next((one for one in standing if str(one.public_id) == chosen), None)
    if nominee is None:
        messages.error(request, str(_("Choose one of those who would do it.")))
        return redirect(page(group))
    because = request.POST.get("because", "")[:300]
    said = _("The post is made.")
    facts = {"nomination": nomination, "nominee": nominee, "because": because}
    return acted(request, group, nominating.decide_nomination, said, **facts)


@require_POST
@authorise(Permission.TAKE_PART, find=group_visible)
def nomination_settle(request: HttpRequest, group: Group) -> HttpResponse:
    said = _("The post is made.")
    return acted(request, group, nominating.settle_nomination, said, nomination=open_one(group))


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def nomination_call_off(request: HttpRequest, group: Group) -> HttpResponse:
    nomination = open_one(group)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = _("The nomination is called off.")
        because = form.cleaned_data["because"]
        service = nominating.call_off_nomination
        return acted(request, group, service, said, nomination=nomination, because=because)
    heading = _("Call the nomination off")
    return asked(request, form, heading, heading, page(group), lead=group.name)
