"""Consents to share, given and ended. Whoever calls has made sure that the person answers for the school, and
that the school belongs to the audience."""

import json
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import Scope, User
from schools.enums import ShareEnd, ShareLevel
from schools.models import School, Share, SharingTerms
from schools.queries.days import this_year
from schools.queries.shares import last_day_of, living, newest_terms

DEFAULT_TERMS = Path(__file__).resolve().parent.parent / "reference" / "sharing_terms.json"


class TermsChanged(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("The terms have changed since you opened this page. Read them again."))


class SharedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed what the school shares at the same moment. Look again."))


@transaction.atomic
def give_share(
    *, school: School, audience: Scope, level: ShareLevel, with_staff: bool, terms: int, by: User
) -> Share:
    """From now on until the end of the academic year. What the school shared with them so far ends with it;
    the same consent once more changes nothing.

    Refused: terms that are no longer the newest (TermsChanged); two at the same moment (SharedMeanwhile)."""
    accepted = newest_terms()
    if accepted.version != terms:
        raise TermsChanged
    known = Share.objects.select_for_update().filter(living(), school=school, audience=audience).first()
    if known and (known.level, known.with_staff, known.terms_id) == (level, with_staff, accepted.pk):
        return known
    now = clock.now()
    Share.objects.filter(school=school, audience=audience, year=this_year(), ended_at__isnull=True).update(
        ended_at=now, ended_by=by, ended_because=ShareEnd.CHANGED
    )
    try:
        with transaction.atomic():
            return Share.objects.create(
                school=school,
                audience=audience,
                year=this_year(),
                level=level,
                with_staff=with_staff,
                terms=accepted,
                given_at=now,
                given_by=by,
                ends_on=last_day_of(this_year()),
            )
    except IntegrityError as error:
        raise SharedMeanwhile from error


@transaction.atomic
def end_shares(*, audience: Scope, because: ShareEnd, by: User, school: School | None = None) -> int:
    """What the school shares with them, or, without a school, what all of them share. How many ended."""
    rows = Share.objects.filter(audience=audience, ended_at__isnull=True)
    if school is not None:
        rows = rows.filter(school=school)
    return rows.update(ended_at=clock.now(), ended_by=by, ended_because=because)


@transaction.atomic
def load_sharing_terms(file: Path = DEFAULT_TERMS) -> int:
    """Versions that are not known yet are added; one that is there stays as it was accepted."""
    rows = json.loads(file.read_text(encoding="utf-8"))["versions"]
    for row in rows:
        SharingTerms.objects.get_or_create(version=row["version"], defaults=row)
    return len(rows)
