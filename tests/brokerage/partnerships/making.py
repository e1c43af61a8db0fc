"""Partnerships for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

from brokerage.enums import ContactKind, ObjectiveKind, Outcome, PartnershipKind, Side
from brokerage.models import Partnership, PartnershipEvaluation
from brokerage.services import partnerships as services
from core import clock
from core.models import User
from sigs.enums import Rung
from tests.brokerage.making import a_topic
from tests.personas import World

WORDS = {
    "outcome": Outcome.MET,
    "rung": Rung.PRACTICE,
    "rung_because": "Six lessons were seen in spring.",
    "helped_gained": "One way to teach reading.",
    "helpers_gained": "Two teachers learned to coach.",
    "learned": "",
    "language": "en",
}


def a_partnership(world: World, **facts: Any) -> Partnership:
    """The head's school is helped by the other head's."""
    today = clock.today()
    known: dict[str, Any] = {
        "kind": PartnershipKind.PAIR,
        "schools": [(world.school, Side.RECEIVES), (world.other_school, Side.PROVIDES)],
        "topic": a_topic(),
        "title": "Reading in Years 4 to 6",
        "reason": "They have done this and are near.",
        "days": Decimal(4),
        "starts_on": today,
        "ends_on": today + dt.timedelta(days=120),
        "by": world.people.consortium,
    }
    return services.open_partnership(**{**known, **facts})


def at_work(world: World, **facts: Any) -> Partnership:
    partnership = a_partnership(world, **facts)
    services.agree(partnership=partnership, by=world.people.head)
    services.agree(partnership=partnership, by=world.people.other_head)
    partnership.refresh_from_db()
    return partnership


def evaluated(partnership: Partnership, world: World) -> PartnershipEvaluation:
    """By the adviser of the school that is helped."""
    evaluation = services.name_evaluator(
        partnership=partnership, evaluator=world.people.adviser, by=world.people.consortium
    )
    services.write_evaluation(evaluation=evaluation, version=1, finish=True, by=world.people.adviser, **WORDS)
    return evaluation


def objective_facts(**facts: Any) -> dict[str, Any]:
    return {
        "text": "Pupils read aloud each day",
        "success": "Seen in all six classes",
        "language": "en",
        "kind": ObjectiveKind.COUNT,
        "baseline": Decimal(1),
        "target": Decimal(6),
        **facts,
    }


def a_contact(partnership: Partnership, by: User) -> Any:
    return services.log_contact(
        partnership=partnership,
        on=clock.today(),
        kind=ContactKind.LESSON,
        text="We planned a unit together.",
        next_step="Films of two lessons",
        by=by,
    )
