"""What can come to a standstill between schools."""

from django.db import models
from django.utils.translation import pgettext_lazy


class StallKind(models.TextChoices):
    # Nobody works on an ask for which a school is sought.
    ASK = "ask", pgettext_lazy("stalled", "No school asked yet")
    ANSWER = "answer", pgettext_lazy("stalled", "Answer overdue")
    CONTACT = "contact", pgettext_lazy("stalled", "No contact")
    SUPPLIER = "supplier", pgettext_lazy("stalled", "Helping school silent")
    REVIEW = "review", pgettext_lazy("stalled", "Review due")
    ACTION = "action", pgettext_lazy("stalled", "Action overdue")
    # Its last day has passed and nobody has said what came of it.
    ENDING = "ending", pgettext_lazy("stalled", "Over, not closed")
