"""How the guards reach every address: with which object, and as whom. A new URL stands here first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from core.models import PersonalToken, RoleAssignment
from schools.enums import NoteState
from schools.models import (
    Announcement,
    DayEntry,
    DayRequest,
    Note,
    SampledJudgement,
    SavedView,
    School,
)
from tests.architecture.example import (
    BUTTON,
    FILE,
    FOR_MACHINES,
    Arguments,
    Example,
    Named,
    of_school,
    other_school,
    own_school,
)
from tests.architecture.examples_comparing import COMPARING
from tests.architecture.examples_composing import COMPOSING
from tests.architecture.examples_drafts import DRAFTS
from tests.architecture.examples_groups import GROUPS
from tests.architecture.examples_help import HELP
from tests.architecture.examples_importing import IMPORTS
from tests.architecture.examples_money import MONEY
from tests.architecture.examples_review import REVIEWS
from tests.architecture.examples_sharing import SHARING
from tests.architecture.examples_strengths import STRENGTHS
from tests.architecture.examples_support import SUPPORT
from tests.architecture.examples_work import WORK
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_samples import COUNTED_YEAR


def of_person(**facts: Any) -> Example:
    return Example("administrator", lambda shown: {"pk": shown.world.people.head.pk}, **facts)


def a_role(shown: Furnished) -> Arguments:
    return {"pk": RoleAssignment.objects.get(user=shown.world.people.head).pk}


def a_federation(shown: Furnished) -> Arguments:
    return {"pk": shown.federation.pk}


def saved_by(persona: str) -> Named:
    return lambda shown: {
        "public_id": SavedView.objects.get(person__email=f"{persona}@demo.example").public_id
    }


def token_of(persona: str) -> Named:
    return lambda shown: {
        "public_id": PersonalToken.objects.get(person__email=f"{persona}@demo.example").public_id
    }


def day_entry_of(named: Named) -> Named:
    """The first days planned for that school."""

    def arguments(shown: Furnished) -> Arguments:
        entries = DayEntry.objects.filter(budget__school__number=named(shown)["number"])
        return {"public_id": entries.earliest("pk").public_id}

    return arguments


def sampled_of(named: Named) -> Named:
    """The school's judgement in the sample of the region."""
    return lambda shown: {
        "public_id": SampledJudgement.objects.get(
            judgement__school__number=named(shown)["number"], sample__authority=None
        ).public_id
    }


def day_request_of(named: Named) -> Named:
    return lambda shown: {
        "public_id": DayRequest.objects.get(budget__school__number=named(shown)["number"]).public_id
    }


def a_measure(shown: Furnished) -> Arguments:
    return {"code": "attendance"}


def a_retired_measure(shown: Furnished) -> Arguments:
    return {"code": shown.retired.code}


def a_note(shown: Furnished) -> Arguments:
    return {"code": "attendance", "note": noted(None, NoteState.STANDING)}


def a_withdrawn_note(shown: Furnished) -> Arguments:
    return {"code": "attendance", "note": noted(None, NoteState.WITHDRAWN)}


def noted(school: School | None, state: str) -> UUID:
    return Note.objects.filter(school=school, state=state)[0].public_id


def of_note(withdrawn: bool = False, **facts: Any) -> Example:
    state = NoteState.WITHDRAWN if withdrawn else NoteState.STANDING

    def named(school: Callable[[Furnished], School]) -> Named:
        return lambda shown: {
            "number": school(shown).number,
            "code": "attendance",
            "note": noted(school(shown), state),
        }

    return Example(
        "head",
        named(lambda shown: shown.world.school),
        named(lambda shown: shown.world.other_school),
        **facts,
    )


def an_announcement(shown: Furnished) -> Arguments:
    return {"public_id": Announcement.objects.order_by("pk")[0].public_id}


