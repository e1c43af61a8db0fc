"""The school's own review: what is asked (a framework, as data) and what the school answers in a year.

The *year* is the calendar year in which the academic year ends (2026/27 is 2027), as everywhere."""

import uuid

import pghistory
from django.db import models
from django.utils import translation

from core.authorise import ScopedQuerySet
from core.enums import Language
from core.pairs import Pair
from schools.enums import AreaStanding, ReviewState


@pghistory.track()
class ReviewFramework(models.Model):
    """The areas asked about from a year on, until a later framework takes their place."""

    valid_from = models.PositiveSmallIntegerField(unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    # A review not begun so many days after 1 September stands among what needs the head.
    begin_within_days = models.PositiveSmallIntegerField(default=80)

    name = Pair()

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.name_en} {self.valid_from}"


@pghistory.track()
class ReviewArea(models.Model):
    framework = models.ForeignKey(ReviewFramework, models.CASCADE, related_name="areas")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    question_en = models.CharField(max_length=250)
    question_cy = models.CharField(max_length=250)
    # What to think of, one a line.
    prompts_en = models.TextField()
    prompts_cy = models.TextField()

    name = Pair()
    question = Pair()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="review_area_once"),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def prompts(self) -> list[str]:
        welsh = (translation.get_language() or "").startswith("cy")
        return (self.prompts_cy if welsh else self.prompts_en).splitlines()


@pghistory.track()
class Review(models.Model):
    """A school's review of one year. Those allowed to read it see it as it stands; everybody signed in sees
    the summary while `published_at` is set, and only in both languages."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey("schools.School", models.CASCADE, related_name="reviews")
    framework = models.ForeignKey(ReviewFramework, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=ReviewState, default=ReviewState.WRITING)
    # In which language it is written: pages in the other one say so.
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # Whether the head lets the school's staff read it.
    staff_read = models.BooleanField(default=False)
    summary_en = models.TextField(blank=True)
    summary_cy = models.TextField(blank=True)
    # Counts the changes of summary and priorities: whoever saves says which they saw.
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    summary = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="review_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | (~models.Q(summary_en="") & ~models.Q(summary_cy="")),
                name="review_published_in_both_languages",
            ),
            models.CheckConstraint(
                condition=models.Q(state="writing", shared_at__isnull=True, published_at__isnull=True)
                | models.Q(state="shared", shared_at__isnull=False, published_at__isnull=True)
                | models.Q(state="summary_published", shared_at__isnull=False, published_at__isnull=False)
                | models.Q(state="closed"),
                name="review_dates_of_its_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at__isnull=True)),
                name="review_closed_when_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"

    @property
    def is_open(self) -> bool:
        return self.state != ReviewState.CLOSED

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


@pghistory.track()
class ReviewSection(models.Model):
    """What a review says of one area."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="sections")
    area = models.ForeignKey(ReviewArea, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=AreaStanding, blank=True)
    seen = models.TextField(blank=True)
    next = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    scope_path = "review__school__scope"

    class Meta:
        ordering = ["area__position"]
        constraints = [models.UniqueConstraint(fields=["review", "area"], name="review_section_once")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.area_id}"

    @property
    def is_begun(self) -> bool:
        return bool(self.standing or self.seen or self.next)

    @property
    def is_answered(self) -> bool:
        return bool(self.standing and self.seen and self.next)


@pghistory.track()
class ReviewPriority(models.Model):
    """At most five, in the school's own order, each with how the school will know."""

    AT_MOST = 5

    review = models.ForeignKey(Review, models.CASCADE, related_name="priorities")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    measure = models.CharField(max_length=250)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="review_priority_once"),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, 5)), name="review_priorities_at_most_five"
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class ReviewReading(models.Model):
    """Somebody with whom a review was shared has said that they have read it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="readings")
    person = models.ForeignKey("core.User", models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="review_read_once")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.person_id}"
