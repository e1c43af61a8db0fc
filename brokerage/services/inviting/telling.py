"""Who is told what of an invitation."""

from collections.abc import Iterable

from brokerage.enums import Permission
from brokerage.models import Invitation
from brokerage.services.asking.telling import brokers_of
from core import notices
from core.models import User
from schools.models import School
from schools.queries.support.people import holders
from schools.units import days_written


def brokers_for(invitation: Invitation) -> list[User]:
    """Whoever chose the school; once that person brokers for the school no longer, those who do."""
    chose = invitation.chosen_by
    if chose.is_active and chose.has_perm(Permission.BROKER, invitation.ask.school):
        return [chose]
    return brokers_of(invitation.ask)


def tell_brokers(invitation: Invitation, kind: str, *, by: User | None = None, words: str = "") -> None:
    tell(brokers_for(invitation), invitation, kind, by=by, words=words)


def tell_supplier(invitation: Invitation, kind: str, *, by: User | None = None, words: str = "") -> None:
    people = holders(Permission.SPEAK_FOR_HELP, invitation.offer.school)
    tell(people, invitation, kind, by=by, words=words)


def tell_asking_school(invitation: Invitation, kind: str, *, by: User | None = None) -> None:
    people = holders(Permission.SPEAK_FOR_HELP, invitation.ask.school)
    tell(people, invitation, kind, by=by)


def tell(
    people: Iterable[User], invitation: Invitation, kind: str, *, by: User | None, words: str = ""
) -> None:
    ask = invitation.ask
    for person in people:
        if by is not None and person.pk == by.pk:
            continue
        notices.tell(
            person,
            f"brokerage/{kind}",
            f"/invitations/{invitation.public_id}/",
            **named("asking", ask.school),
            **named("supplier", invitation.offer.school),
            topic=ask.topic.name_en,
            topic_cy=ask.topic.name_cy or ask.topic.name_en,
            days=days_written(invitation.days),
            answer_by=invitation.answer_by.isoformat() if invitation.answer_by else "",
            who=by.name if by else "",
            words=words,
            refusal=invitation.refusal,
        )


def named(prefix: str, school: School) -> dict[str, str]:
    return {prefix: school.name_en, f"{prefix}_cy": school.name_cy or school.name_en}
