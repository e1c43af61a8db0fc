"""A judgement as a task list with honest states, and a year as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from core import clock
from schools.enums import CycleState, JudgementState, JudgementStepKind, SchoolSide, SchoolVerdict
from schools.models import (
    EvidenceKind,
    JudgementAnswer,
    JudgementStep,
    SupportCycle,
    SupportEvidence,
    SupportJudgement,
)
from schools.queries.support.judgements import TO_MODERATE, WITH_SCHOOL

S = JudgementState
PASSED_AUTHORITY = {S.AUTHORITY_MODERATED, S.FINAL, S.APPEALED}
DECIDED = {JudgementStepKind.APPEAL_ALLOWED, JudgementStepKind.APPEAL_DISMISSED}


@dataclass(frozen=True)
class Task:
    heading: StrOrPromise
    state: str
    hint: StrOrPromise
    url: str = ""


@dataclass(frozen=True)
class Known:
    """What the tasks of a judgement are told from."""

    judgement: SupportJudgement
    kinds: list[EvidenceKind]
    evidence: list[SupportEvidence]
    answers: list[JudgementAnswer]
    steps: list[JudgementStep]
    offered: set[str]

    def url(self, name: str) -> str:
        place = [self.judgement.school.number, self.judgement.cycle.year]
        return reverse(name, args=place) if name in self.offered else ""


def judgement_tasks(known: Known) -> list[Task]:
    cycle = known.judgement.cycle
    return [
        evidence_task(known),
        draft_task(known),
        answer_task(known, SchoolSide.HEAD, "answer_as_head", _("The headteacher’s answer")),
        answer_task(known, SchoolSide.GOVERNOR, "answer_as_governor", _("The governing body’s answer")),
        authority_task(known),
        region_task(known),
        appeal_task(known),
        Task(
            _("Publication"),
            "done" if cycle.published_at else "cannot-start",
            _("Published on %(day)s.") % {"day": day(cycle.published_at)}
            if cycle.published_at
            else _("Planned for %(day)s. The level becomes current then.") % {"day": day(cycle.publish_on)},
        ),
    ]


def day(when: Any) -> str:
    return formats.date_format(when, "DATE_FORMAT")


def by_day(when: Any) -> str:
    return _("By %(day)s.") % {"day": day(when)}


def evidence_task(known: Known) -> Task:
    given = {row.kind_id for row in known.evidence}
    missing = [kind for kind in known.kinds if kind.is_expected and kind.pk not in given]
    url = known.url("judgement_evidence")
    if not missing:
        return Task(_("Evidence"), "done", _("Everything expected is there. More can be added."), url)
    hint = _("Still expected: %(kinds)s.") % {"kinds": ", ".join(str(kind.name) for kind in missing)}
    return Task(_("Evidence"), "in-progress" if given else "not-started", hint, url)


def draft_task(known: Known) -> Task:
    judgement = known.judgement
    url = known.url("judgement_draft")
    if judgement.state != S.GATHERING:
        hint = _("Proposed by %(name)s on %(day)s.") % {
            "name": judgement.proposed_by,
            "day": day(judgement.proposed_at),
        }
        return Task(_("Draft of the adviser"), "done", hint, url)
    # Whether a draft is being written is the adviser's own business.
    state = "in-progress" if url and judgement.capacity else "not-started"
    return Task(_("Draft of the adviser"), state, by_day(judgement.cycle.drafts_by), url)


def answer_task(known: Known, side: SchoolSide, name: str, heading: StrOrPromise) -> Task:
    answer = next((row for row in known.answers if row.side == side), None)
    if answer:
        agreed = answer.verdict == SchoolVerdict.AGREED
        sentence = _("Agreed by %(name)s on %(day)s.") if agreed else _("Disputed by %(name)s on %(day)s.")
        hint = sentence % {"name": answer.answered_by.name, "day": day(answer.answered_at)}
        return Task(heading, "done", hint)
    state = known.judgement.state
    if state in WITH_SCHOOL:
        return Task(heading, "not-started", by_day(known.judgement.cycle.answers_by), known.url(name))
    if state == S.GATHERING:
        return Task(heading, "cannot-start", _("Opens with the draft."))
    return Task(heading, "not-required", _("The level went on without this answer."))


def authority_task(known: Known) -> Task:
    heading = _("Moderation by the authority")
    judgement = known.judgement
    if judgement.state in PASSED_AUTHORITY:
        kinds = {JudgementStepKind.AUTHORITY_CONFIRMED, JudgementStepKind.AUTHORITY_CHANGED}
        return Task(heading, "done", last_of(known.steps, kinds))
    if judgement.state not in TO_MODERATE:
        return Task(heading, "cannot-start", _("Opens when both sides have agreed, or one disputes."))
    if judgement.cycle.state == CycleState.OPEN:
        return Task(heading, "cannot-start", _("The consortium has not started the moderation yet."))
    return Task(heading, "not-started", by_day(judgement.cycle.authority_by), known.url("moderate_authority"))


def region_task(known: Known) -> Task:
    heading = _("Moderation by the region")
    judgement = known.judgement
    if judgement.state in {S.FINAL, S.APPEALED}:
        kinds = {JudgementStepKind.REGION_CONFIRMED, JudgementStepKind.REGION_CHANGED}
        return Task(heading, "done", last_of(known.steps, kinds))
    if judgement.state == S.AUTHORITY_MODERATED:
        return Task(heading, "not-started", by_day(judgement.cycle.region_by), known.url("moderate_region"))
    return Task(heading, "cannot-start", _("Opens after the authority’s moderation."))


def appeal_task(known: Known) -> Task:
    heading = _("Appeal")
    judgement = known.judgement
    if judgement.state == S.APPEALED:
        hint = last_of(known.steps, {JudgementStepKind.APPEALED})
        return Task(heading, "in-progress", hint, known.url("appeal_decide"))
    if any(step.kind in DECIDED for step in known.steps):
        return Task(heading, "done", last_of(known.steps, DECIDED), known.url("appeal_new"))
    if judgement.state != S.FINAL:
        return Task(heading, "cannot-start", _("Possible once the level is final."))
    if clock.today() > judgement.cycle.appeals_by:
        hint = _("The last day was %(day)s.") % {"day": day(judgement.cycle.appeals_by)}
        return Task(heading, "not-required", hint)
    hint = _("Only if the headteacher wants one, until %(day)s.") % {"day": day(judgement.cycle.appeals_by)}
    return Task(heading, "not-required", hint, known.url("appeal_new"))


def last_of(steps: Iterable[JudgementStep], kinds: Iterable[str]) -> str:
    """The newest of these steps in a line: what, who, when."""
    found = [step for step in steps if step.kind in kinds]
    if not found:
        return ""
    step = found[-1]
    return _("%(what)s. %(name)s, %(day)s.") % {
        "what": JudgementStepKind(step.kind).label,
        "name": step.taken_by.name,
        "day": day(step.taken_at),
    }


# --- a year ------------------------------------------------------------------------------------


def year_tasks(cycle: SupportCycle, counts: Mapping[str, int]) -> list[Task]:
    """One row for each thing that is waited for, with how many schools, leading to their list."""
    before = 0
    rows = []
    for heading, states, due in (
        (_("Evidence and draft"), [S.GATHERING], cycle.drafts_by),
        (_("Answers of the schools"), [S.DRAFTED], cycle.answers_by),
        (_("Moderation by the authorities"), [S.AGREED, S.DISPUTED], cycle.authority_by),
        (_("Moderation by the region"), [S.AUTHORITY_MODERATED], cycle.region_by),
        (_("Appeals"), [S.APPEALED], None),
        (_("Final levels"), [S.FINAL], cycle.publish_on),
    ):
        count = sum(counts.get(state, 0) for state in states)
        waits_for_start = states[0] in TO_MODERATE and cycle.state == CycleState.OPEN
        rows.append(
            Task(
                heading,
                year_state(states[0], count, before, sum(counts.values()), waits_for_start),
                waiting_hint(count, due, final=states[0] == S.FINAL),
                f"{reverse('support_schools', args=[cycle.year])}?{query(states)}" if count else "",
            )
        )
        before += count
    return rows


def year_state(state: str, count: int, before: int, total: int, waits_for_start: bool) -> str:
    if state == S.FINAL:
        return "done" if total and count == total else "in-progress" if count else "cannot-start"
    if state == S.APPEALED:
        return "in-progress" if count else "not-required"
    if waits_for_start:
        return "cannot-start"
    if count:
        return "in-progress"
    return "cannot-start" if before else "done"


def waiting_hint(count: int, due: Any, *, final: bool) -> str:
    if final:
        words = ngettext("%(n)s school.", "%(n)s schools.", count) % {"n": count}
        return f"{words} {_('To be published on %(day)s.') % {'day': day(due)}}"
    words = ngettext("%(n)s school waits.", "%(n)s schools wait.", count) % {"n": count}
    if due is None or not count:
        return words
    if due < clock.today():
        return f"{words} {_('Overdue since %(day)s.') % {'day': day(due)}}"
    return f"{words} {by_day(due)}"


def query(states: Iterable[str]) -> str:
    return "&".join(f"state={state}" for state in states)
