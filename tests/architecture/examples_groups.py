"""The addresses of groups of schools."""

from tests.architecture.example import Arguments, Example, with_more
from tests.architecture.furnished import Furnished


def own_group(shown: Furnished) -> Arguments:
    return {"slug": shown.group.slug}


def other_group(shown: Furnished) -> Arguments:
    return {"slug": shown.other_group.slug}


def of_group(seen_by: str = "head", **facts: object) -> Example:
    """The group of the head's school, and the one of the other head's."""
    more = facts.pop("more", {})
    assert isinstance(more, dict)
    own, other = with_more(own_group, **more), with_more(other_group, **more)
    return Example(seen_by, own, other, **facts)  # type: ignore[arg-type]  # the fields of Example


GROUPS: dict[str, Example] = {
    "groups": Example("head"),
    "group": of_group(),
    "group_members": of_group(),
}
