"""The three sliders in words, with what one step of each would bring and cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sigs.matching import Measure
from sigs.services.composing.asked import ENDS, Asked


@dataclass(frozen=True)
class Slider:
    name: str
    legend: Any
    low: Any
    high: Any
    value: int
    said: str
    # 1 to 5 in words, for those without a slider.
    places: list[tuple[int, str]]


SLIDERS = {
    "mix": (
        _("Journeys or mix"),
        _("Shorter"),
        _("More mixed"),
        [
            _("Short journeys count most"),
            _("Mostly short journeys"),
            _("Journeys and mix alike"),
            _("Mostly mix"),
            _("Mix counts most"),
        ],
    ),
    "strengths": (
        _("Wishes or strengths"),
        _("Wishes"),
        _("Strengths"),
        [
            _("Wishes count most"),
            _("Mostly wishes"),
            _("Wishes and strengths alike"),
            _("Mostly strengths"),
            _("Strengths count most"),
        ],
    ),
    "new": (
        _("Known or new partners"),
        _("Known"),
        _("New"),
        [
            _("Known partners count most"),
            _("Mostly known partners"),
            _("Known or new alike"),
            _("Mostly new partners"),
            _("New partners count most"),
        ],
    ),
}


def sliders(asked: Asked, steps: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[Slider]:
    found = []
    for name, (legend, low, high, words) in SLIDERS.items():
        value = getattr(asked, name)
        tried = steps.get(name, {})
        costs = [step_text(name, turn, differences) for turn, differences in tried.items()]
        if any(tried.values()) and not any(costs):
            costs.append(str(_("One step either way changes little.")))
        found.append(
            Slider(
                name=name,
                legend=legend,
                low=low,
                high=high,
                value=value,
                said=" ".join([f"{words[value - 1]}.", *[text for text in costs if text]]),
                places=[(place, str(words[place - 1])) for place in range(ENDS[0], ENDS[1] + 1)],
            )
        )
    return found


def step_text(slider: str, turn: str, differences: Mapping[str, float]) -> str:
    """What one step would bring and cost, as it was tried with a small budget."""
    told = [
        text for measure, change in differences.items() if (text := difference_text(Measure(measure), change))
    ]
    if not told:
        return ""
    step = STEPS[slider, turn]
    return _("%(step)s: about %(changes)s.") % {"step": step, "changes": ", ".join(told)}


STEPS = {
    ("mix", "down"): _("One step to shorter"),
    ("mix", "up"): _("One step to more mixed"),
    ("strengths", "down"): _("One step to wishes"),
    ("strengths", "up"): _("One step to strengths"),
    ("new", "down"): _("One step to known"),
    ("new", "up"): _("One step to new"),
}


def difference_text(measure: Measure, change: float) -> str:
    if measure == Measure.NEW_PARTNERS:
        if abs(change) < 0.1:
            return ""
        facts = {"count": number_format(round(abs(change), 1), 1)}
        return (
            _("%(count)s more new partners for each")
            if change > 0
            else _("%(count)s fewer new partners for each")
        ) % facts
    count = abs(round(change))
    if not count:
        return ""
    more = change > 0
    texts = {
        Measure.MINUTES: ngettext("%(count)s minute more", "%(count)s minutes more", count)
        if more
        else ngettext("%(count)s minute less", "%(count)s minutes less", count),
        Measure.ALL_AUTHORITIES: ngettext(
            "%(count)s more group with every authority", "%(count)s more groups with every authority", count
        )
        if more
        else ngettext(
            "%(count)s group fewer with every authority", "%(count)s groups fewer with every authority", count
        ),
        Measure.STAGES: ngettext(
            "%(count)s more group with all stages", "%(count)s more groups with all stages", count
        )
        if more
        else ngettext(
            "%(count)s group fewer with all stages", "%(count)s groups fewer with all stages", count
        ),
        Measure.WISHES: ngettext("%(count)s wish more met", "%(count)s wishes more met", count)
        if more
        else ngettext("%(count)s wish fewer met", "%(count)s wishes fewer met", count),
        Measure.UNCOVERED: ngettext(
            "%(count)s more area with nobody strong", "%(count)s more areas with nobody strong", count
        )
        if more
        else ngettext(
            "%(count)s area fewer with nobody strong", "%(count)s areas fewer with nobody strong", count
        ),
    }
    return texts.get(measure, "") % {"count": count}
