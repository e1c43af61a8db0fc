"""Accounts and posts: invited, accepted, ended. Nobody gets in otherwise."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import active_assignments
from core.errors import DomainError
from core.models import Invitation, RoleAssignment, Scope, User
from core.roles import role_named
from core.services.tokens import revoke_tokens_of

VALID_FOR = dt.timedelta(days=14)


class AlreadyHeld(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This person already holds, or is already invited to, this role there."))


class InvitationOver(DomainError):
    status = 410

    def __init__(self) -> None:
        super().__init__(
            _(
                "This invitation has been used, was withdrawn or is out of date."
                " Ask whoever invited you for a new one."
            )
        )


class OwnPost(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("You cannot end your own role or close your own account. Ask another administrator.")
        )


@transaction.atomic
def invite(
    *, name: str, email: str, language: str, role: str, scope: Scope, by: User
) -> Invitation | RoleAssignment:
    """Offer a post. Somebody who has an account gets the post at once; anybody else gets an invitation by
    e-mail, valid for 14 days. AlreadyHeld if the post or an open invitation to it exists."""
    known = User.objects.filter(email__iexact=email).first()
    if known:
        return give_role(person=known, role=role, scope=scope, by=by)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name,
                preferred_language=language,
                role=role,
                scope=scope,
                invited_by=by,
                invited_at=clock.now(),
                expires_on=clock.today() + VALID_FOR,
            )
    except IntegrityError as error:
        raise AlreadyHeld from error
    transaction.on_commit(lambda: mail_invitation(invitation))
    return invitation


@transaction.atomic
def give_role(*, person: User, role: str, scope: Scope, by: User) -> RoleAssignment:
    try:
        with transaction.atomic():
            return RoleAssignment.objects.create(user=person, role=role, scope=scope, starts_on=clock.today())
    except IntegrityError as error:
        raise AlreadyHeld from error


def open_invitation(pk: str) -> Invitation:
    """The invitation, or InvitationOver."""
    found = (
        Invitation.objects.filter(
            pk=pk, accepted_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=clock.today()
        )
        .select_related("scope", "invited_by")
        .first()
    )
    if found is None:
        raise InvitationOver
    return found


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str) -> User:
    """Make the account and its post. ValidationError if the password is too weak; InvitationOver if the
    invitation was used in between, or its address has an account by now."""
    person = User(
        email=invitation.email,
        name=invitation.name,
        preferred_language=invitation.preferred_language,
        joined_at=clock.now(),
    )
    validate_password(password, person)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise InvitationOver from error
    know_address(person)
    moved = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(accepted_at=clock.now(), accepted_by=person)
    if not moved:
        raise InvitationOver
    give_role(person=person, role=invitation.role, scope=invitation.scope, by=person)
    return person


def know_address(person: User) -> None:
    """The address is known to be the person's: they answered a mail to it, or an administrator vouches."""
    EmailAddress.objects.get_or_create(
        user=person, email=person.email.lower(), defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def make_administrator(*, name: str, email: str, role: str, scope: Scope) -> User:
    """The first account of an installation. The person asks for a password on the sign-in page."""
    if User.objects.filter(email__iexact=email).exists():
        raise AlreadyHeld
    person = User.objects.create_user(email=email, name=name, joined_at=clock.now())
    know_address(person)
    RoleAssignment.objects.create(user=person, role=role, scope=scope, starts_on=clock.today())
    return person


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    moved = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=clock.now())
    if not moved:
        raise InvitationOver


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: User) -> None:
    """The post ends yesterday, so that it counts no more; one given today is taken back. With a person's last
    post go their tokens."""
    if assignment.user_id == by.pk:
        raise OwnPost
    stop(assignment)


@transaction.atomic
def lay_down_role(*, assignment: RoleAssignment) -> None:
    """The person gives up a post of their own. For posts that stand without one person too."""
    stop(assignment)


def stop(assignment: RoleAssignment) -> None:
    yesterday = clock.today() - dt.timedelta(days=1)
    if assignment.starts_on > yesterday:
        RoleAssignment.objects.filter(pk=assignment.pk).delete()
    else:
        RoleAssignment.objects.filter(pk=assignment.pk).update(ends_on=yesterday)
    if not active_assignments().filter(user=assignment.user_id).exists():
        revoke_tokens_of(assignment.user)


@transaction.atomic
def set_active(*, person: User, active: bool, by: User) -> None:
    """Close or reopen an account; what the person wrote stays, their tokens do not."""
    if person.pk == by.pk:
        raise OwnPost
    User.objects.filter(pk=person.pk).update(is_active=active)
    if not active:
        revoke_tokens_of(person)


def mail_invitation(invitation: Invitation) -> None:
    """In the invited person's language, or in both where it is not known, Welsh first."""
    languages = [invitation.preferred_language] if invitation.preferred_language else ["cy", "en"]
    subjects, texts = [], []
    for language in languages:
        with translation.override(language):
            role = role_named(invitation.role)
            text = render_to_string(
                "people/invitation.txt",
                {
                    "invitation": invitation,
                    "role": role.name if role else invitation.role,
                    "address": settings.BASE_URL + reverse("invitation", args=[invitation.pk]),
                },
            )
            subject, _line, body = text.strip().partition("\n")
            subjects.append(subject.strip())
            texts.append(body.strip())
    EmailMessage(" / ".join(subjects), "\n\n———\n\n".join(texts), to=[invitation.email]).send()
