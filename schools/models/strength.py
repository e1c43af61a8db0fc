"""What a school is strong in and what it needs: stated by the school or its adviser, confirmed by the other.

A statement's words are never changed: what no longer holds is withdrawn with a reason, and said anew."""

import datetime as dt
import uuid

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.authorise import ScopedQuerySet
from core.enums import Language
from core.pairs import Pair
from schools.enums import (
    GroundsKind,
    NeedState,
    Permission,
    StatedBy,
    StrengthState,
    Urgency,
    Verdict,
)


def is_confirmed_by_another(prefix: str) -> list[models.CheckConstraint]:
    """What holds of every statement, whether of a strength or of a need."""
    return [
        models.CheckConstraint(condition=~Q(text=""), name=f"{prefix}_says_something"),
        models.CheckConstraint(
            condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
            | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            name=f"{prefix}_confirmed_by_somebody",
        ),
        # Nobody confirms what they said themselves.
        models.CheckConstraint(
            condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("stated_by")),
            name=f"{prefix}_confirmed_by_another",
        ),
        models.CheckConstraint(
            condition=Q(renewed_at__isnull=True, renewed_by__isnull=True)
            | Q(renewed_at__isnull=False, renewed_by__isnull=False, confirmed_at__isnull=False),
            name=f"{prefix}_renewed_once_confirmed",
        ),
        models.CheckConstraint(
            condition=(
                Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because="")
            )
            | (
                ~Q(state="withdrawn")
                & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
            ),
            name=f"{prefix}_withdrawn_by_somebody",
        ),
    ]


