from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from core.errors import DomainError
from core.services.people import make_administrator
from schools.enums import Role
from schools.queries.region import region_of_portal


class Command(BaseCommand):
    help = "Make the first administrator's account. Everybody else is invited on the page “People”."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *arguments: Any, **options: Any) -> None:
        region = region_of_portal()
        if region is None:
            raise CommandError("There is no region yet: run prepare_database first.")
        try:
            validate_email(options["email"])
            person = make_administrator(
                name=options["name"], email=options["email"], role=Role.ADMINISTRATOR, scope=region.scope
            )
        except (ValidationError, DomainError) as refusal:
            raise CommandError(str(getattr(refusal, "message", refusal))) from refusal
        self.stdout.write(
            f"{person.email} is an administrator. Choose a password with “I have forgotten my password”"
            " on the sign-in page."
        )
