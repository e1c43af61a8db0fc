import pghistory
from django.db import models

from core.authorise import ScopedQuerySet
from core.pairs import Pair
from schools.enums import Permission


@pghistory.track()
class Region(models.Model):
    """A set of authorities whose schools work together."""

    slug = models.SlugField(unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    consortium_en = models.CharField(max_length=120)
    consortium_cy = models.CharField(max_length=120)
    scope = models.OneToOneField("core.Scope", models.PROTECT, related_name="region")

    name = Pair()
    consortium = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "scope"
    view_permission = Permission.VIEW_REGISTER

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class Authority(models.Model):
    """A local authority. Those without a region are the national backdrop: their schools count in the
    cut points of all Wales and are shown nowhere by name."""

    code = models.CharField(max_length=3, unique=True)
    lad_code = models.CharField(max_length=9, blank=True)
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    # Where the name stands on the map, as shares of its width and height:
    # {"wide": [x, y, anchor], "narrow": …}.
    label_places = models.JSONField(default=dict, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="authorities")
    scope = models.OneToOneField("core.Scope", models.PROTECT, null=True, related_name="authority")

    name = Pair()
    objects = ScopedQuerySet.as_manager()

    scope_path = "scope"
    view_permission = Permission.VIEW_REGISTER

    class Meta:
        ordering = ["name_en"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region__isnull=True, scope__isnull=True)
                | models.Q(region__isnull=False, scope__isnull=False),
                name="authority_of_region_has_scope",
            )
        ]

    def __str__(self) -> str:
        return self.name_en


@pghistory.track()
class Boundary(models.Model):
    """The outline of an authority: GeoJSON geometry (longitude, latitude), simplified over shared borders."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="boundary")
    geometry = models.JSONField()
    batch = models.ForeignKey("schools.ImportBatch", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return self.authority.name_en
