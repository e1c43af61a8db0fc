"""How heads form a group, answer a proposal, ask to join, and leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from sigs.enums import InvitedState, Permission, ProposalState
from sigs.forms.joining import AnswerJoinForm, DeclineForm, JoinForm, LeaveForm, ProposalForm
from sigs.models import Group, JoinRequest, ProposalAnswer
from sigs.queries.groups import answered_for, group_visible, schools_to_choose
from sigs.queries.joining import answer_visible, open_group, own_requests, request_to_answer
from sigs.queries.people import own_schools
from sigs.services.joining import answer_join, ask_to_join, leave_group, take_back_join
from sigs.services.proposals import answer_proposal, propose_group, withdraw_proposal
from sigs.views.keeping import FORM, asked, members_page


@require_http_methods(FORM)
@authorise(Permission.ANSWER_FOR_SCHOOL)
def proposal_new(request: HttpRequest) -> HttpResponse:
    own = answered_for(request.user)
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(data, own=own, others=schools_to_choose())
    if form.is_bound and form.is_valid():
        try:
            answer = propose_group(by=person_of(request), **form.facts())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The heads of the schools that you invited are told."))
            return redirect("proposal", answer.public_id)
    notes = [
        _(
            "The group exists as soon as one school besides yours has accepted."
            " Until then only those whom you invite see it."
        ),
        _("You lead it, until its members nominate somebody."),
    ]
    heading, save = _("Form a group"), _("Send the invitations")
    return asked(request, form, heading, save, reverse("groups"), notes=notes)


@authorise(Permission.ANSWER_FOR_SCHOOL, find=answer_visible)
def proposal(request: HttpRequest, answer: ProposalAnswer) -> HttpResponse:
    return shown(request, answer, DeclineForm())


def shown(request: HttpRequest, answer: ProposalAnswer, form: DeclineForm) -> HttpResponse:
    proposed = answer.proposal
    is_own = proposed.school_id == answer.school_id
    waits = answer.state == InvitedState.WAITING
    is_over = proposed.state == ProposalState.WITHDRAWN
    context = {
        "answer": answer,
        "proposal": proposed,
        "is_own": is_own,
        "answers": proposed.answers.select_related("school"),
        "form": form,
        "may_accept": not is_over and answer.state != InvitedState.ACCEPTED,
        "may_decline": not is_own
        and not is_over
        and (waits or (answer.state == InvitedState.ACCEPTED and proposed.state == ProposalState.OPEN)),
        "may_withdraw": is_own and proposed.state == ProposalState.OPEN,
    }
    return render(request, "sigs/proposal.html", context, status=422 if form.is_bound else 200)


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=answer_visible)
def proposal_accept(request: HttpRequest, answer: ProposalAnswer) -> HttpResponse:
    try:
        group = answer_proposal(answer=answer, accept=True, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("proposal", answer.public_id)
    if group is None:
        messages.success(request, _("Your school takes part as soon as another one has accepted."))
        return redirect("proposal", answer.public_id)
    messages.success(request, _("Your school is in the group."))
    return redirect("group", group.slug)


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=answer_visible)
def proposal_decline(request: HttpRequest, answer: ProposalAnswer) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return shown(request, answer, form)
    try:
        because = form.cleaned_data["because"]
        answer_proposal(answer=answer, accept=False, because=because, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your answer is on its way. You can change your mind on this page."))
    return redirect("proposal", answer.public_id)


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL, find=answer_visible)
def proposal_withdraw(request: HttpRequest, answer: ProposalAnswer) -> HttpResponse:
    if answer.school_id != answer.proposal.school_id:
        raise Http404
    try:
        withdraw_proposal(proposal=answer.proposal, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The proposal is taken back."))
    return redirect("groups")


@require_http_methods(FORM)
@authorise(Permission.ANSWER_FOR_SCHOOL)
def group_join(request: HttpRequest, slug: str) -> HttpResponse:
    group = open_group(slug)
    if group is None:
        raise Http404
    form = JoinForm(request.POST if request.method == "POST" else None, own=answered_for(request.user))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            ask_to_join(
                group=group,
                school=said["school"],
                topic=form.topic_said(),
                why=said["why"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Whoever leads the group is told, and answers you."))
            return redirect("groups")
    heading = _("Ask to join")
    return asked(request, form, heading, _("Ask"), reverse("groups"), lead=group.name)


@require_POST
@authorise(Permission.ANSWER_FOR_SCHOOL)
def join_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = own_requests(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    try:
        take_back_join(asked=found, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back."))
    return redirect("groups")


@require_http_methods(FORM)
@authorise(Permission.LEAD_GROUP, find=request_to_answer)
def join_answer(request: HttpRequest, found: JoinRequest) -> HttpResponse:
    form = AnswerJoinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        admit = form.cleaned_data["admit"] == "yes"
        try:
            answer_join(asked=found, admit=admit, answer=form.cleaned_data["answer"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The school is in the group.") if admit else _("The school is told."))
            return redirect(members_page(found.group))
    notes: list[Any] = [found.why]
    if found.topic:
        notes.append(_("The need that leads it here: %(topic)s") % {"topic": found.topic.name})
    heading = _("%(school)s asks to join") % {"school": found.school.name}
    back = members_page(found.group)
    return asked(request, form, heading, _("Answer"), back, lead=found.group.name, notes=notes)


@require_http_methods(FORM)
@authorise(Permission.ANSWER_FOR_SCHOOL, find=group_visible)
def group_leave(request: HttpRequest, group: Group) -> HttpResponse:
    own = own_schools(request.user, group, Permission.ANSWER_FOR_SCHOOL)
    if not own:
        raise Http404
    form = LeaveForm(request.POST if request.method == "POST" else None, own=own)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            leave_group(group=group, school=said["school"], because=said["because"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Your school has left the group."))
            return redirect("groups")
    notes = [
        _("At once: the people of your school no longer see the group’s plan, meetings and money."),
        _("What your school shared with the group ends, with its pairs and the posts of its people."),
        _("That it was a member stays on record. To come back, ask to join or ask the consortium."),
    ]
    heading = _("Leave the group")
    return asked(request, form, heading, heading, members_page(group), lead=group.name, notes=notes)
