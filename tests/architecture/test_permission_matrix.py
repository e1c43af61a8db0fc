"""Every address × method × person × own or other object: declared, and answered as declared."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from brokerage.enums import Permission as HelpPermission
from core import authorise
from schools.enums import Permission
from tests.architecture import permission_matrix as matrix
from tests.architecture.examples_concerns import CONCERNS
from tests.architecture.furnished import Furnished
from tests.architecture.routes import our_routes
from tests.architecture.test_access import PUBLIC

# The API's way of asking who it is.
NO_TOKEN = "401"
ONE_SCHOOL = ["head", "teacher", "governor", "adviser"]
# Another school's object that these may see but not change: 403 is the honest answer.
SEEN_BUT_CLOSED = {
    "contact_edit": "contacts stand in the register, which everybody with a post may read",
    "contacts_confirm": "contacts stand in the register, which everybody with a post may read",
    "inspection_edit": "inspections are published, and stand on the school's page for everybody",
    "inspection_new": "inspections are published, and stand on the school's page for everybody",
    "inspection_withdraw": "inspections are published, and stand on the school's page for everybody",
}


# Whose `find` asks for a permission of its own, before the door asks for the wider one.
FOUND_BY = (
    {
        name: str(Permission.LEAD_REVIEW)
        for name in ("review", "review_area", "review_evidence_file", "review_history", "reviews")
    }
    | {
        # Who may know of a concern works on it: strangers do not even find it.
        name: str(HelpPermission.VIEW_CONCERNS)
        for name in CONCERNS
        if name.startswith(("concern", "joint_visit"))
    }
    | {
        # Programmes stand on the unmet board: who may see that finds them.
        name: str(HelpPermission.VIEW_UNMET)
        for name in ("provision_edit", "provision_new")
    }
)


@pytest.mark.django_db
def test_every_address_answers_as_declared(shown: Furnished) -> None:
    """Of each row every second cell, by turns from row to row, since all of them take five minutes; a row
    that differs, or is not declared, is answered whole. The drill asks every cell."""
    declared = matrix.declared()
    browsers = matrix.clients(shown)
    differing = [
        key
        for part, key in enumerate(matrix.expected())
        if key not in declared or not matrix.agrees(key, declared[key], shown, browsers, part=part)
    ]
    assert not differing, to_be_read(differing, declared, shown, browsers)


@pytest.mark.drills
@pytest.mark.django_db
def test_every_cell_is_as_declared(shown: Furnished) -> None:
    declared = matrix.declared()
    browsers = matrix.clients(shown)
    differing = [
        key for key in matrix.expected() if declared.get(key) != matrix.answered(key, shown, browsers)
    ]
    assert not differing, to_be_read(differing, declared, shown, browsers)


def to_be_read(
    keys: list[matrix.Key], declared: dict[matrix.Key, list[str]], shown: Furnished, browsers: list[Client]
) -> str:
    wrong = []
    for key in keys:
        before = f"   declared: {','.join(declared[key])}" if key in declared else "   not declared"
        wrong.append(f"{matrix.line(key, matrix.answered(key, shown, browsers))}\n{before}")
    return (
        f"Read every cell of these rows. Right? Put the row into {matrix.FILE.name}. Wrong? Mend the"
        f" view.\nname,method,object,{','.join(matrix.PERSONAS)}\n" + "\n".join(wrong)
    )


@pytest.mark.django_db
def test_the_table_notices_every_check_that_is_taken_away(
    shown: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each view's permission is given to everybody in turn: some cell of its rows has to differ."""
    browsers = matrix.clients(shown)
    declared = matrix.declared()
    unnoticed = []
    for route in our_routes():
        kind, permission = route.access or ("", "")
        if kind != "permission":
            continue
        rows = [key for key in matrix.expected() if key[0] == route.name]
        given = {permission, FOUND_BY.get(route.name, permission)}
        with monkeypatch.context() as opened:
            opened.setattr(authorise, "held", given_to_everybody(given, shown))
            if not any(matrix.answers_otherwise(key, declared[key], shown, browsers) for key in rows):
                unnoticed.append(route.name)

    assert not unnoticed, f"Taking the check away from these changes no cell: {unnoticed}"


def given_to_everybody(permissions: set[str], shown: Furnished) -> Callable[[Any, str], list[int]]:
    really = authorise.held

    def held(user: Any, asked: str) -> list[int]:
        if asked in permissions and user.is_authenticated:
            return [shown.world.region.scope_id]
        return really(user, asked)

    return held


def test_the_table_has_no_stale_rows() -> None:
    stale = set(matrix.declared()) - set(matrix.expected())

    assert not stale, f"Take these out of {matrix.FILE.name}: {sorted(stale)}"


def test_nobody_signed_out_sees_anything_but_what_is_public() -> None:
    public = {route.name for route in our_routes() if route.access and route.access[0] == "public"}
    opened = {
        key[0]
        for key, cells in matrix.declared().items()
        if cells[matrix.PERSONAS.index("anonymous")] not in {matrix.SIGN_IN, NO_TOKEN}
    }

    assert opened <= public == PUBLIC, f"Signed out, these must lead to signing in: {sorted(opened - public)}"


def test_what_belongs_to_another_school_is_not_found() -> None:
    """404, not 403: that there is such a thing is not told."""
    told = {
        key[0]
        for key, cells in matrix.declared().items()
        if key[2] == "other" and "403" in [cells[matrix.PERSONAS.index(persona)] for persona in ONE_SCHOOL]
    }

    assert told == set(SEEN_BUT_CLOSED), (
        "Let `find` give None for what the person may not see, so that the answer is 404; or list it in"
        f" SEEN_BUT_CLOSED with the reason: {sorted(told ^ set(SEEN_BUT_CLOSED))}"
    )


def test_whoever_has_no_post_sees_no_school() -> None:
    place = matrix.PERSONAS.index("stranger")
    opened = {
        key[0]
        for key, cells in matrix.declared().items()
        if key[2] in {"own", "other"} and cells[place] == "200"
    }

    assert not opened, f"A person without any post must not open these: {sorted(opened)}"
