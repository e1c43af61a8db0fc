from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.authorise import authorise, person_of, public
from core.enums import Permission
from core.errors import DomainError
from core.models import Invitation, RoleAssignment, User
from core.services import people as accounts
from csc_portal.people import queries
from csc_portal.people.forms import ChoosePasswordForm, InviteForm

PER_PAGE = 25


@authorise(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    page = Paginator(queries.people(words), PER_PAGE).get_page(request.GET.get("page"))
    persons = list(page.object_list)
    posts = queries.posts_of(persons)
    invitations = list(queries.open_invitations())
    names = queries.scope_names(invitation.scope for invitation in invitations)
    context = {
        "words": words,
        "page": page,
        "rows": [{"person": person, "posts": posts.get(person.pk, [])} for person in persons],
        "invitations": [
            {"invitation": row, "role": queries.role_name(row.role), "place": names.get(row.scope_id, "")}
            for row in invitations
        ],
    }
    return render(request, "people/people.html", context)


@authorise(Permission.MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    context = {"person": found, "posts": queries.posts_of([found]).get(found.pk, [])}
    return render(request, "people/person.html", context)


@authorise(Permission.MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            made = accounts.invite(
                name=facts["name"],
                email=facts["email"],
                language=facts["language"],
                role=facts["role"],
                scope=facts["scope"],
                by=person_of(request),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if isinstance(made, Invitation):
                messages.success(request, _("The invitation is on its way."))
            else:
                messages.success(request, _("This person has an account already; the role is added to it."))
            return redirect("people")
    return render(request, "people/invite.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@authorise(Permission.MANAGE_PEOPLE)
def invitation_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    accounts.withdraw_invitation(invitation=get_object_or_404(Invitation, pk=pk), by=person_of(request))
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("people")


@require_POST
@authorise(Permission.MANAGE_PEOPLE)
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = get_object_or_404(RoleAssignment, pk=pk)
    accounts.end_role(assignment=assignment, by=person_of(request))
    messages.success(request, _("The role has ended."))
    return redirect("person", assignment.user_id)


@require_POST
@authorise(Permission.MANAGE_PEOPLE)
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    accounts.set_active(person=found, active=False, by=person_of(request))
    messages.success(request, _("The account is closed. You can open it again on this page."))
    return redirect("person", pk)


@require_POST
@authorise(Permission.MANAGE_PEOPLE)
def account_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    accounts.set_active(person=get_object_or_404(User, pk=pk), active=True, by=person_of(request))
    messages.success(request, _("The account is open again."))
    return redirect("person", pk)


@public("An invited person has no account yet; the address itself is the secret.")
def invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    offered = accounts.open_invitation(str(pk))
    form = ChoosePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = accounts.accept_invitation(invitation=offered, password=form.cleaned_data["password"])
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            login(request, made, backend="core.backends.SignIn")
            return redirect("home")
    context: dict[str, Any] = {
        "form": form,
        "invitation": offered,
        "role": queries.role_name(offered.role),
        "place": queries.scope_name(offered.scope),
    }
    return render(request, "people/accept.html", context, status=422 if form.is_bound else 200)
