"""Two pilots of adviser functions and the transition plan of one cluster."""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock
from core.enums import Language
from core.models import User
from schools.models import Region
from sigs.demonstration.money import TEXTS, ago
from sigs.enums import PilotDecision
from sigs.models import Group, Pilot, TransitionTheme
from sigs.services.pilots import begin_pilot, decide_pilot, evaluate_pilot
from sigs.services.transition import save_theme

THEME = ("theme_en", "theme_cy", "again_en", "again_cy", "who_en", "who_cy")


@transaction.atomic
def add_pilots(*, region: Region, people: dict[str, User]) -> bool:
    """Unless there are some already. Whether they were added."""
    groups = Group.objects.filter(region=region).select_related("scope", "tier").order_by("pk")
    siglet, sig = groups.filter(tier__code="siglet").first(), groups.filter(tier__code="sig").first()
    if siglet is None or sig is None or Pilot.objects.filter(group__region=region).exists():
        return False
    for group, row in zip((siglet, sig), TEXTS["pilots"], strict=True):
        a_pilot(group, row, people["consortium"])
    cluster = groups.filter(tier__code="cluster").first()
    if cluster and not TransitionTheme.objects.exists():
        for row in TEXTS["themes"]:
            facts = {name: row[name] for name in THEME}
            save_theme(group=cluster, by=people["consortium"], by_when=ago(row["days"]), **facts)
    return True


def a_pilot(group: Group, row: dict[str, Any], by: User) -> None:
    pilot = begin_pilot(
        group=group,
        title=row["title"],
        functions=row["functions"],
        starts_on=ago(row["starts"]),
        ends_on=ago(row["ends"]),
        risks=row["risks"],
        baseline=row["baseline"],
        language=Language(row["language"]),
        by=by,
    )
    evaluate_pilot(pilot=pilot, evaluation=row["evaluation"], by=by)
    if "decision" in row:
        pilot.refresh_from_db()
        decide_pilot(pilot=pilot, decision=PilotDecision(row["decision"]), because=row["because"], by=by)
        when = clock.now() + dt.timedelta(days=row["ends"])
        Pilot.objects.filter(pk=pilot.pk).update(decided_at=when)
