import uuid

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track(exclude=["digest"])
class PersonalToken(models.Model):
    """A key with which a person's own program asks the API in their name. Only its digest is kept: the key
    itself is shown once. It may do what the person may, no more."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    # SHA-256 of the key. The key is 256 random bits, so a slow hash would protect nothing more.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="token_name_once_for_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"
