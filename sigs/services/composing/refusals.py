"""Why nothing can be composed, as sentences that name the cause and the schools."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from core.errors import DomainError
from sigs.matching import Broken, Cause, Impossible, Rule

Names = Mapping[int, str]

SENTENCES: dict[Cause, Any] = {
    Cause.NO_SCHOOLS: _("There is no open school of this kind in the region."),
    Cause.TOO_FEW: _(
        "%(groups)s groups of at least %(smallest)s schools need %(needed)s schools, and there are %(count)s."
    ),
    Cause.TOO_MANY: _(
        "%(groups)s groups of at most %(largest)s schools have %(places)s places, and there are %(count)s "
        "schools."
    ),
    Cause.PIN_OUTSIDE: _("%(schools)s: pinned to group %(group)s, but there are only %(groups)s groups."),
    Cause.PINS_FULL: _(
        "%(schools)s are pinned to group %(group)s, which can have at most %(largest)s schools."
    ),
    Cause.PINS_LEAVE_TOO_FEW: _(
        "With what is pinned elsewhere, too few schools are left to fill group %(group)s."
    ),
    Cause.TOGETHER_AND_APART: _(
        "%(schools)s must be together and cannot be together. One of the two rules has to go."
    ),
    Cause.TOGETHER_PINNED_APART: _("%(schools)s must be together, but they are pinned to different groups."),
    Cause.TOGETHER_TOO_LARGE: _(
        "%(schools)s must all be together: these are %(count)s schools, and a group can have at most "
        "%(largest)s."
    ),
    Cause.TOGETHER_TOO_FAR: _(
        "%(schools)s must be together, but they are %(minutes)s minutes apart and the limit is %(limit)s."
    ),
    Cause.TOGETHER_SAME_CLUSTER: _(
        "%(schools)s must be together, but they are of one cluster and a group takes one school of each."
    ),
    Cause.TOGETHER_REDS: _(
        "%(schools)s must be together, but a group can have at most %(limit)s schools at red."
    ),
    Cause.TOGETHER_WELSH: _(
        "%(schools)s must be together, but Welsh-medium schools are to have groups of their own."
    ),
    Cause.PINNED_APART: _("%(schools)s cannot be together, but both are pinned to group %(group)s."),
    Cause.PINNED_TOO_FAR: _(
        "%(schools)s are pinned to group %(group)s, but they are %(minutes)s minutes apart and the limit is "
        "%(limit)s."
    ),
    Cause.PINNED_SAME_CLUSTER: _("%(schools)s are of one cluster, but both are pinned to group %(group)s."),
    Cause.PINNED_REDS: _(
        "%(schools)s are at red and pinned to group %(group)s, which can have at most %(limit)s of them."
    ),
    Cause.PINNED_WELSH: _(
        "%(schools)s are pinned to group %(group)s, but Welsh-medium schools are to have groups of their own."
    ),
    Cause.SINGLE_WELSH: _(
        "%(schools)s is the only Welsh-medium school here, so it is alone in whatever group it is in. Allow "
        "it under the rule for Welsh-medium schools."
    ),
    Cause.WELSH_SIZES: ngettext_lazy(
        "The %(count)s Welsh-medium school cannot fill groups of its own of %(smallest)s to %(largest)s "
        "schools.",
        "The %(count)s Welsh-medium schools cannot fill groups of their own of %(smallest)s to %(largest)s "
        "schools.",
        "count",
    ),
    Cause.TOO_MANY_REDS: _(
        "There are %(reds)s schools at red, and %(groups)s groups with at most %(limit)s each have room for "
        "%(places)s."
    ),
    Cause.TOO_FEW_AUTHORITIES: _(
        "Not every group can have %(limit)s authorities: the authorities have too few schools for %(groups)s "
        "groups. With these schools %(possible)s groups can."
    ),
    Cause.CLUSTER_TOO_LARGE: _(
        "%(schools)s are of one cluster, and there are only %(groups)s groups to spread them over."
    ),
    Cause.APART_TOO_MANY: _(
        "%(schools)s cannot be together in pairs, and there are only %(groups)s groups to spread them over."
    ),
    Cause.STRANDED: _(
        "%(schools)s: within %(limit)s minutes there are only %(near)s other schools, and a group has at "
        "least %(smallest)s."
    ),
    Cause.STRANDED_AUTHORITIES: _(
        "%(schools)s: within %(minutes)s minutes there are schools of only %(near)s authorities, and a group "
        "must have %(limit)s."
    ),
    Cause.LAST_YEAR_TOO_LARGE: _(
        "%(schools)s were one group last year, and at most %(limit)s of them may stay together: %(groups)s "
        "groups are too few to spread them over."
    ),
    Cause.NO_LAST_YEAR: _("Last year’s groups are to be kept, but none of these schools was in one."),
}

BROKEN: dict[Rule, Any] = {
    Rule.SIZE: _("Group %(group)s would have %(found)s schools; the rule says %(limit)s."),
    Rule.PIN: _("%(schools)s: pinned to its group."),
    Rule.TOGETHER: _("%(schools)s must be together."),
    Rule.APART: _("%(schools)s cannot be together, and would be in group %(group)s."),
    Rule.CLUSTER: _("%(schools)s are of one cluster, and would be in group %(group)s."),
    Rule.MINUTES: _(
        "%(schools)s would be %(found)s minutes apart in group %(group)s; the limit is %(limit)s."
    ),
    Rule.WELSH: _("Group %(group)s would break the rule for Welsh-medium schools: %(schools)s."),
    Rule.AUTHORITIES: _(
        "Group %(group)s would have %(found)s authorities; the rule says at least %(limit)s."
    ),
    Rule.REDS: _("Group %(group)s would have %(found)s schools at red; the rule says %(limit)s."),
    Rule.GREEN: _("Group %(group)s would have no school at green."),
    Rule.LAST_YEAR: _(
        "Group %(group)s would have %(found)s schools of one of last year’s groups; the rule says %(limit)s."
    ),
}


class CannotCompose(DomainError):
    """The rules contradict each other or the schools there are: each detail says where. Nothing is stored."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__(
            _("These rules cannot all be kept, so no run was started. Change one of them."),
            *reasons,
        )


class BreaksRules(DomainError):
    """A swap that would break what holds now: each detail names the rule."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__(_("This swap would break a rule. Change the rule first."), *reasons)


def impossible(found: Impossible, names: Names) -> str:
    numbers = dict(found.numbers or {})
    return str(
        SENTENCES[found.cause]
        % {
            **numbers,
            "count": numbers.get("schools", len(found.schools)),
            "schools": listed(named(found.schools, names)),
        }
    )


def broken(found: Broken, names: Names) -> str:
    return str(
        BROKEN[found.rule]
        % {
            "group": found.group,
            "schools": listed(named(found.schools, names)),
            "found": None if found.found is None else round(found.found),
            "limit": None if found.limit is None else round(found.limit),
        }
    )


def named(schools: Iterable[int], names: Names) -> list[str]:
    return [names.get(school, str(school)) for school in schools]


def listed(names: Sequence[str], most: int = 8) -> str:
    """a, b and c; of many the first, and how many more."""
    if len(names) > most:
        rest = len(names) - most + 1
        return ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", rest) % {
            "names": ", ".join(names[: most - 1]),
            "count": rest,
        }
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
