from collections.abc import Mapping

from core.models import User
from core.notices import tell
from sigs.models import Pairing


def tell_heads(pairing: Pairing, heads: Mapping[int, list[User]], kind: str, by: User) -> None:
    """Everybody once, but not whoever did it."""
    people = {person.pk: person for of_school in heads.values() for person in of_school}
    for person in people.values():
        if person.pk != by.pk:
            tell(
                person,
                kind,
                f"/groups/{pairing.group.slug}/pairs/{pairing.public_id}/",
                group=pairing.group.name_en,
                group_cy=pairing.group.name_cy or pairing.group.name_en,
                who=by.name,
            )
