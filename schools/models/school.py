import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.utils import translation

from core.authorise import ScopedQuerySet
from core.pairs import Pair, marked
from schools.enums import ContactRole, Medium, Permission, Phase
from schools.querysets import SchoolQuerySet


@pghistory.track()
class School(models.Model):
    """A maintained school, by its 7-digit number. Merged or rebuilt schools get a new number; the link
    between the two is a SchoolLink."""

    number = models.CharField(max_length=7, unique=True, validators=[RegexValidator(r"^\d{7}$")])
    # The name as the publisher wrote it (some are in capitals) and as the portal shows it.
    published_name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    # Keys for sorting by each alphabet, and for finding without accents or case.
    sort_en = models.CharField(max_length=200, db_index=True)
    sort_cy = models.CharField(max_length=200, db_index=True)
    search = models.TextField(db_index=False)
    authority = models.ForeignKey("schools.Authority", models.PROTECT, related_name="schools")
    scope = models.OneToOneField("core.Scope", models.PROTECT, null=True, blank=True, related_name="school")
    phase = models.CharField(max_length=10, choices=Phase)
    medium = models.CharField(max_length=3, choices=Medium, default=Medium.NOT_STATED)
    governance = models.CharField(max_length=60, blank=True)
    age_range = models.CharField(max_length=60, blank=True)
    religious_character = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=250, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # The date of the newest list that these facts come from: an older list never overwrites them.
    listed_on = models.DateField()
    # The date of the oldest list it stands in; null for a school that came from no list.
    first_listed_on = models.DateField(null=True, blank=True)
    # Column → date of the list that said it: an older list may say what the newer ones leave out.
    fact_dates = models.JSONField(default=dict, blank=True, editable=False)
    # The date of the first list that names it, where an older complete list does not.
    opened_on = models.DateField(null=True, blank=True)
    # The date of the first list declared complete in which the school no longer stands.
    closed_on = models.DateField(null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    scope_path = "scope"
    view_permission = Permission.VIEW_REGISTER

    class Meta:
        ordering = ["sort_en", "number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^\d{7}$"), name="school_number_7_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(49, 61), longitude__range=(-9, 2)),
                name="school_coordinates_in_britain",
            ),
        ]
        indexes = [models.Index(fields=["authority", "phase"], name="school_by_authority_phase")]

    def __str__(self) -> str:
        return f"{self.name_en} ({self.number})"

    @property
    def name(self) -> str:
        """In the reader's language. The published name is often Welsh itself, and then bears no mark."""
        if not (translation.get_language() or "").startswith("cy"):
            return self.name_en
        if self.name_cy or self.name_language == "cy":
            return self.name_cy or self.name_en
        return marked(self.name_en, "en")

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def age_range_shown(self) -> str:
        """What the lists call "Middle" is an all-age school."""
        return self.age_range.replace("Middle", "All-age")

    @property
    def name_language(self) -> str:
        """Language of the shown name, for the lang attribute: Welsh names begin with Ysgol or Y.G."""
        return "cy" if self.name_en.startswith(("Ysgol", "Y.G.", "Y G ", "YGG", "Coed")) else ""


@pghistory.track()
class SchoolLink(models.Model):
    """A school that carries on from another, with what shows it."""

    predecessor = models.ForeignKey(School, models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(School, models.PROTECT, related_name="predecessor_links")
    evidence = models.CharField(max_length=200)
    batch = models.ForeignKey("schools.ImportBatch", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="school_link_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="school_link_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


@pghistory.track()
class Federation(models.Model):
    """Several schools under one head or one governing body."""

    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    shares_head = models.BooleanField(default=True)
    shares_governing_body = models.BooleanField(default=True)

    name = Pair()

    class Meta:
        ordering = ["name_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shares_head=True) | models.Q(shares_governing_body=True),
                name="federation_shares_something",
            )
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class FederationMembership(models.Model):
    federation = models.ForeignKey(Federation, models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, models.PROTECT, related_name="federations")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(ends_on__isnull=True), name="school_in_one_federation"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="federation_membership_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.federation}"


@pghistory.track()
class Contact(models.Model):
    """Whom to reach at a school, by role; who confirmed it last and when."""

    school = models.ForeignKey(School, models.CASCADE, related_name="contacts")
    role = models.CharField(max_length=12, choices=ContactRole)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    scope_path = "school__scope"
    view_permission = Permission.VIEW_REGISTER

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "role"], name="contact_one_per_role")]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"
