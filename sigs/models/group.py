"""Groups of schools of any tier: school improvement groups, siglets, clusters, alliances, networks."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from sigs.enums import GroupState, Permission

# A group's scope lies under its region and under each school that is a member now (with the school's own
# authority), so that one comparison of scopes answers who may see the group. Whoever writes a membership,
# the lineage follows at once.
KEEP_LINEAGE = """
WITH touched AS (
    SELECT DISTINCT group_id FROM {rows}
), under AS (
    SELECT g.scope_id, top.lineage AS top,
           COALESCE(array_agg(DISTINCT step) FILTER (WHERE NOT step = ANY (top.lineage)), '{{}}') AS schools
      FROM touched
      JOIN sigs_group g ON g.id = touched.group_id
      JOIN core_scope own ON own.id = g.scope_id
      JOIN core_scope top ON top.id = own.parent_id
      LEFT JOIN sigs_groupmember m ON m.group_id = g.id AND m.left_on IS NULL
      LEFT JOIN schools_school s ON s.id = m.school_id
      LEFT JOIN core_scope place ON place.id = s.scope_id
      LEFT JOIN LATERAL unnest(place.lineage) AS step ON TRUE
     GROUP BY g.scope_id, top.lineage
)
UPDATE core_scope SET lineage = under.top || under.schools || core_scope.id
  FROM under WHERE core_scope.id = under.scope_id;
RETURN NULL;
"""

# No group lies above itself. Whoever changes a parent waits for the other who does, and then looks.
REFUSE_CYCLE = """
IF NEW.parent_id IS NULL THEN
    RETURN NEW;
END IF;
PERFORM pg_advisory_xact_lock(hashtext('sigs_group_parent'));
IF EXISTS (
    WITH RECURSIVE above AS (
        SELECT g.id, g.parent_id FROM sigs_group g WHERE g.id = NEW.parent_id
         UNION
        SELECT g.id, g.parent_id FROM sigs_group g JOIN above ON g.id = above.parent_id
    ) SELECT FROM above WHERE above.id = NEW.id
) THEN
    RAISE EXCEPTION 'Group % would lie above itself', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'group_not_above_itself';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Tier(models.Model):
    """A kind of group. Another region names others: they are data."""

    code = models.SlugField(max_length=30, unique=True)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)
    plural_en = models.CharField(max_length=80)
    plural_cy = models.CharField(max_length=80)
    purpose_en = models.CharField(max_length=250, blank=True)
    purpose_cy = models.CharField(max_length=250, blank=True)
    # A school is in one group of this tier at a time.
    is_main = models.BooleanField(default=False)
    # Any schools may form one, without the consortium.
    formed_by_schools = models.BooleanField(default=False)

    name = Pair()
    plural = Pair()
    purpose = Pair()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class Group(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    scope = models.OneToOneField("core.Scope", models.PROTECT, related_name="group")
    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="groups")
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="groups")
    # The group of a higher tier that it belongs to.
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # The group whose work it carries on from the year before.
    carries_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_on")
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    purpose_en = models.TextField(blank=True)
    purpose_cy = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.ACTIVE)
    # The academic year it was composed for (the calendar year in which it ends); null: until it is closed.
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    # What it works on.
    topics = models.ManyToManyField("schools.Topic", through="GroupTopic", related_name="groups")
    # Other schools may ask to join.
    is_open = models.BooleanField(default=False)
    started_on = models.DateField()
    paused_because = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    # Counts the changes of its facts: whoever saves says which they saw.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    name = Pair()
    purpose = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["tier__position", "name_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(closed_because="")
                | ~Q(state="closed") & Q(closed_on__isnull=True, closed_because=""),
                name="group_closed_because",
            ),
            models.CheckConstraint(
                condition=Q(state="paused") & ~Q(paused_because="")
                | ~Q(state="paused") & Q(paused_because=""),
                name="group_paused_because",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("started_on")),
                name="group_closed_after_it_started",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="group_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(2000, 2100)), name="group_year"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="parents_without_cycle",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),  # type: ignore[no-untyped-call]  # carries no types
                func=REFUSE_CYCLE,
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class GroupTopic(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="group_topics")
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["topic__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "topic"], name="group_topic_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} of {self.group_id}"


@pghistory.track()
class GroupMember(models.Model):
    """A school in a group, from a day on; once it has left the row stays as history."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="group_members")
    # Whether the group's tier is one of which a school has one at a time: kept here for the constraint.
    is_main = models.BooleanField()
    joined_on = models.DateField()
    joined_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # Why it is here: the need it joined by, or what the composer said. In the language it was written in.
    because = models.CharField(max_length=300, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    left_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "group__scope"
    view_permission = Permission.VIEW_GROUP

    class Meta:
        ordering = ["school__sort_en", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "school"], condition=Q(left_on__isnull=True), name="group_member_once"
            ),
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(left_on__isnull=True, is_main=True),
                name="group_member_of_one_main_group",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_by__isnull=True, left_because="")
                | Q(left_on__gte=F("joined_on"), left_by__isnull=False),
                name="group_member_left_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lineage_on_join",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="joined"),  # type: ignore[no-untyped-call]  # carries no types
                func=KEEP_LINEAGE.format(rows="joined"),
            ),
            pgtrigger.Trigger(
                name="lineage_on_change",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(new="changed"),  # type: ignore[no-untyped-call]  # carries no types
                func=KEEP_LINEAGE.format(rows="changed"),
            ),
            pgtrigger.ReadOnly(name="member_stays_itself", fields=["group", "school"]),
            pgtrigger.Protect(name="members_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.group_id}"

    @property
    def is_current(self) -> bool:
        return self.left_on is None
