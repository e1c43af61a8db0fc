"""Who hears what: whoever must act next, and the school when something is decided."""

from collections.abc import Iterable

from core.models import Notice, User
from core.notices import tell
from schools.enums import CycleState, JudgementState, Permission
from schools.models import SupportCycle, SupportJudgement
from schools.queries.support.cycles import Staffing
from schools.queries.support.judgements import has_moderated
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied


def page_of(judgement: SupportJudgement) -> str:
    return f"/schools/{judgement.school.number}/support/{judgement.cycle.year}/"


def list_of(cycle: SupportCycle) -> str:
    return f"/support/{cycle.year}/"


def tell_about(people: Iterable[User], kind: str, judgement: SupportJudgement) -> None:
    for person in dict.fromkeys(people):
        tell(
            person,
            f"schools/{kind}",
            page_of(judgement),
            school=judgement.school.name_en,
            year=judgement.cycle.academic_year,
            appeals_by=judgement.cycle.appeals_by.isoformat(),
            answers_by=judgement.cycle.answers_by.isoformat(),
        )


def tell_once(people: Iterable[User], kind: str, cycle: SupportCycle) -> None:
    """Somebody to whom many judgements come hears once, until they have read it."""
    name, path = f"schools/{kind}", list_of(cycle)
    for person in people:
        if not Notice.objects.filter(person=person, kind=name, path=path, read_at__isnull=True).exists():
            tell(person, name, path, year=cycle.academic_year)


def school_people(judgement: SupportJudgement) -> list[User]:
    school = judgement.school
    return [
        *holders(Permission.ANSWER_AS_HEAD, school),
        *holders(Permission.ANSWER_AS_GOVERNOR, school),
    ]


def tell_school_of_draft(judgement: SupportJudgement) -> None:
    tell_about(school_people(judgement), "support_draft", judgement)


def tell_of_answers(judgement: SupportJudgement) -> None:
    if judgement.state == JudgementState.DISPUTED and judgement.adviser:
        tell_about([judgement.adviser], "support_disputed", judgement)
    ready = judgement.state in {JudgementState.AGREED, JudgementState.DISPUTED}
    if ready and judgement.cycle.state != CycleState.OPEN:
        moderators = holders(Permission.MODERATE_AUTHORITY, judgement.school)
        tell_once(moderators, "support_moderate", judgement.cycle)


def tell_region_moderators(judgement: SupportJudgement) -> None:
    tell_once(holders(Permission.MODERATE_REGION, judgement.school), "support_moderate", judgement.cycle)


def tell_of_final(judgement: SupportJudgement) -> None:
    people = school_people(judgement)
    if judgement.adviser:
        people.append(judgement.adviser)
    tell_about(people, "support_final", judgement)


def tell_of_appeal(judgement: SupportJudgement) -> None:
    """Those who may decide it: not who moderated it, nor anybody tied to the school."""
    deciders = [
        person
        for person in holders(Permission.DECIDE_APPEALS, judgement.school)
        if not has_moderated(person, judgement) and not is_tied(person, judgement.school)
    ]
    tell_about(deciders, "support_appeal", judgement)


def tell_of_opening(cycle: SupportCycle, staff: Staffing) -> None:
    tell_once(dict.fromkeys(staff.advisers.values()), "support_opened", cycle)


def tell_of_moderation(cycle: SupportCycle, judgements: Iterable[SupportJudgement]) -> None:
    people: dict[User, None] = {}
    asked: set[int] = set()
    for judgement in judgements:
        if judgement.school.authority_id not in asked:
            asked.add(judgement.school.authority_id)
            people |= dict.fromkeys(holders(Permission.MODERATE_AUTHORITY, judgement.school))
    tell_once(people, "support_moderate", cycle)


def tell_of_publication(judgements: Iterable[SupportJudgement], people: dict[int, list[User]]) -> None:
    """`people`: by school, whoever speaks for it."""
    for judgement in judgements:
        tell_about(people.get(judgement.school_id, []), "support_published", judgement)
