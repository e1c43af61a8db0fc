"""How schools come together by themselves: a proposal and its answers, and asking to join an open group."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from core.pairs import Pair
from sigs.enums import InvitedState, JoinState, Permission, ProposalState


@pghistory.track()
class GroupProposal(models.Model):
    """A group that a head proposes to other schools. It becomes a group when two schools have said yes; the
    proposer's is the first of them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="+")
    tier = models.ForeignKey("sigs.Tier", models.PROTECT, related_name="proposals")
    name_en = models.CharField(max_length=120, blank=True)
    name_cy = models.CharField(max_length=120, blank=True)
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")
    # What the group is for, in the language it is written in.
    why = models.TextField()
    language = models.CharField(max_length=2, choices=Language)
    # Others may ask to join once it exists.
    is_open = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    group = models.OneToOneField("sigs.Group", models.PROTECT, null=True, blank=True, related_name="proposal")

    name = Pair()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(name_en="") | ~Q(name_cy=""), name="proposal_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, group__isnull=True)
                | Q(state="formed", ended_at__isnull=False, group__isnull=False)
                | Q(state="withdrawn", ended_at__isnull=False, group__isnull=True),
                name="proposal_ended_as_it_did",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_cy


@pghistory.track()
class ProposalAnswer(models.Model):
    """A school that a proposal names, the proposer's own among them, and what its head said."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(GroupProposal, models.PROTECT, related_name="answers")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="proposal_answers")
    state = models.CharField(max_length=10, choices=InvitedState, default=InvitedState.WAITING)
    because = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.ANSWER_FOR_SCHOOL

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "school"], name="proposal_names_a_school_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="waiting") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="proposal_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(because=""), name="proposal_declined_because"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.state}"


@pghistory.track()
class JoinRequest(models.Model):
    """A school asks to join an open group, by the need that leads it there."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey("sigs.Group", models.PROTECT, related_name="join_requests")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="join_requests")
    topic = models.ForeignKey("schools.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=JoinState, default=JoinState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "school"], condition=Q(state="asked"), name="join_request_once"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="asked") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="join_request_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="join_request_declined_because"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} to {self.group_id}"
