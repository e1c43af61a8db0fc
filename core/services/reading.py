from core import clock
from core.models import Notice, User


def mark_all_read(*, person: User) -> None:
    """The person has seen what changed up to now."""
    now = clock.now()
    User.objects.filter(pk=person.pk).update(caught_up_at=now)
    Notice.objects.filter(person=person, read_at__isnull=True).update(read_at=now)
