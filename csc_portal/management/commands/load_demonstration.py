"""Loads a region to try the portal with, and accounts that open it; safe to repeat."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from brokerage.demonstration.loading import load_help
from core.models import RoleAssignment, User
from core.roles import role_named
from schools.demonstration.loading import load_generated, load_real
from schools.queries.region import region_of_portal
from sigs.demonstration.loading import load_groups, load_groups_of_real_region

NAMED = 3


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--password", required=True, help="of every account")
        parser.add_argument(
            "--data", type=Path, help="a folder of published files, instead of the fictional region"
        )
        parser.add_argument("--schools", type=int, help="about so many open schools instead of 397")

    def handle(self, *arguments: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This makes accounts that share a password. Set DEMONSTRATION=1 where that is meant."
            )
        folder: Path | None = options["data"]
        if folder and not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        region = region_of_portal()
        if region is None:
            raise CommandError("The database has no reference data yet. Run prepare_database first.")
        password = options["password"]
        with no_search_for_cycles():
            if folder:
                people = load_real(region=region, folder=folder, password=password, say=self.say)
                load_groups_of_real_region(region=region, people=people, say=self.say)
            else:
                people = load_generated(
                    region=region, password=password, schools=options["schools"], say=self.say
                )
                load_groups(region=region, people=people, say=self.say)
                load_help(region=region, people=people, say=self.say)
        for person in people.values():
            self.stdout.write(f"{person.email}  {posts_said(person)}")

    def say(self, sentence: str) -> None:
        """How far it is: beside the answer, which is the list of accounts."""
        self.stderr.write(sentence, style_func=str)


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Among hundreds of thousands of rows Python's search for cyclic garbage takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def posts_said(person: User) -> str:
    """Headteacher, <school>; or how many schools, where there are many."""
    posts = list(
        RoleAssignment.objects.filter(user=person, ends_on__isnull=True)
        .select_related("scope__school", "scope__authority", "scope__region", "scope__group")
        .order_by("pk")
    )
    if not posts:
        return "without a post"
    role = role_named(posts[0].role)
    places = [place_of(post) for post in posts if post.role == posts[0].role]
    where = ", ".join(places) if len(places) <= NAMED else f"{len(places)} schools"
    return f"{role.name if role else posts[0].role}, {where}"


def place_of(post: RoleAssignment) -> str:
    for kind in ("school", "authority", "region", "group"):
        place = getattr(post.scope, kind, None)
        if place is not None:
            name: str = place.name_en
            return name
    return ""
