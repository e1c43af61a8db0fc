"""The addresses of strengths and needs, and of staff-days out of school."""

from typing import Any

from schools.models import School, TimeOut
from tests.architecture.example import BUTTON, FORM, Arguments, Example, of_school
from tests.architecture.furnished import Furnished
from tests.architecture.furnished_strengths import the_need, the_strength

POST = {"methods": ("POST",), "not_a_page": BUTTON}


def strength_of(school: School) -> Arguments:
    return {"public_id": the_strength(school).public_id}


def need_of(school: School) -> Arguments:
    return {"public_id": the_need(school).public_id}


def time_out_of(school: School) -> Arguments:
    return {"public_id": TimeOut.objects.filter(ledger__school=school).earliest("pk").public_id}


def of_one(find: Any, seen_by: str = "head", **facts: Any) -> Example:
    def own(shown: Furnished) -> Arguments:
        return find(shown.world.school)

    def other(shown: Furnished) -> Arguments:
        return find(shown.world.other_school)

    return Example(seen_by, own, other, **facts)


STRENGTHS: dict[str, Example] = {
    "topics": Example("consortium", query="?show=needed"),
    "topic": Example("head", lambda shown: {"code": "music"}),
    "fading": Example("consortium", methods=FORM),
    "school_strengths": of_school(),
    "strength_new": of_school(methods=FORM),
    "need_new": of_school(methods=FORM),
    "statement_confirm": of_one(strength_of, "adviser", **POST),
    "statement_renew": of_one(strength_of, **POST),
    "statement_withdraw": of_one(strength_of, methods=FORM),
    "statement_evidence": of_one(strength_of, methods=FORM),
    "strength_offer": of_one(strength_of, **POST),
    "need_met": of_one(need_of, methods=FORM),
    "need_staff": of_one(need_of, **POST),
    "time_out": Example("consortium"),
    "time_out_school": of_school(),
    "time_out_book": of_school(methods=FORM),
    "time_out_ceiling": of_school(methods=FORM),
    "time_out_cancel": of_one(time_out_of, methods=FORM),
    "time_out_answer": of_one(time_out_of, methods=FORM),
}
