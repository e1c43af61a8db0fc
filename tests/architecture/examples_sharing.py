"""The addresses of sharing in groups, and of pairs and trios."""

from sigs.enums import PairingState
from sigs.models import Group, Pairing
from sigs.queries.pairs import key_of
from tests.architecture.example import BUTTON, FILE, FORM, Arguments, Example
from tests.architecture.examples_groups import of_group
from tests.architecture.furnished import Furnished


def of_own_school(**facts: object) -> Example:
    """A head's school in its group."""
    return Example(
        "head",
        lambda shown: {"slug": shown.group.slug, "number": shown.world.school.number},
        lambda shown: {"slug": shown.other_group.slug, "number": shown.world.other_school.number},
        **facts,  # type: ignore[arg-type]  # the fields of Example
    )


def of_pair(state: PairingState, seen_by: str = "head", **facts: object) -> Example:
    def of(group: Group) -> Arguments:
        pairing = Pairing.objects.filter(group=group, state=state).earliest("pk")
        return {"slug": group.slug, "public_id": pairing.public_id}

    return Example(
        seen_by,
        lambda shown: of(shown.group),
        lambda shown: of(shown.other_group),
        **facts,  # type: ignore[arg-type]  # the fields of Example
    )


def suggested_pair(shown: Furnished) -> Arguments:
    return {"slug": shown.group.slug, "key": key_of([shown.world.school, shown.schools[2]])}


def other_suggested_pair(shown: Furnished) -> Arguments:
    other = Pairing.objects.filter(group=shown.other_group, state=PairingState.DECLINED).earliest("pk")
    return {"slug": shown.other_group.slug, "key": other.key}


SHARING: dict[str, Example] = {
    "group_compare": of_group(),
    "group_compare_export": of_group(more={"form": "csv"}, not_a_page=FILE),
    "group_sharing": of_own_school(methods=FORM),
    "group_sharing_end": of_own_school(methods=FORM),
    "group_sharing_later": of_own_school(methods=("POST",), not_a_page=BUTTON),
    "group_pairs": of_group(),
    "group_pair_ask": Example("head", suggested_pair, other_suggested_pair, methods=FORM),
    # One at work: the whole group sees it.
    "group_pair": of_pair(PairingState.AGREED),
    "group_pair_answer": of_pair(PairingState.DECLINED, methods=("POST",), not_a_page=BUTTON),
    "group_pair_end": of_pair(PairingState.AGREED, "convenor", methods=FORM),
}
