"""What a person should know: stored, shown on their home page, mailed in their language.

The words stand in templates/notices/<kind>.txt: first line the subject, the rest the text."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from core import clock
from core.models import Notice, User


def tell(person: User, kind: str, path: str, **facts: Any) -> Notice:
    """`path` is the page to open, without the language (`/schools/6814030/`); `facts` are plain values."""
    return Notice.objects.create(person=person, kind=kind, path=path, facts=facts, told_at=clock.now())


def words(notice: Notice) -> tuple[str, str]:
    """Subject and text in the language that is active."""
    text = render_to_string(f"notices/{notice.kind}.txt", {**notice.facts, "person": notice.person})
    subject, _separator, body = text.strip().partition("\n")
    return subject.strip(), body.strip()


def address(notice: Notice) -> str:
    return f"{settings.BASE_URL}/{translation.get_language()}{notice.path}"


def mail_waiting() -> int:
    """Mail every notice that was neither read nor mailed. How many went out."""
    sent = 0
    waiting = Notice.objects.filter(
        mailed_at__isnull=True, read_at__isnull=True, person__wants_mail=True, person__is_active=True
    )
    for pk in list(waiting.values_list("pk", flat=True).order_by("pk")):
        with transaction.atomic():
            notice = (
                waiting.select_related("person")
                .select_for_update(skip_locked=True, of=("self",))
                .filter(pk=pk)
                .first()
            )
            if notice is None:
                continue
            with translation.override(notice.person.preferred_language or settings.LANGUAGE_CODE):
                subject, body = words(notice)
                EmailMessage(subject, f"{body}\n\n{address(notice)}\n", to=[notice.person.email]).send()
            Notice.objects.filter(pk=pk).update(mailed_at=clock.now())
            sent += 1
    return sent
