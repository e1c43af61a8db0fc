"""The addresses of groups of schools."""

from sigs.models import GroupMember, GroupSeat, JoinRequest, ProposalAnswer
from tests.architecture.example import (
    BUTTON,
    FORM,
    Arguments,
    Example,
    Named,
    other_school,
    own_school,
    with_more,
)
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


def kept(**facts: object) -> Example:
    """What the consortium alone does with a group."""
    return of_group("consortium", **{"methods": FORM, **facts})


def member_of(named: Named) -> Named:
    def arguments(shown: Furnished) -> Arguments:
        slug = named(shown)["slug"]
        return {"slug": slug, "number": GroupMember.objects.filter(group__slug=slug)[0].school.number}

    return arguments


def seat_of(named: Named) -> Named:
    def arguments(shown: Furnished) -> Arguments:
        slug = named(shown)["slug"]
        return {"slug": slug, "public_id": GroupSeat.objects.filter(group__slug=slug)[0].public_id}

    return arguments


def asked_of(named: Named) -> Named:
    """What a school asks of that group."""
    return lambda shown: {"public_id": JoinRequest.objects.get(group__slug=named(shown)["slug"]).public_id}


def answer_of(named: Named) -> Named:
    """The school's part in a proposal of the other school's."""
    return lambda shown: {
        "public_id": ProposalAnswer.objects.get(school__number=named(shown)["number"]).public_id
    }


def button(example: Named, other: Named | None = None, seen_by: str = "head") -> Example:
    return Example(seen_by, example, other, methods=("POST",), not_a_page=BUTTON)


GROUPS: dict[str, Example] = {
    "groups": Example("head"),
    "groups_structure": Example("head"),
    "group_new": Example("consortium", methods=FORM),
    "group": of_group(),
    "group_structure": Example("head", own_group),
    "group_members": of_group(),
    "group_history": of_group(),
    "group_edit": kept(),
    "group_pause": kept(),
    "group_resume": kept(methods=("POST",), not_a_page=BUTTON),
    "group_close": kept(),
    "member_add": kept(),
    "member_remove": Example("consortium", member_of(own_group), member_of(other_group), methods=FORM),
    "seat_new": kept(),
    "seat_end": Example("consortium", seat_of(own_group), seat_of(other_group), methods=FORM),
    "proposal_new": Example("head", methods=FORM),
    "proposal": Example("head", answer_of(own_school), answer_of(other_school)),
    "proposal_accept": button(answer_of(own_school), answer_of(other_school)),
    "proposal_decline": button(answer_of(own_school), answer_of(other_school)),
    "proposal_withdraw": button(answer_of(own_school), answer_of(other_school)),
    "group_join": Example("head", other_group, methods=FORM),
    "group_leave": of_group(methods=FORM),
    "join_answer": Example("convenor", asked_of(own_group), asked_of(other_group), methods=FORM),
    "join_take_back": button(asked_of(other_group)),
    "group_nomination": of_group(),
    "nomination_open": kept(),
    "nomination_vote": button(own_group, other_group),
    "nomination_answer": button(own_group, other_group),
    "nomination_decide": button(own_group, other_group, "consortium"),
    "nomination_settle": button(own_group, other_group),
    "nomination_call_off": kept(),
}