EXAMPLES: dict[str, Example] = {
    # For everyone
    "metrics": Example("", not_a_page=FOR_MACHINES),
    "entry": Example("", query="?choose=1"),
    "health": Example("", not_a_page=FOR_MACHINES),
    "language_entry": Example("", not_a_page="a redirect"),
    "accessibility": Example(""),
    "privacy": Example(""),
    "help": Example(""),
    "contact": Example(""),
    "components": Example(""),
    # Accounts
    "people": Example("administrator"),
    "invite": Example("administrator", methods=("GET", "POST")),
    "person": of_person(),
    "account_close": of_person(methods=("POST",), not_a_page=BUTTON),
    "account_reopen": of_person(methods=("POST",), not_a_page=BUTTON),
    "role_end": Example("administrator", a_role, methods=("POST",), not_a_page=BUTTON),
    "invitation": Example("", lambda shown: {"pk": shown.invitation.pk}, methods=("GET", "POST")),
    "invitation_withdraw": Example(
        "administrator", lambda shown: {"pk": shown.invitation.pk}, methods=("POST",), not_a_page=BUTTON
    ),
    "tokens": Example("head"),
    "token_new": Example("head", methods=("GET", "POST")),
    "token_revoke": Example(
        "head", token_of("head"), token_of("other_head"), methods=("POST",), not_a_page=BUTTON
    ),
    # The API
    "api_docs": Example("head"),
    "api_docs_entry": Example("head", not_a_page="a redirect"),
    "api_schema": Example("head", not_a_page=FOR_MACHINES),
    "api_schools": Example("head", not_a_page=FOR_MACHINES),
    "api_school": of_school(not_a_page=FOR_MACHINES),
    "api_school_figures": of_school(not_a_page=FOR_MACHINES),
    "api_school_comparisons": of_school(not_a_page=FOR_MACHINES),
    "api_school_pooled": of_school(not_a_page=FOR_MACHINES),
    "api_comparisons": Example("consortium", not_a_page=FOR_MACHINES),
    "api_indicators": Example("head", not_a_page=FOR_MACHINES),
    "api_indicator": Example("head", lambda shown: {"code": "attendance"}, not_a_page=FOR_MACHINES),
    "api_category_summaries": Example("consortium", not_a_page=FOR_MACHINES),
    "api_releases": Example("head", not_a_page=FOR_MACHINES),
    # The catalogue of measures, notes, What’s new
    "indicators": Example("head"),
    "indicator": Example("data_officer", a_measure),
    "indicator_edit": Example("data_officer", a_measure, methods=("GET", "POST")),
    "indicator_retire": Example("data_officer", a_measure, methods=("GET", "POST")),
    "indicator_changes": Example("data_officer", a_measure),
    "indicator_reviewed": Example("data_officer", a_measure, methods=("POST",), not_a_page=BUTTON),
    "indicator_restore": Example("data_officer", a_retired_measure, methods=("POST",), not_a_page=BUTTON),
    "indicator_note_new": Example("data_officer", a_measure, methods=("GET", "POST")),
    "indicator_note_edit": Example("data_officer", a_note, methods=("GET", "POST")),
    "indicator_note_withdraw": Example("data_officer", a_note, methods=("POST",), not_a_page=BUTTON),
    "indicator_note_restore": Example("data_officer", a_withdrawn_note, methods=("POST",), not_a_page=BUTTON),
    "measure_notes": of_school(more={"code": "attendance"}),
    "measure_note_new": of_school(more={"code": "attendance"}, methods=("GET", "POST")),
    "measure_note_edit": of_note(methods=("GET", "POST")),
    "measure_note_withdraw": of_note(methods=("POST",), not_a_page=BUTTON),
    "measure_note_restore": of_note(withdrawn=True, methods=("POST",), not_a_page=BUTTON),
    "announcements": Example("head"),
    "announcement": Example("head", an_announcement),
    "announcement_new": Example("data_officer", methods=("GET", "POST")),
    "announcement_edit": Example("data_officer", an_announcement, methods=("GET", "POST")),
    # Homes
    "home": Example("head"),
    "mark_read": Example("head", methods=("POST",), not_a_page=BUTTON),
    "caseload": Example("adviser"),
    "region": Example("consortium"),
    "region_export": Example("consortium", lambda shown: {"form": "csv"}, not_a_page=FILE),
    # The register
    "schools": Example("head"),
    "schools_map": Example("head"),
    "schools_export": Example("head", lambda shown: {"form": "csv"}, not_a_page=FILE),
    "school": of_school(),
    "school_about": of_school(),
    "school_contacts": of_school(),
    "contact_edit": of_school(more={"role": "head"}, methods=("GET", "POST")),
    "contacts_confirm": of_school(methods=("POST",), not_a_page=BUTTON),
    "view_save": Example("head", methods=("GET", "POST"), query="?page=schools&query=phase%3Dprimary"),
    "view_remove": Example(
        "head", saved_by("head"), saved_by("other_head"), methods=("POST",), not_a_page=BUTTON
    ),
    "federations": Example("data_officer"),
    "federation_new": Example("data_officer", methods=("GET", "POST")),
    "federation_edit": Example("data_officer", a_federation, methods=("GET", "POST")),
    "federation_end": Example("data_officer", a_federation, methods=("POST",), not_a_page=BUTTON),
    **REVIEWS,
    **IMPORTS,
    # How judgements compare, and the levels added up
    "consistency": Example("consortium"),
    "sample_draw": Example("consortium", methods=("POST",), not_a_page=BUTTON),
    "moderation_list": Example("consortium", lambda shown: {"form": "csv"}, not_a_page=FILE),
    "sample_look": Example(
        "consortium", sampled_of(own_school), sampled_of(other_school), methods=("GET", "POST")
    ),
    "support_level_list": Example("consortium", lambda shown: {"year": COUNTED_YEAR}),
    "support_sums_start": Example(
        "consortium", lambda shown: {"year": COUNTED_YEAR}, methods=("POST",), not_a_page=BUTTON
    ),
    # Days of support
    "days": Example("adviser"),
    "days_overview": Example("senior_adviser"),
    "days_export": Example("head", lambda shown: {"form": "csv"}, not_a_page=FILE),
    "day_request": Example(
        "senior_adviser", day_request_of(own_school), day_request_of(other_school), methods=("GET", "POST")
    ),
    "adviser_time": Example(
        "senior_adviser", lambda shown: {"pk": shown.world.people.adviser.pk}, methods=("GET", "POST")
    ),
    "day_use": Example(
        "adviser", day_entry_of(own_school), day_entry_of(other_school), methods=("GET", "POST")
    ),
    "day_cancel": Example(
        "adviser", day_entry_of(own_school), day_entry_of(other_school), methods=("GET", "POST")
    ),
    "school_days": of_school(),
    "days_book": of_school("adviser", methods=("GET", "POST")),
    "days_more": of_school("adviser", methods=("GET", "POST")),
    "school_days_export": of_school(more={"form": "csv"}, not_a_page=FILE),
    **COMPARING,
    **SUPPORT,
    **STRENGTHS,
    **GROUPS,
    **COMPOSING,
    **DRAFTS,
    **MONEY,
    **SHARING,
    **WORK,
    **HELP,
}

# allauth's pages, with our templates, that a person meets.
ALLAUTH_PAGES: dict[str, Example] = {
    "account_login": Example(""),
    "account_logout": Example("head"),
    "account_signup": Example(""),
    "account_inactive": Example(""),
    "account_reset_password": Example(""),
    "account_reset_password_done": Example(""),
    "account_reset_password_from_key_done": Example(""),
    "account_set_password": Example("head"),
    "account_email_verification_sent": Example(""),
    "account_email": Example("head"),
    "mfa_index": Example("head"),
}
