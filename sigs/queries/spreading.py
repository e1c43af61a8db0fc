"""Who reads what spreads: summaries at the member schools, findings and programmes in the region."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from schools.enums import Permission as SchoolsPermission
from sigs.enums import FindingState, Permission, SummaryState
from sigs.models import Conference, ConferenceSession, Evaluation, Finding, Group, Summary


def summaries_read_by(user: Any) -> QuerySet[Summary]:
    """Shared ones of the groups of the person's schools, and those that are open to the region."""
    shared = Summary.objects.filter(state=SummaryState.SHARED)
    rows = Summary.objects.visible_to(user).filter(state=SummaryState.SHARED)
    if user.has_perm(SchoolsPermission.VIEW_REGISTER):
        rows = rows | shared.filter(opened_at__isnull=False)
    return rows.select_related("group__tier", "evaluation").order_by("-shared_at", "pk")


def summary_read(user: Any, public_id: UUID) -> Summary | None:
    """The convenor reads the own draft too."""
    rows = summaries_read_by(user) | Summary.objects.held_by(user, Permission.LEAD_GROUP)
    found: Summary | None = (
        rows.select_related("group__scope", "group__tier", "evaluation").filter(public_id=public_id).first()
    )
    return found


def summary_of(evaluation: Evaluation) -> Summary | None:
    found: Summary | None = Summary.objects.filter(evaluation=evaluation).first()
    return found


def findings_of(group: Group, user: Any) -> QuerySet[Finding]:
    """Drafts for those alone who lead the group."""
    rows = Finding.objects.filter(group=group).select_related("topic")
    if not user.has_perm(Permission.LEAD_GROUP, group):
        rows = rows.filter(state=FindingState.PUBLISHED)
    return rows


def published_findings() -> QuerySet[Finding]:
    return (
        Finding.objects.filter(state=FindingState.PUBLISHED)
        .select_related("group", "topic__parent", "evaluation")
        .order_by("-published_at", "pk")
    )


def areas_with_findings() -> list[tuple[int, str]]:
    """Areas and topics under which something is published, in their order."""
    found = {}
    for row in published_findings().order_by("topic__position", "pk"):
        area = row.topic.parent or row.topic
        found[area.pk] = (area.position, area.pk, str(area.name))
    return [(pk, name) for _position, pk, name in sorted(found.values())]


def in_area(findings: QuerySet[Finding], area: int) -> QuerySet[Finding]:
    return findings.filter(Q(topic=area) | Q(topic__parent=area))


def finding_read(user: Any, public_id: UUID) -> Finding | None:
    """Published ones for the region; drafts for whoever leads the group."""
    rows = Finding.objects.select_related("group__scope", "topic__parent", "evaluation").filter(
        public_id=public_id
    )
    found: Finding | None = rows.first()
    if found is None or (
        found.state == FindingState.PUBLISHED and user.has_perm(SchoolsPermission.VIEW_REGISTER)
    ):
        return found
    return found if user.has_perm(Permission.LEAD_GROUP, found) else None


def finding_led(user: Any, public_id: UUID) -> Finding | None:
    """For whoever leads its group: nobody else changes it."""
    found: Finding | None = (
        Finding.objects.held_by(user, Permission.LEAD_GROUP)
        .select_related("group__scope", "evaluation")
        .filter(public_id=public_id)
        .first()
    )
    return found


def conferences_shown_to(user: Any) -> QuerySet[Conference]:
    """Published programmes for the region; those in the making for whoever arranges them."""
    rows = Conference.objects.select_related("region__scope").annotate(count=Count("sessions"))
    if not user.has_perm(SchoolsPermission.VIEW_REGISTER):
        return rows.none()
    if not user.has_perm(Permission.MANAGE_GROUPS):
        rows = rows.filter(published_at__isnull=False)
    return rows.order_by("-year")


def conference_shown(user: Any, year: int) -> Conference | None:
    found: Conference | None = conferences_shown_to(user).filter(year=year).first()
    return found


def programme(conference: Conference) -> list[ConferenceSession]:
    return list(
        ConferenceSession.objects.filter(conference=conference)
        .select_related("finding__group", "finding__topic")
        .order_by("starts_at", "room")
    )


def session_arranged(user: Any, public_id: UUID) -> ConferenceSession | None:
    found: ConferenceSession | None = (
        ConferenceSession.objects.visible_to(user)
        .select_related("conference__region__scope", "finding")
        .filter(public_id=public_id)
        .first()
    )
    return found


def with_findings(conference: Conference) -> QuerySet[Finding]:
    """Published findings, those that have no session yet first."""
    return published_findings().prefetch_related(
        Prefetch("sessions", ConferenceSession.objects.filter(conference=conference), to_attr="here")
    )
