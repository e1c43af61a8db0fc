import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class Notice(models.Model):
    """Something a person should know; its words come from templates/notices/<kind>.txt when it is shown."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-told_at", "-pk"]
        indexes = [models.Index(fields=["person", "-told_at"], name="notice_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.person_id}"
