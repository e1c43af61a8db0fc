"""allauth's forms in our words. What they do stays allauth's; labels, hints and sentences are ours."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as codes
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import PortalFormBehaviour

ENTER_PASSWORD = _("Enter your password")
ENTER_EMAIL = _("Enter your e-mail address")
EMAIL_SHAPE = _("Enter an e-mail address in the form name@example.wales")
ENTER_NEW_PASSWORD = _("Enter a new password")
REPEAT_NEW_PASSWORD = _("Enter the new password a second time")
ENTER_CODE = _("Enter the code")
PASSWORD_HINT = _("At least 12 characters. Three words that do not belong together are a good choice.")


def reword(field: forms.Field, label: object, hint: object = "", **messages: object) -> None:
    """Our words for a field of allauth's; its placeholder goes, since a placeholder is no label."""
    field.label = label  # type: ignore[assignment]  # a lazy string
    field.help_text = hint  # type: ignore[assignment]  # a lazy string
    field.error_messages.update(messages)  # type: ignore[arg-type]  # lazy strings
    field.widget.attrs.pop("placeholder", None)


def reword_new_password(form: forms.BaseForm) -> None:
    reword(form.fields["password1"], _("New password"), PASSWORD_HINT, required=ENTER_NEW_PASSWORD)
    reword(form.fields["password2"], _("New password again"), required=REPEAT_NEW_PASSWORD)


def reword_code(form: forms.BaseForm, hint: object) -> None:
    field = form.fields["code"]
    reword(field, _("Code"), hint, required=ENTER_CODE)
    field.widget.attrs.update(
        {"class": "govuk-input--width-10", "spellcheck": "false", "autocapitalize": "none"}
    )


class SignInForm(PortalFormBehaviour, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["login"], _("E-mail address"), required=ENTER_EMAIL, invalid=EMAIL_SHAPE)
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "spellcheck": "false"})
        reword(self.fields["password"], _("Password"), required=ENTER_PASSWORD)


class AskForResetForm(PortalFormBehaviour, account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self.fields["email"],
            _("E-mail address"),
            _("The one you sign in with."),
            required=ENTER_EMAIL,
            invalid=EMAIL_SHAPE,
        )


class ResetPasswordForm(PortalFormBehaviour, account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_new_password(self)


class ChangePasswordForm(PortalFormBehaviour, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["oldpassword"], _("Your password now"), required=ENTER_PASSWORD)
        reword_new_password(self)


class SetPasswordForm(PortalFormBehaviour, account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_new_password(self)


class ConfirmPasswordForm(PortalFormBehaviour, account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["password"], _("Password"), required=ENTER_PASSWORD)


class CodeForm(PortalFormBehaviour, mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_code(self, _("Six digits from your app, or one of your recovery codes."))


class ConfirmCodeForm(PortalFormBehaviour, mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_code(self, _("Six digits from your app, or one of your recovery codes."))


class ActivateAppForm(PortalFormBehaviour, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_code(self, _("The six digits that your app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class DeactivateAppForm(PortalFormBehaviour, totp.DeactivateTOTPForm):
    pass


class RecoveryCodesForm(PortalFormBehaviour, codes.GenerateRecoveryCodesForm):
    pass
