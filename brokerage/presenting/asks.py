"""An ask on its page and in lists: how far it is, who may do what next, what has happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from brokerage.enums import SUPPLIED, AskState, HelpKind, InvitationState, Permission
from brokerage.models import Ask, Invitation, LinkPlan
from brokerage.queries.asks import invitations_of, left_out, link_plan, waited
from brokerage.services.asking import lighter_than
from brokerage.wording.kinds import ABOUT
from schools.queries.support.ties import is_tied
from schools.units import days_written

STATE_TAGS = {
    AskState.ENTERED: "waiting",
    AskState.OPEN: "acting",
    AskState.INVITED: "waiting",
    AskState.MATCHED: "good",
    AskState.ELSEWHERE: "good",
    AskState.UNMET: "warning",
    AskState.CLOSED: "quiet",
    AskState.WITHDRAWN: "quiet",
}
DECIDABLE = {AskState.ENTERED, AskState.OPEN, AskState.UNMET, AskState.ELSEWHERE}
MATCHABLE = {AskState.OPEN, AskState.UNMET}
MANY = 100
CHANGEABLE = {AskState.ENTERED, AskState.OPEN, AskState.UNMET}


@dataclass(frozen=True)
class Next:
    text: StrOrPromise
    url: str


@dataclass(frozen=True)
class AskRow:
    """One row of a list."""

    ask: Ask
    waited: str
    tag: str
    next: Next


@dataclass(frozen=True)
class KindRow:
    kind: HelpKind
    about: StrOrPromise
    # "left out", "chosen" or "heavier".
    stands: str
    because: str = ""


@dataclass(frozen=True)
class Happened:
    """`text` in the page's language; `quoted` as somebody wrote it."""

    at: dt.datetime
    text: str
    quoted: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True)
class AskPage:
    ask: Ask
    tag: str
    asked_for: str
    waited: str
    kinds: list[KindRow]
    plan: LinkPlan | None
    story: list[Happened]
    invitations: list[Invitation] = field(default_factory=list)
    may_change: bool = False
    may_withdraw: bool = False
    may_decide: bool = False
    may_match: bool = False
    may_look_again: bool = False
    is_tied: bool = False


def ask_rows(asks: Sequence[Ask], user: Any) -> list[AskRow]:
    brokers = user.has_perm(Permission.BROKER)
    return [
        AskRow(ask, waited_words(ask), STATE_TAGS[AskState(ask.state)], next_of(ask, brokers)) for ask in asks
    ]


def next_of(ask: Ask, brokers: bool) -> Next:
    """What stands to be done, for whoever brokers; else the ask itself."""
    if brokers and ask.state == AskState.ENTERED:
        return Next(_("Decide the kind of help"), reverse("ask_kind", args=[ask.public_id]))
    if brokers and ask.state in MATCHABLE and ask.kind in SUPPLIED:
        return Next(_("Find a school"), reverse("match", args=[ask.public_id]))
    return Next(_("See it"), reverse("ask", args=[ask.public_id]))


def waited_words(ask: Ask) -> str:
    n = waited(ask)
    if not n:
        return str(_("today"))
    return ngettext("%(n)s day ago", "%(n)s days ago", n) % {"n": n}


def asked_for(ask: Ask) -> str:
    """8 days, January 2027 to July 2027"""
    # A number with a fraction is no “two” in any language.
    whole = int(ask.days) if ask.days == int(ask.days) else MANY
    words = ngettext("%(days)s day", "%(days)s days", whole)
    days = words % {"days": days_written(ask.days)}
    first, last = (date_format(day, "YEAR_MONTH_FORMAT") for day in (ask.starts_on, ask.ends_on))
    if first == last:
        return str(_("%(days)s, %(month)s")) % {"days": days, "month": first}
    return str(_("%(days)s, %(first)s to %(last)s")) % {"days": days, "first": first, "last": last}


