"""States of brokerage for test_steps: where a thing begins, whose a step is that fits several, and a row of
each model in any state. Each noun appends its own."""

from collections.abc import Callable

from django.db.models import Model

from brokerage.services.regionmatch import running as region_match
from core.transitions import Transition
from tests.brokerage.matching.states import a_region_match
from tests.personas import World

FIRST_OF_HELP = {
    "brokerage.RegionMatch": "queued",
}
SHARED_OF_HELP: dict[Transition, str] = {
    region_match.BEGIN: "brokerage.RegionMatch",
    region_match.FINISH: "brokerage.RegionMatch",
    region_match.FAIL: "brokerage.RegionMatch",
}
ROWS_OF_HELP: dict[str, Callable[[World, str], Model]] = {
    "brokerage.RegionMatch": a_region_match,
}
