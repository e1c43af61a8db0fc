"""Makes the database ready: migrates as its owner, grants the application's role what it needs and no more,
and loads the reference data. Safe to run again."""

import os
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from csc_portal import env
from sigs.services.reference import load_group_reference

# Audit rows may be added (their triggers run as the application) and read, never changed or deleted.
GRANTS = """
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE, TRUNCATE ON {audit_tables} FROM {role};
REVOKE ALL ON django_migrations FROM {role};
GRANT SELECT ON django_migrations TO {role};
"""


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *arguments: Any, **options: Any) -> None:
        application_role = str(connection.settings_dict["USER"])
        if os.environ.get("DATABASE_OWNER_URL"):
            connection.close()
            connection.settings_dict.update(env.database("DATABASE_OWNER_URL"))
        call_command("migrate", interactive=False, verbosity=0)
        if connection.settings_dict["USER"] != application_role:
            self.grant(application_role)
        call_command("load_reference_data")
        load_group_reference()
        self.stdout.write("The database is ready.")

    def grant(self, role: str) -> None:
        audit = [
            connection.ops.quote_name(model._meta.db_table)
            for model in apps.get_models()
            if hasattr(model, "pgh_tracked_model")
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                GRANTS.format(role=connection.ops.quote_name(role), audit_tables=", ".join(sorted(audit)))
            )
