from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import ContactRole
from schools.models import Contact, School


class ContactChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this contact while you had it open."
                " Look at what stands there now, and save again."
            )
        )


@transaction.atomic
def change_contact(
    *,
    school: School,
    role: ContactRole,
    name: str,
    email: str,
    phone: str,
    language: str,
    seen: str,
    by: User,
) -> Contact:
    """Write the contact, and that it was confirmed now. `seen` is `stamp()` of what the person had before
    them: ContactChangedMeanwhile if another change came between."""
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if stamp(school, role) != seen:
        raise ContactChangedMeanwhile
    return Contact.objects.update_or_create(
        school=school,
        role=role,
        defaults={
            "name": name,
            "email": email,
            "phone": phone,
            "language": language,
            "changed_at": clock.now(),
            "changed_by": by,
        },
    )[0]


@transaction.atomic
def confirm_contacts(*, school: School, by: User) -> int:
    """The person says that all contacts of the school still hold. How many there are."""
    return Contact.objects.filter(school=school).update(changed_at=clock.now(), changed_by=by)


def stamp(school: School, role: str) -> str:
    contact = Contact.objects.filter(school=school, role=role).first()
    return contact.changed_at.isoformat() if contact else ""
