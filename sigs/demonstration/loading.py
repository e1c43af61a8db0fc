"""What the demonstration holds of groups: called for the generated region, and for the real one."""

from collections.abc import Callable

from core.models import User
from schools.models import Region

Say = Callable[[str], None]


def load_groups(*, region: Region, people: dict[str, User], say: Say) -> None:
    """In the generated region. Whoever adds to it appends a call; safe to repeat."""


def load_groups_of_real_region(*, region: Region, people: dict[str, User], say: Say) -> None:
    """On the published files: people are fictional, and no work hangs on a school."""