def ask_page(ask: Ask, user: Any) -> AskPage:
    tied = is_tied(user, ask.school)
    brokers = user.has_perm(Permission.BROKER, ask.school) and not tied
    asks = user.has_perm(Permission.ASK_FOR_HELP, ask.school)
    invitations = invitations_of(ask, drafts=brokers)
    return AskPage(
        ask=ask,
        tag=STATE_TAGS[AskState(ask.state)],
        asked_for=asked_for(ask),
        waited=waited_words(ask),
        kinds=kind_rows(ask),
        plan=link_plan(ask),
        story=story(ask, invitations, to_broker=brokers),
        invitations=invitations,
        may_change=asks and ask.state in CHANGEABLE,
        may_withdraw=asks and ask.state in CHANGEABLE,
        may_decide=brokers and ask.state in DECIDABLE,
        may_match=brokers and ask.state in MATCHABLE and ask.kind in SUPPLIED,
        may_look_again=brokers and ask.state == AskState.UNMET,
        is_tied=tied and user.has_perm(Permission.BROKER, ask.school),
    )


def kind_rows(ask: Ask) -> list[KindRow]:
    if not ask.kind:
        return []
    reasons, chosen = left_out(ask), HelpKind(ask.kind)
    rows = [KindRow(one, ABOUT[one], "left out", reasons.get(one, "")) for one in lighter_than(chosen)]
    return [*rows, KindRow(chosen, ABOUT[chosen], "chosen", ask.kind_because)]


def story(ask: Ask, invitations: Sequence[Invitation], *, to_broker: bool) -> list[Happened]:
    """What has happened, the newest first. The school that asks learns that another one does not help, and
    not why: schools should not have to excuse themselves to one another."""
    found = [said(ask.asked_at, _("%(who)s asked for help."), ask.asked_by.name)]
    if ask.kind_at and ask.kind_by:
        words = str(_("%(who)s decided on the kind of help: %(kind)s."))
        facts = {"who": ask.kind_by.name, "kind": ask.get_kind_display()}
        found.append(Happened(ask.kind_at, words % facts, ask.kind_because))
    for one in invitations:
        found += told(one, to_broker=to_broker)
    if ask.unmet_at:
        words = str(_("It was put on the unmet board."))
        found.append(Happened(ask.unmet_at, words, ask.unmet_because))
    if ask.ended_at and ask.ended_by and ask.state != AskState.ELSEWHERE:
        words = str(ENDED[ask.state]) % {"who": ask.ended_by.name}
        found.append(Happened(ask.ended_at, words, ask.ended_because))
    return sorted(found, key=lambda one: one.at, reverse=True)


ENDED: dict[str, StrOrPromise] = {
    AskState.WITHDRAWN: _("%(who)s withdrew it."),
    AskState.CLOSED: _("%(who)s closed it with the partnership."),
}
ANSWERS: dict[str, StrOrPromise] = {
    InvitationState.ACCEPTED: _("%(school)s accepted."),
    InvitationState.REFUSED: _("%(school)s refused: %(refusal)s."),
    InvitationState.EXPIRED: _("%(school)s did not answer in time."),
    InvitationState.WITHDRAWN: _("The invitation to %(school)s was taken back."),
}


def said(at: dt.datetime, words: StrOrPromise, who: str) -> Happened:
    return Happened(at, str(words) % {"who": who})


def told(invitation: Invitation, *, to_broker: bool) -> list[Happened]:
    """Choosing, asking and answering, with the broker's reason, which both schools read."""
    school = invitation.offer.school.name
    url = reverse("help_invitation", args=[invitation.public_id])
    facts = {"school": school, "who": invitation.chosen_by.name}
    if invitation.sent_at is None:
        words = _("%(who)s chose %(school)s. It is not asked yet.")
        return [
            Happened(invitation.chosen_at, str(words) % facts, invitation.reason, invitation.language, url)
        ]
    words = _("%(who)s asked %(school)s to help.")
    found = [Happened(invitation.sent_at, str(words) % facts, invitation.reason, invitation.language, url)]
    ended = invitation.answered_at or invitation.ended_at
    if ended and not to_broker and invitation.state != InvitationState.ACCEPTED:
        found.append(Happened(ended, str(_("%(school)s does not help this time.")) % {"school": school}))
    elif ended and invitation.state in ANSWERS:
        answer = str(ANSWERS[invitation.state]) % {
            "school": school,
            "refusal": invitation.get_refusal_display(),
        }
        quoted = invitation.answer_words or invitation.ended_because
        found.append(Happened(ended, answer, quoted, invitation.answer_language))
    return found
