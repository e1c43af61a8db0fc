"""The kinds of help, lightest first: what each is, and what the portal knows of it for one ask."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from brokerage.enums import HelpKind
from brokerage.queries.kinds import GroupKnown, Known

ABOUT: dict[str, StrOrPromise] = {
    HelpKind.OWN_STAFF: _("Somebody in the school knows how, and gets the time to show the others."),
    HelpKind.CLUSTER: _("The schools that share its pupils help one another; nobody travels far."),
    HelpKind.GROUP: _("Its improvement group takes it up in its plan."),
    HelpKind.PROGRAMME: _("A programme of a hub: places, dates, and work in one’s own class."),
    HelpKind.LIGHT_LINK: _("A few days with one other school: four lines, and no more."),
    HelpKind.PATHFINDER: _("Two or three schools for a year, with objectives, reviews and an evaluation."),
    HelpKind.ENQUIRY: _("Heads of other schools come, look and report to the school."),
    HelpKind.FORMAL: _("Support by another school, agreed with the authority, for a school that needs much."),
}


def known_words(kind: HelpKind, known: Known) -> list[str]:
    """Nothing for a kind that the portal knows nothing of."""
    if kind == HelpKind.OWN_STAFF:
        return [own_words(known.own_strengths)]
    if kind in (HelpKind.CLUSTER, HelpKind.GROUP):
        found = known.in_groups(kind)
        return [group_words(one) for one in found] if found else [str(NO_GROUP[kind])]
    if kind == HelpKind.LIGHT_LINK:
        return [offering_words(known.offering)]
    return []


def own_words(n: int) -> str:
    if not n:
        return str(_("No strength of its own in this is stated."))
    words = ngettext(
        "The school has %(n)s strength of its own stated in this.",
        "The school has %(n)s strengths of its own stated in this.",
        n,
    )
    return words % {"n": n}


NO_GROUP = {
    HelpKind.CLUSTER: _("The school is in no cluster that the portal knows."),
    HelpKind.GROUP: _("The school is in no improvement group now."),
}


def group_words(one: GroupKnown) -> str:
    if not one.strong:
        nobody = _("%(group)s: none of its other schools has a confirmed strength in this.")
        return str(nobody) % {"group": one.group.name}
    words = ngettext(
        "%(group)s: %(n)s of its other schools has a confirmed strength in this.",
        "%(group)s: %(n)s of its other schools have a confirmed strength in this.",
        one.strong,
    )
    return words % {"group": one.group.name, "n": one.strong}


def offering_words(n: int) -> str:
    if not n:
        return str(_("No school of the region offers help with this and has days left."))
    words = ngettext(
        "%(n)s school of the region offers help with this and has days left.",
        "%(n)s schools of the region offer help with this and have days left.",
        n,
    )
    return words % {"n": n}


def reason_known(kind: HelpKind, known: Known) -> str:
    """Why a kind is not enough, where what is known says so already: offered in the form, not decided."""
    if kind == HelpKind.OWN_STAFF and not known.own_strengths:
        return own_words(0)
    found = known.in_groups(kind)
    if kind in NO_GROUP:
        if not found:
            return str(NO_GROUP[kind])
        return "" if any(one.strong for one in found) else group_words(found[0])
    return ""
