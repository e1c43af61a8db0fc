"""Personal tokens: made by their person, shown once, revoked by their person or when they leave."""

import datetime as dt
import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import PersonalToken, User
from core.notices import tell

# Tells what it is to whoever finds one lying about, and to programs that look for leaked keys.
PREFIX = "csc_"
RANDOM_BYTES = 32
AT_MOST = 5


class TooManyTokens(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("You have 5 tokens in use. Revoke one that you no longer need, then make another.")
        )


class TokenNameTaken(DomainError):
    def __init__(self) -> None:
        super().__init__(_("You have a token of this name already. Choose another name, or revoke that one."))


class TokenRevokedAlready(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This token has been revoked already."))


@transaction.atomic
def make_token(*, name: str, days: int, by: User) -> tuple[PersonalToken, str]:
    """The token and its key, which nobody can read again. The person is told by e-mail, so that a token made
    by somebody else in their name does not stay unnoticed."""
    # Of two at once the second counts the first one's.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if tokens_in_use(by).count() >= AT_MOST:
        raise TooManyTokens
    key = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    try:
        with transaction.atomic():
            token = PersonalToken.objects.create(
                person=by,
                name=name,
                digest=digest_of(key),
                made_at=clock.now(),
                expires_on=clock.today() + dt.timedelta(days=days),
            )
    except IntegrityError as error:
        raise TokenNameTaken from error
    tell(by, "core/token_made", "/account/tokens/", name=name, days=days)
    return token, key


@transaction.atomic
def revoke_token(*, token: PersonalToken, by: User) -> None:
    """From the next request on it opens nothing."""
    if not PersonalToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now()):
        raise TokenRevokedAlready


def revoke_tokens_of(person: User) -> None:
    """Of somebody who leaves."""
    PersonalToken.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=clock.now())


def tokens_in_use(person: User) -> QuerySet[PersonalToken]:
    return PersonalToken.objects.filter(person=person, revoked_at__isnull=True, expires_on__gte=clock.today())


def token_of_key(key: str) -> PersonalToken | None:
    """The token in use that the key opens, and that it was used today."""
    found = (
        PersonalToken.objects.select_related("person")
        .filter(
            digest=digest_of(key),
            revoked_at__isnull=True,
            expires_on__gte=clock.today(),
            person__is_active=True,
        )
        .first()
    )
    if found is not None and found.last_used_on != clock.today():
        PersonalToken.objects.filter(pk=found.pk).update(last_used_on=clock.today())
    return found


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
