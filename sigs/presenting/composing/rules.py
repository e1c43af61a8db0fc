"""The rules of a composition in words, each with the way to change it."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schools.units import academic_year
from sigs.enums import ComposedSchools, LastYearRule, StageSource, WelshRule
from sigs.models import Composition, CompositionRun
from sigs.services.composing.asked import Asked

NAMES = {
    "schools": _("Schools"),
    "groups": _("Groups"),
    "authorities": _("Authorities"),
    "welsh": _("Welsh-medium"),
    "journey": _("Journey"),
    "stage": _("Stage that is mixed"),
    "pinned": _("Pinned"),
    "together": _("Must be together"),
    "apart": _("Cannot be together"),
    "last-year": _("Last year’s group"),
}


@dataclass(frozen=True)
class RuleRow:
    slug: str
    name: Any
    text: str


def rule_rows(composition: Composition, asked: Asked, schools: int, authorities: int) -> list[RuleRow]:
    texts = {
        "schools": schools_text(composition, schools),
        "groups": groups_text(asked),
        "authorities": authorities_text(asked, authorities),
        "welsh": str(WelshRule(asked.welsh).label) + ".",
        "journey": journey_text(asked),
        "stage": stage_text(composition, asked),
        "pinned": pinned_text(asked),
        "together": pairs_text(len(asked.together)),
        "apart": apart_text(asked),
        "last-year": last_year_text(asked),
    }
    return [RuleRow(slug, NAMES[slug], text) for slug, text in texts.items()]


def schools_text(composition: Composition, count: int) -> str:
    facts = {"count": number_format(count)}
    if composition.schools == ComposedSchools.PRIMARY:
        text = ngettext("%(count)s primary school", "%(count)s primary schools", count) % facts
    elif composition.schools == ComposedSchools.SECONDARY:
        text = ngettext("%(count)s secondary school", "%(count)s secondary schools", count) % facts
    else:
        text = ngettext("%(count)s school", "%(count)s schools", count) % facts
    more = []
    if composition.schools == composition.all_age_with or composition.schools == ComposedSchools.BOTH:
        more.append(str(_("all-age")))
    if composition.with_special:
        more.append(str(_("special")))
    if composition.with_prus:
        more.append(str(_("pupil referral units")))
    if not more:
        return f"{text}."
    return _("%(schools)s, counting also: %(kinds)s.") % {"schools": text, "kinds": ", ".join(more)}


def groups_text(asked: Asked) -> str:
    facts = {"count": asked.groups, "smallest": asked.smallest, "largest": asked.largest}
    if asked.smallest == asked.largest:
        return (
            ngettext(
                "%(count)s group of %(largest)s schools.",
                "%(count)s groups of %(largest)s schools.",
                asked.groups,
            )
            % facts
        )
    return (
        ngettext(
            "%(count)s group of %(smallest)s to %(largest)s schools.",
            "%(count)s groups of %(smallest)s to %(largest)s schools.",
            asked.groups,
        )
        % facts
    )


def authorities_text(asked: Asked, authorities: int) -> str:
    if not asked.authorities:
        return str(_("No rule."))
    return _("At least %(least)s of %(all)s in each.") % {"least": asked.authorities, "all": authorities}


def journey_text(asked: Asked) -> str:
    if asked.minutes is None:
        return str(_("No limit; short journeys weigh in."))
    return ngettext("%(count)s minute at most.", "%(count)s minutes at most.", asked.minutes) % {
        "count": asked.minutes
    }


def stage_text(composition: Composition, asked: Asked) -> str:
    source = stage_source_text(composition)
    if asked.most_reds is None:
        return f"{source}."
    return ngettext(
        "%(source)s. At most %(count)s at red in a group.",
        "%(source)s. At most %(count)s at red in a group.",
        asked.most_reds,
    ) % {"source": source, "count": asked.most_reds}


def stage_source_text(composition: Composition) -> str:
    """The source with its year."""
    source = str(StageSource(composition.stage_source).label)
    if composition.stage_year is None:
        return source
    return _("%(source)s, %(year)s") % {"source": source, "year": academic_year(composition.stage_year)}


def pinned_text(asked: Asked) -> str:
    if not asked.pins:
        return str(_("No school."))
    return ngettext(
        "%(count)s school, in group %(groups)s.", "%(count)s schools, in groups %(groups)s.", len(asked.pins)
    ) % {
        "count": len(asked.pins),
        "groups": ", ".join(str(number) for number in sorted(set(asked.pins.values()))),
    }


def pairs_text(count: int) -> str:
    if not count:
        return str(_("No pair."))
    return ngettext("%(count)s pair.", "%(count)s pairs.", count) % {"count": count}


def apart_text(asked: Asked) -> str:
    parts = [pairs_text(len(asked.apart))]
    if asked.apart_same_head:
        parts.append(str(_("Schools under the same head.")))
    if asked.apart_as_wished:
        parts.append(str(_("As heads declared.")))
    if asked.one_per_cluster:
        parts.append(str(_("Schools of one cluster.")))
    return " ".join(parts[1:] if len(parts) > 1 and not asked.apart else parts)


def last_year_text(asked: Asked) -> str:
    if asked.last_year == LastYearRule.AT_MOST:
        return ngettext(
            "At most %(count)s stays together.", "At most %(count)s stay together.", asked.last_year_most
        ) % {"count": asked.last_year_most}
    return str(LastYearRule(asked.last_year).label) + "."


def stage_read_text(run: CompositionRun) -> str:
    """What told the stages of this run, with the year that was read then."""
    read = run.data.content if run.data else {}
    if not read.get("stage_source"):
        return ""
    source = str(StageSource(read["stage_source"]).label)
    if read["stage_year"] is None:
        return source
    return _("%(source)s, %(year)s") % {"source": source, "year": academic_year(read["stage_year"])}
