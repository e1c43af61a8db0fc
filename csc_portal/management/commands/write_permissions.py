"""Writes docs/permissions.md from the roles and permissions in the code."""

from typing import Any

from django.core.management.base import BaseCommand

from csc_portal import permission_list


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = []

    def handle(self, *arguments: Any, **options: Any) -> None:
        permission_list.FILE.parent.mkdir(exist_ok=True)
        permission_list.FILE.write_text(permission_list.page(), encoding="utf-8")
        self.stdout.write(f"Written: {permission_list.FILE.relative_to(permission_list.FILE.parent.parent)}")
