from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from core import clock
from core.enums import Language
from core.models import User
from sigs.enums import EvaluationState
from sigs.models import Evaluation, Group
from sigs.queries.evaluations import year_of
from sigs.services.evaluating.refusals import EvaluationChanged, NoDraft, UnderWay


@transaction.atomic
def begin_evaluation(*, group: Group, language: Language, by: User) -> Evaluation:
    """The next one of the year; refused while another one is under way (UnderWay)."""
    year = year_of(group)
    last = Evaluation.objects.filter(group=group, year=year).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return Evaluation.objects.create(
                group=group, year=year, number=last + 1, language=language, begun_at=clock.now(), begun_by=by
            )
    except IntegrityError as error:
        raise UnderWay from error


@transaction.atomic
def save_evaluation(*, evaluation: Evaluation, version: int, by: User, **texts: Any) -> None:
    """`version` is the one that the person had before them."""
    saved = Evaluation.objects.filter(pk=evaluation.pk, version=version, state=EvaluationState.DRAFT).update(
        version=F("version") + 1, **texts
    )
    if saved:
        evaluation.refresh_from_db()
        return
    if Evaluation.objects.get(pk=evaluation.pk).state != EvaluationState.DRAFT:
        raise NoDraft
    raise EvaluationChanged
