from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("The code is not right, or it is too old. Enter the one that is shown now.")


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves, and mail speaks the person's language."""

    # What people can meet, in our words; the rest belongs to ways of signing in that are switched off.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the person who invited you."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "enter_current_password": _("This is not your password. Enter the one you sign in with."),
        "incorrect_password": _("This is not your password. Enter the one you sign in with."),
        "incorrect_code": WRONG_CODE,
        "invalid_or_expired_key": _("The link is no longer valid. Ask for a new one."),
        "invalid_password_reset": _("The link is no longer valid. Ask for a new one."),
        "too_many_login_attempts": _("There were too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("There were too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        person = context.get("user")
        language = getattr(person, "preferred_language", "") or translation.get_language()
        with translation.override(language or settings.LANGUAGE_CODE):
            super().send_mail(template_prefix, email, context)


class SecondFactor(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Your role needs a second step to sign in, so it cannot be removed."
        ),
        "cannot_generate_recovery_codes": _("Add an app first: recovery codes stand in for it."),
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your e-mail address first. Then you can add an app."),
    }
