"""Django's rules for passwords, in sentences that say what to do instead."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext_lazy as _

LENGTH = 12


class LongEnough(rules.MinimumLengthValidator):
    def __init__(self) -> None:
        super().__init__(LENGTH)

    def get_error_message(self) -> str:
        return str(_("The password is too short. Use at least 12 characters."))

    def get_help_text(self) -> str:
        return str(_("Use at least 12 characters."))


class UnlikeThePerson(rules.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))

    def get_error_message(self) -> str:
        return str(_("The password is too much like your name or e-mail address. Choose another."))

    def get_help_text(self) -> str:
        return str(_("Use neither your name nor your e-mail address."))


class NotEverybodys(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return str(_("Many people use this password, so it is easily guessed. Choose another."))

    def get_help_text(self) -> str:
        return str(_("Use no password that many people use."))
