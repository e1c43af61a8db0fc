"""The addresses of wishes, of drafts with the heads, of publishing, and of workshops."""

from typing import Any

from sigs.models import Composition, DraftPlace, WishRound, Workshop
from tests.architecture.example import (
    BUTTON,
    FILE,
    FORM,
    Arguments,
    Example,
    Named,
    other_school,
    own_school,
    with_more,
)
from tests.architecture.examples_groups import of_group
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_drafts import OPEN_ROUND, PREPARED_ROUND, PUBLISHED, WITH_HEADS


def round_of(year: int) -> Named:
    return lambda shown: {"public_id": WishRound.objects.get(year=year).public_id}


def composition_named(name: str) -> Named:
    return lambda shown: {"public_id": Composition.objects.get(name_en=name).public_id}


def together(*parts: Named) -> Named:
    def arguments(shown: Furnished) -> Arguments:
        found: dict[str, Any] = {}
        for part in parts:
            found |= part(shown)
        return found

    return arguments


def a_place(shown: Furnished) -> Arguments:
    place = DraftPlace.objects.get(composition__name_en=WITH_HEADS, school=shown.world.school)
    return {"place": place.public_id}


def workshop_named(title: str) -> Named:
    return lambda shown: {"public_id": Workshop.objects.get(title_en=title).public_id}


ROUND, PREPARED = round_of(OPEN_ROUND), round_of(PREPARED_ROUND)
DRAFT, MADE = composition_named(WITH_HEADS), composition_named(PUBLISHED)
OPEN = workshop_named("Open")

DRAFTS: dict[str, Example] = {
    "wish_rounds": Example("consortium"),
    "wish_round_new": Example("consortium", methods=FORM),
    "wish_round": Example("consortium", ROUND),
    "wish_answers": Example("consortium", ROUND),
    "wish_round_edit": Example("consortium", PREPARED, methods=FORM),
    "wish_round_step": Example("consortium", PREPARED, methods=("POST",), not_a_page=BUTTON),
    "school_wish": Example("head", together(own_school, ROUND), together(other_school, ROUND), methods=FORM),
    "school_wish_none": Example(
        "head",
        together(own_school, ROUND),
        together(other_school, ROUND),
        methods=("POST",),
        not_a_page=BUTTON,
    ),
    "drafts": Example("consortium"),
    "draft_send": Example("consortium", with_more(DRAFT, number=1), methods=FORM),
    "draft": Example("consortium", DRAFT),
    "draft_reply": Example("consortium", together(DRAFT, a_place), methods=FORM),
    "draft_publish": Example("consortium", DRAFT, methods=FORM),
    "draft_published": Example("consortium", MADE),
    "draft_undo": Example("consortium", MADE, methods=FORM),
    "group_letter": of_group(),
    "proposed_group": Example(
        "head", together(own_school, DRAFT), together(other_school, DRAFT), methods=FORM
    ),
    "workshops": Example("head"),
    "workshop_new": Example("consortium", methods=FORM),
    "workshop": Example("head", OPEN),
    "workshop_edit": Example("consortium", OPEN, methods=FORM),
    "workshop_invite": Example("consortium", workshop_named("Planned"), methods=("POST",), not_a_page=BUTTON),
    "workshop_attendance": Example("consortium", workshop_named("Begun"), methods=FORM),
    "workshop_cancel": Example("consortium", OPEN, methods=FORM),
    "workshop_sign_up": Example("head", OPEN, methods=("POST",), not_a_page=BUTTON),
    "workshop_withdraw": Example("head", OPEN, methods=("POST",), not_a_page=BUTTON),
    "workshop_accept": Example("head", OPEN, methods=("POST",), not_a_page=BUTTON),
    "workshop_calendar": Example("head", OPEN, not_a_page=FILE),
}
