"""Why a school is where it is, in sentences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sigs.matching import Because, Reason, Stage
from sigs.services.composing.refusals import listed, named

SENTENCES: dict[Because, Any] = {
    Because.PINNED: _("It is pinned to this group."),
    Because.TOGETHER: _("It must be with %(schools)s."),
    Because.WISH_MET: _("It wished to work with %(schools)s: met."),
    Because.WISHED_BY: _("%(schools)s wished to work with it: met."),
    Because.WISH_OPEN: _("It wished to work with %(schools)s: not met."),
    Because.ONLY_STRONG: _("It is strong in %(areas)s, where nobody else here is."),
    Because.STRONG_TOO: _("It is strong in %(areas)s, as others here are."),
    Because.NEED_SERVED: _("It has a need in %(areas)s; strong there: %(schools)s."),
    Because.NEED_OPEN: _("It has a need in %(areas)s, where nobody here is strong."),
    Because.ONLY_AUTHORITY: _("It is the only school of %(authority)s here."),
    Because.ONLY_GREEN: _("It is the only school at green here."),
    Because.ONLY_STAGE: _("No other school here is at its stage: %(stage)s."),
    Because.WELSH_TOGETHER: _("It is Welsh-medium, as here: %(schools)s."),
    Because.NOT_LOCATED: _("Where it stands is not known, so no journey counts for it."),
    Because.KEPT: _("It stays in the group it was in last year."),
    Because.MOVED: _("It leaves the group it was in last year."),
    Because.FREE: _("No rule pins it: it may move."),
}
MINUTES = ngettext_lazy(
    "It is %(number)s minute from the others on average, %(most)s from %(schools)s.",
    "It is %(number)s minutes from the others on average, %(most)s from %(schools)s.",
    "number",
)
MINUTES_LIMIT = ngettext_lazy(
    "It is %(number)s minute from the others on average, %(most)s from %(schools)s; the limit is %(limit)s.",
    "It is %(number)s minutes from the others on average, %(most)s from %(schools)s; the limit is %(limit)s.",
    "number",
)
ALONE = _("It was with none of them last year.")
AGAIN = _("It was with %(schools)s last year.")
AGAIN_LIMIT = _("It was with %(schools)s last year; the rule lets at most %(limit)s stay together.")
STAGES = {
    int(Stage.GREEN): _("Green"),
    int(Stage.YELLOW): _("Yellow"),
    int(Stage.AMBER): _("Amber"),
    int(Stage.RED): _("Red"),
}


def reason_sentences(
    reasons: Iterable[Reason],
    schools: Mapping[int, str],
    areas: Mapping[int, str],
    authorities: Mapping[int, str],
) -> list[str]:
    """What it wished and brings first; that no rule pins it last."""
    found = sorted(reasons, key=lambda reason: reason.because == Because.FREE)
    return [reason_sentence(reason, schools, areas, authorities) for reason in found]


def reason_sentence(
    reason: Reason, schools: Mapping[int, str], areas: Mapping[int, str], authorities: Mapping[int, str]
) -> str:
    number = int(reason.number) if reason.number is not None else 0
    facts = {
        "schools": listed(named(reason.schools, schools), 4),
        "areas": listed([areas.get(area, "") for area in reason.areas]),
        "number": round(reason.number or 0),
        "most": round(reason.most or 0),
        "limit": None if reason.limit is None else round(reason.limit),
        "authority": authorities.get(number, "") if reason.because == Because.ONLY_AUTHORITY else "",
        "stage": STAGES.get(number, "") if reason.because == Because.ONLY_STAGE else "",
    }
    return str(pattern(reason) % facts)


def pattern(reason: Reason) -> Any:
    if reason.because == Because.MINUTES:
        return MINUTES if reason.limit is None else MINUTES_LIMIT
    if reason.because == Because.LAST_YEAR:
        if not reason.schools:
            return ALONE
        return AGAIN if reason.limit is None else AGAIN_LIMIT
    return SENTENCES[reason.because]
