"""A warning notice is recorded by an officer of the authority alone, with its lawful fields; grounds 7 and 8
need none."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from brokerage.enums import Ground, InterventionBasis, WarningState
from brokerage.models import Intervention, WarningNotice
from brokerage.services.concerns import (
    close_concern,
    decide_intervention,
    ease_concern,
    end_warning,
    issue_warning,
)
from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import FollowUp
from schools.services.inspections import enter_inspection
from tests.brokerage.concerns.raising import a_concern, a_serious_concern
from tests.personas import World

pytestmark = pytest.mark.django_db


def issue(concern: Any, by: User, **facts: Any) -> WarningNotice:
    today = clock.today()
    known: dict[str, Any] = {
        "grounds": [Ground.GOVERNANCE],
        "reasons": "No figures",
        "action_required": "To show them",
        "issued_on": today,
        "comply_by": today + dt.timedelta(days=30),
        "action_minded": "To appoint governors",
        "language": "en",
        "copied_head_on": today,
        "copied_ministers_on": today,
    }
    return issue_warning(concern=concern, by=by, **{**known, **facts})


def decide(concern: Any, by: User, basis: str, ground: int, risk: str = "") -> Intervention:
    return decide_intervention(
        concern=concern,
        basis=basis,
        ground=ground,
        risk=risk,
        what="To appoint governors",
        decided_on=clock.today(),
        language="en",
        by=by,
    )


@pytest.mark.parametrize("who", ["adviser", "senior_adviser", "consortium", "authority_officer"])
def test_only_an_officer_of_the_own_authority_records_one(world: World, who: str) -> None:
    """The officer of these tests belongs to the other school's authority."""
    concern = a_serious_concern(world.school, world.people.adviser)
    with pytest.raises(DomainError, match="Only an officer"):
        issue(concern, getattr(world.people, who))


def test_it_belongs_to_a_serious_concern(world: World) -> None:
    officer = world.people.authority_officer
    with pytest.raises(DomainError, match="serious"):
        issue(a_concern(world.other_school, officer), officer)


@pytest.mark.parametrize("grounds", [[], [7], [2, 8], [0]])
def test_it_names_grounds_1_to_6(world: World, grounds: list[int]) -> None:
    officer = world.people.authority_officer
    with pytest.raises(DomainError, match="grounds 1 to 6"):
        issue(a_serious_concern(world.other_school, officer), officer, grounds=grounds)


def test_dates_never_run_backwards(world: World) -> None:
    officer = world.people.authority_officer
    concern = a_serious_concern(world.other_school, officer)
    before = clock.today() - dt.timedelta(days=1)
    with pytest.raises(DomainError, match="must end after"):
        issue(concern, officer, comply_by=clock.today())
    with pytest.raises(DomainError, match="before the notice"):
        issue(concern, officer, copied_religious_on=before)
    assert not WarningNotice.objects.exists()


def test_given_it_is_never_changed_and_holds_the_level(world: World) -> None:
    officer = world.people.authority_officer
    concern = a_serious_concern(world.other_school, officer)
    warning = issue(concern, officer)
    concern.refresh_from_db()

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        WarningNotice.objects.filter(pk=warning.pk).update(reasons="Otherwise")
    for service in (ease_concern, close_concern):
        with pytest.raises(DomainError, match="in force"):
            service(concern=concern, because="Over", language="en", version=concern.version, by=officer)
    with pytest.raises(DomainError, match="not ended yet"):
        end_warning(
            warning=warning, state=WarningState.NOT_MET, on=clock.today(), because="Nothing", by=officer
        )


def test_intervention_needs_a_notice_that_was_not_met_or_a_risk(world: World) -> None:
    officer = world.people.authority_officer
    concern = a_serious_concern(world.other_school, officer)

    with pytest.raises(DomainError, match="No warning notice"):
        decide(concern, officer, InterventionBasis.NOTICE, Ground.GOVERNANCE)
    with pytest.raises(DomainError, match="urgent risk"):
        decide(concern, officer, InterventionBasis.SAFETY, Ground.SAFETY)
    assert decide(concern, officer, InterventionBasis.SAFETY, Ground.SAFETY, "The roof").risk

    warning = issue(concern, officer)
    WarningNotice.objects.filter(pk=warning.pk).update(
        state="not_met", over_on=clock.today(), over_by=officer, over_because="Nothing came"
    )
    assert decide(concern, officer, InterventionBasis.NOTICE, Ground.GOVERNANCE).warning == warning
    with pytest.raises(DomainError, match="No warning notice"):
        decide(concern, officer, InterventionBasis.NOTICE, Ground.DUTY)


def test_grounds_7_and_8_need_no_notice_but_the_inspection_on_record(world: World) -> None:
    officer = world.people.authority_officer
    concern = a_concern(world.other_school, officer)

    with pytest.raises(DomainError, match="No inspection on record"):
        decide(concern, officer, InterventionBasis.CATEGORY, Ground.SPECIAL)
    with pytest.raises(DomainError, match="Grounds 7 and 8"):
        decide(concern, officer, InterventionBasis.SAFETY, Ground.SPECIAL, "The roof")
    inspection = enter_inspection(
        school=world.other_school,
        inspected_on=clock.today(),
        follow_up=FollowUp.SPECIAL,
        by=world.people.data_officer,
    )
    assert decide(concern, officer, InterventionBasis.CATEGORY, Ground.SPECIAL).inspection == inspection
    with pytest.raises(DomainError, match="No inspection on record"):
        decide(concern, officer, InterventionBasis.CATEGORY, Ground.SIGNIFICANT)
