"""Years of the process, and what opening one would find."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from core.authorise import active_assignments
from core.models import User
from schools.enums import CycleState, JudgementState, Role
from schools.models import MatrixCell, Region, School, SupportCycle, SupportJudgement, SupportLevel
from schools.queries.support.ties import is_tied

RUNNING = (CycleState.OPEN, CycleState.MODERATING, CycleState.PUBLISHED)
POSITIONS: tuple[int | None, ...] = (1, 2, 3, 4, None)

Cell = tuple[int | None, str]


def cycles_of(region: Region) -> QuerySet[SupportCycle]:
    return SupportCycle.objects.filter(region=region).order_by("-year")


def running_cycle(region: Region) -> SupportCycle | None:
    """The year under way: open, in moderation or published, and not closed."""
    return cycles_of(region).filter(state__in=RUNNING).first()


def matrix_of(cycle: SupportCycle) -> dict[Cell, MatrixCell]:
    cells = MatrixCell.objects.filter(cycle=cycle).select_related("level")
    return {(cell.evidence_position, cell.capacity): cell for cell in cells}


def suggestion(cycle: SupportCycle, position: int | None, capacity: str) -> SupportLevel | None:
    """What the matrix of the cycle suggests; None where there is no matrix yet."""
    cell = MatrixCell.objects.filter(cycle=cycle, capacity=capacity, evidence_position=position)
    found = cell.select_related("level").first()
    return found.level if found else None


@dataclass(frozen=True)
class Staffing:
    """Whom each school of the region has for the process; schools by name."""

    schools: list[School]
    advisers: dict[int, User]
    without_adviser: list[School]
    without_head: list[School]
    without_governor: list[School]


def staffing(region: Region) -> Staffing:
    """The open schools of the region with the adviser who would propose: the first in post who is not tied
    to the school."""
    schools = list(
        School.objects.of_region()
        .open()
        .filter(authority__region=region)
        .select_related("scope", "authority")
        .order_by("sort_en", "number")
    )
    by_scope = {school.scope_id: school for school in schools}
    people: dict[str, dict[int, list[User]]] = defaultdict(lambda: defaultdict(list))
    posts = active_assignments().filter(
        role__in=[Role.ADVISER, Role.HEADTEACHER, Role.GOVERNOR],
        scope__in=list(by_scope),
        user__is_active=True,
    )
    for post in posts.select_related("user", "scope").order_by("pk"):
        people[post.role][post.scope_id].append(post.user)
    advisers: dict[int, User] = {}
    for scope_id, found in people[Role.ADVISER].items():
        school = by_scope[scope_id]
        fit = next((person for person in found if not tied(person, school, people)), None)
        if fit:
            advisers[school.pk] = fit
    return Staffing(
        schools=schools,
        advisers=advisers,
        without_adviser=[school for school in schools if school.pk not in advisers],
        without_head=[s for s in schools if s.scope_id not in people[Role.HEADTEACHER]],
        without_governor=[s for s in schools if s.scope_id not in people[Role.GOVERNOR]],
    )


def tied(person: User, school: School, people: dict[str, dict[int, list[User]]]) -> bool:
    """Asked in full only of advisers who lead or govern a school themselves."""
    elsewhere = any(
        person in found for role in (Role.HEADTEACHER, Role.GOVERNOR) for found in people[role].values()
    )
    return elsewhere and is_tied(person, school)


@dataclass(frozen=True)
class Effect:
    """How many of the suggestions made in the year `basis` would differ under another matrix."""

    changed: int
    suggestions: int
    basis: SupportCycle


def would_change(cycle: SupportCycle, cells: dict[Cell, SupportLevel]) -> Effect:
    """What other cells would do to the schools judged in this year or, while there are none, in the last."""
    before = matrix_of(cycle)
    judged = SupportJudgement.objects.exclude(capacity="").filter(
        cycle__region=cycle.region, cycle__year__lte=cycle.year
    )
    newest = judged.select_related("cycle").order_by("-cycle__year").first()
    if newest is None:
        return Effect(0, 0, cycle)
    keys = list(judged.filter(cycle=newest.cycle).values_list("evidence_position", "capacity"))
    changed = [
        key for key in keys if key in cells and (key not in before or before[key].level_id != cells[key].pk)
    ]
    return Effect(len(changed), len(keys), newest.cycle)


def unfinished(cycle: SupportCycle) -> QuerySet[SupportJudgement]:
    """What would not be published: judgements that are not final."""
    return (
        SupportJudgement.objects.filter(cycle=cycle)
        .exclude(state__in=[JudgementState.FINAL, JudgementState.APPEALED])
        .select_related("school")
        .order_by("school__sort_en", "school__number")
    )