class Statement(models.Model):
    """What strengths and needs have in common. How much one counts today follows from its dates and the
    region's rule (FadingRule): schools.queries.strengths.fading."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    topic = models.ForeignKey("schools.Topic", models.PROTECT, related_name="%(class)ss")
    text = models.TextField()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    stated_side = models.CharField(max_length=10, choices=StatedBy)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    # By the other side; then, "still true?", by either.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    renewed_at = models.DateTimeField(null=True, blank=True)
    renewed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"

    class Meta:
        abstract = True

    @property
    def vouched_at(self) -> dt.datetime | None:
        """When both sides stood behind it last; None for what nobody has confirmed."""
        return self.renewed_at or self.confirmed_at


@pghistory.track()
class Strength(Statement):
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="strengths")
    state = models.CharField(max_length=10, choices=StrengthState, default=StrengthState.HELD)
    # The head lets the whole region know of it, once it is confirmed and while it counts.
    offered_at = models.DateTimeField(null=True, blank=True)

    view_permission = Permission.VIEW_STRENGTHS

    class Meta:
        ordering = ["topic__parent__position", "topic__position", "pk"]
        constraints = [
            *is_confirmed_by_another("strength"),
            models.UniqueConstraint(
                fields=["school", "topic"], condition=Q(state="held"), name="strength_once_a_topic"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="words_stay",
                fields=["school", "topic", "text", "stated_side", "stated_at", "stated_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} strong in {self.topic_id}"

    @property
    def is_need(self) -> bool:
        return False

    @property
    def is_live(self) -> bool:
        return self.state == StrengthState.HELD


@pghistory.track()
class Need(Statement):
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="needs")
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.YEAR)
    # What should be different once it is met.
    wanted = models.TextField(blank=True)
    # Whether the head lets the school's staff read it.
    staff_read = models.BooleanField(default=False)
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    # What helped, for whoever meets the same need.
    met_through = models.CharField(max_length=300, blank=True)

    view_permission = Permission.VIEW_NEEDS

    class Meta:
        ordering = ["topic__parent__position", "topic__position", "pk"]
        constraints = [
            *is_confirmed_by_another("need"),
            models.UniqueConstraint(
                fields=["school", "topic"], condition=Q(state="open"), name="need_once_a_topic"
            ),
            models.CheckConstraint(
                condition=(Q(state="met", met_at__isnull=False, met_by__isnull=False) & ~Q(met_through=""))
                | (~Q(state="met") & Q(met_at__isnull=True, met_by__isnull=True, met_through="")),
                name="need_met_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="words_stay",
                fields=["school", "topic", "text", "wanted", "stated_side", "stated_at", "stated_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} needs {self.topic_id}"

    @property
    def is_need(self) -> bool:
        return True

    @property
    def is_live(self) -> bool:
        return self.state == NeedState.OPEN


@pghistory.track()
class Grounds(models.Model):
    """One piece of evidence of a strength or a need: a figure with its years, a passage of the school's own
    review, a final judgement, or past work.

    A figure is kept as it was displayed to those who see published figures (`shown`), never as a raw value:
    what they may not see cannot be cited."""

    strength = models.ForeignKey(Strength, models.CASCADE, null=True, blank=True, related_name="grounds")
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="grounds")
    kind = models.CharField(max_length=10, choices=GroundsKind)
    indicator = models.ForeignKey(
        "schools.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    part = models.CharField(max_length=10, blank=True, default="")
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    shown = models.CharField(max_length=40, blank=True)
    # Of the newest year; and in how many of the years it was so, beyond what chance gives schools of that
    # size.
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    years_alike = models.PositiveSmallIntegerField(null=True, blank=True)
    review = models.ForeignKey("schools.Review", models.CASCADE, null=True, blank=True, related_name="+")
    evidence = models.ForeignKey("schools.Evidence", models.SET_NULL, null=True, blank=True, related_name="+")
    judgement = models.ForeignKey(
        "schools.SupportJudgement", models.PROTECT, null=True, blank=True, related_name="+"
    )
    inspection = models.ForeignKey(
        "schools.Inspection", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    link = models.URLField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "grounds"
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__isnull=False, need__isnull=True)
                | Q(strength__isnull=True, need__isnull=False),
                name="grounds_of_one_statement",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        kind="figure",
                        indicator__isnull=False,
                        first_year__isnull=False,
                        last_year__gte=F("first_year"),
                        review__isnull=True,
                        judgement__isnull=True,
                    )
                    & ~Q(shown="")
                )
                | (
                    Q(kind="review", review__isnull=False, indicator__isnull=True, judgement__isnull=True)
                    & ~Q(text="")
                )
                | (
                    Q(kind="judgement", judgement__isnull=False, indicator__isnull=True, review__isnull=True)
                    & ~Q(text="")
                )
                | (
                    Q(
                        kind="inspection",
                        inspection__isnull=False,
                        indicator__isnull=True,
                        review__isnull=True,
                        judgement__isnull=True,
                    )
                    & ~Q(text="")
                )
                | (
                    Q(kind="work", indicator__isnull=True, review__isnull=True, judgement__isnull=True)
                    & ~Q(text="")
                ),
                name="grounds_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.strength_id or self.need_id}"


@pghistory.track()
class FadingRule(models.Model):
    """How long a statement counts in a region. No source gives these numbers: they are the region's own, and
    `is_confirmed` says whether anybody has decided on them."""

    region = models.OneToOneField("schools.Region", models.CASCADE, related_name="fading_rule")
    # Unconfirmed: in full for so many days, half until so many, then no longer.
    half_after = models.PositiveSmallIntegerField(default=90, validators=[MinValueValidator(1)])
    gone_after = models.PositiveSmallIntegerField(default=270, validators=[MinValueValidator(2)])
    # A confirmation, and each "still true", is good for so many days.
    good_for = models.PositiveSmallIntegerField(default=365, validators=[MinValueValidator(1)])
    label_en = models.CharField(max_length=250, blank=True)
    label_cy = models.CharField(max_length=250, blank=True)
    is_confirmed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    label = Pair()

    scope_path = "region__scope"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(half_after__gte=1, gone_after__gt=F("half_after"), good_for__gte=1),
                name="fading_rule_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.half_after}/{self.gone_after}/{self.good_for}"


@pghistory.track()
class TopicMeasure(models.Model):
    """Which measures speak of a topic: what suggestions and links from a measure go by."""

    topic = models.ForeignKey("schools.Topic", models.CASCADE, related_name="measures")
    indicator = models.ForeignKey("schools.Indicator", models.CASCADE, related_name="topics")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "indicator"], name="topic_measure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} of {self.topic_id}"
