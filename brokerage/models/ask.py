"""What a school asks of other schools: the brokerage log begins with it."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from brokerage.enums import AskSource, AskState, HelpKind, HelpLanguage, Permission
from core.authorise import ScopedQuerySet
from core.enums import Language
from schools.enums import Urgency
from schools.models.days import in_quarters

DECIDED = ["open", "invited", "matched", "elsewhere", "unmet", "closed"]
ENDED = ["elsewhere", "closed", "withdrawn"]


@pghistory.track()
class Ask(models.Model):
    """One need with what is asked of others: how many days, when, in which language. Its words stay; what
    changes is written anew."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Who is to be helped; for a group, the school that asks on its behalf.
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="asks")
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="asks")
    # The statement it rests on, with its evidence.
    need = models.ForeignKey("schools.Need", models.PROTECT, null=True, blank=True, related_name="asks")
    group = models.ForeignKey("sigs.Group", models.PROTECT, null=True, blank=True, related_name="asks")
    source = models.CharField(max_length=10, choices=AskSource)
    state = models.CharField(max_length=10, choices=AskState, default=AskState.ENTERED)
    text = models.TextField()
    # What should be different at the end.
    wanted = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.YEAR)
    days = models.DecimalField(max_digits=5, decimal_places=2)
    starts_on = models.DateField()
    ends_on = models.DateField()
    help_language = models.CharField(max_length=3, choices=HelpLanguage, default=HelpLanguage.EITHER)
    # Not further than so many minutes by road; null: no limit.
    most_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=HelpKind, blank=True)
    kind_because = models.TextField(blank=True)
    kind_at = models.DateTimeField(null=True, blank=True)
    kind_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # When it came to stand on the unmet board, and which rule blocks it.
    unmet_at = models.DateTimeField(null=True, blank=True)
    unmet_because = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_HELP

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(wanted=""), name="ask_says_what"),
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=100) & Q(in_quarters("days")), name="ask_days_in_quarters"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="ask_dates_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=["entered", "withdrawn"])
                | Q(state__in=DECIDED, kind_at__isnull=False, kind_by__isnull=False) & ~Q(kind=""),
                name="ask_kind_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind="") | ~Q(kind_because=""), name="ask_kind_with_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(ended_because="")
                | ~Q(state__in=ENDED) & Q(ended_at__isnull=True, ended_by__isnull=True, ended_because=""),
                name="ask_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="unmet") | Q(unmet_at__isnull=False) & ~Q(unmet_because=""),
                name="ask_unmet_because",
            ),
            models.UniqueConstraint(
                fields=["need"],
                condition=~Q(state__in=ENDED) & Q(need__isnull=False),
                name="ask_once_a_need",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="ask_stays_itself",
                fields=["school", "topic", "need", "group", "source", "asked_at", "asked_by"],
            ),
            pgtrigger.Protect(name="asks_stay_on_record", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} asks for {self.topic_id}"
