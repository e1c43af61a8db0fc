"""A person's own tokens for the API, under their account."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.authorise import person_of, signed_in
from core.errors import DomainError
from core.forms.token import TokenForm
from core.models import PersonalToken
from core.services.tokens import make_token, revoke_token


@signed_in
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    rows = PersonalToken.objects.filter(person=person_of(request))
    return render(request, "account/tokens.html", {"rows": rows, "today": clock.today()})


@signed_in
@never_cache
def token_new(request: HttpRequest) -> HttpResponse:
    """The answer to the form holds the key: it is kept nowhere, so no page could show it again."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, key = make_token(by=person_of(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return render(request, "account/token_made.html", {"token": token, "key": key})
    return render(request, "account/token_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def token_revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    token = PersonalToken.objects.filter(person=person_of(request), public_id=public_id).first()
    if token is None:
        raise Http404
    revoke_token(token=token, by=person_of(request))
    messages.success(request, _("The token is revoked. It opens nothing any more."))
    return redirect("tokens")
