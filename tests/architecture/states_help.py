"""States of brokerage for test_steps: where a thing begins, whose a step is that fits several, and a row of
each model in any state. Each noun appends its own."""

from collections.abc import Callable

from django.db.models import Model

from brokerage.services.partnerships import agreeing, evaluating, halting, tasks
from brokerage.services.partnerships import days as partnership_days
from brokerage.services.regionmatch import running as region_match
from core.transitions import Transition
from tests.brokerage.matching.states import a_region_match
from tests.brokerage.partnerships.states import a_partnership_in, a_planned_day_in, a_task_in
from tests.personas import World

FIRST_OF_HELP = {
    "brokerage.Partnership": "agreeing",
    "brokerage.PartnershipTask": "not_started",
    "brokerage.PlannedDay": "planned",
    "brokerage.RegionMatch": "queued",
}
SHARED_OF_HELP: dict[Transition, str] = {
    partnership_days.USE: "brokerage.PlannedDay",
    partnership_days.DROP: "brokerage.PlannedDay",
    agreeing.BEGIN: "brokerage.Partnership",
    agreeing.DECLINE: "brokerage.Partnership",
    halting.PAUSE: "brokerage.Partnership",
    halting.RESUME: "brokerage.Partnership",
    halting.STOP: "brokerage.Partnership",
    evaluating.CLOSE: "brokerage.Partnership",
    tasks.PUT_BACK: "brokerage.PartnershipTask",
    tasks.TAKE_UP: "brokerage.PartnershipTask",
    tasks.FINISH: "brokerage.PartnershipTask",
    tasks.GET_STUCK: "brokerage.PartnershipTask",
    tasks.LEAVE_OUT: "brokerage.PartnershipTask",
    region_match.BEGIN: "brokerage.RegionMatch",
    region_match.FINISH: "brokerage.RegionMatch",
    region_match.FAIL: "brokerage.RegionMatch",
}
ROWS_OF_HELP: dict[str, Callable[[World, str], Model]] = {
    "brokerage.Partnership": a_partnership_in,
    "brokerage.PartnershipTask": a_task_in,
    "brokerage.PlannedDay": a_planned_day_in,
    "brokerage.RegionMatch": a_region_match,
}
