"""An evaluation as it is read: its parts, the ladder of evidence, its money."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schools.units import academic_year
from sigs.enums import EvaluationState, Rung, SpendKind
from sigs.models import Evaluation, Group, PlanMeasure, SpendLine, Tranche
from sigs.presenting.card import Card
from sigs.queries.evaluations import readable

PARTS = (
    ("changed", _("What changed in practice")),
    ("evidence", _("Evidence")),
    ("measures", _("Success measures of the plan")),
    ("spread", _("How it spread")),
    ("did_not_work", _("What did not work")),
    ("share_wider", _("What others could use")),
)


def parts_of(evaluation: Evaluation) -> list[tuple[Any, str]]:
    return [(heading, getattr(evaluation, name)) for name, heading in PARTS]


@dataclass(frozen=True)
class Step:
    rung: Rung
    is_reached: bool
    is_here: bool


# From the ground up; “not yet shown” stands beside the ladder.
LADDER = (Rung.TOOK_PART, Rung.LEARNED, Rung.PRACTICE, Rung.PUPILS)


def ladder(rung: str) -> list[Step]:
    here = LADDER.index(Rung(rung)) if rung in LADDER else -1
    return [Step(step, place <= here, place == here) for place, step in enumerate(LADDER)]


def measures_of(evaluation: Evaluation) -> list[PlanMeasure]:
    """From where the plan's measures started to where they stand."""
    return list(
        PlanMeasure.objects.filter(plan__group=evaluation.group_id, plan__year=evaluation.year).order_by(
            "plan__begun_at", "position"
        )
    )


@dataclass(frozen=True)
class Spending:
    released: Decimal
    spent: Decimal
    by_kind: list[tuple[str, Decimal]]


def spending_of(evaluation: Evaluation, tranches: Iterable[Tranche]) -> Spending:
    """What was released and spent of the tranches that it accounts for."""
    rows = list(tranches)
    found: dict[str, Decimal] = defaultdict(Decimal)
    for kind, amount in SpendLine.objects.filter(tranche__in=rows).order_by().values_list("kind", "amount"):
        found[kind] += amount
    return Spending(
        sum((row.amount for row in rows), Decimal(0)),
        sum((row.spent for row in rows), Decimal(0)),
        [(str(kind.label), found[kind]) for kind in SpendKind if found.get(kind)],
    )


def title_of(evaluation: Evaluation) -> str:
    return str(_("Evaluation %(number)s of %(year)s")) % {
        "number": evaluation.number,
        "year": academic_year(evaluation.year),
    }


def evaluation_card(group: Group, user: Any) -> Card | None:
    newest = readable(user, group).first()
    url = reverse("group_evaluation", args=[group.slug])
    if newest is None:
        return Card(_("Evaluation"), url, [_("Nothing is evaluated yet.")])
    lines = [title_of(newest)]
    if newest.rung:
        lines.append(str(Rung(newest.rung).label))
    kinds = {EvaluationState.ACCEPTED: "good", EvaluationState.DRAFT: "quiet"}
    return Card(
        _("Evaluation"),
        url,
        lines,
        newest.get_state_display(),
        kinds.get(EvaluationState(newest.state), "waiting"),
    )
