from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from brokerage.enums import Permission
from brokerage.forms.concerns import ConcernCancelForm, JointVisitForm, JointVisitMadeForm
from brokerage.models import Concern, JointVisit
from brokerage.queries.concerns import concern_found, joint_visit_found, visitors_for
from brokerage.services.concerns import cancel_joint_visit, make_joint_visit, plan_joint_visit
from brokerage.views.concerns.register import FORM, of, written
from core.authorise import authorise, person_of
from core.views.asking import ask


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=concern_found)
def joint_visit_new(request: HttpRequest, concern: Concern) -> HttpResponse:
    form = JointVisitForm(
        request.POST or None,
        people=visitors_for(concern),
        initial={"first": person_of(request).pk, **written()},
    )
    return ask(
        request,
        form,
        lambda: plan_joint_visit(concern=concern, by=person_of(request), **form.facts()),
        said=_("The joint visit is planned. Both are told, without the name of the school."),
        save=_("Plan the visit"),
        heading=_("Plan a joint visit"),
        notes=[_("Two people go together, neither of them of the school.")],
        **of(concern),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=joint_visit_found)
def joint_visit_made(request: HttpRequest, visit: JointVisit) -> HttpResponse:
    form = JointVisitMadeForm(request.POST or None, initial={"on": visit.on, **written()})
    return ask(
        request,
        form,
        lambda: make_joint_visit(visit=visit, by=person_of(request), **form.cleaned_data),
        said=_("The note of the joint visit is kept."),
        save=_("Keep the note"),
        heading=_("What the two saw"),
        **of(visit.concern),
    )


@require_http_methods(FORM)
@authorise(Permission.WORK_CONCERNS, find=joint_visit_found)
def joint_visit_cancel(request: HttpRequest, visit: JointVisit) -> HttpResponse:
    form = ConcernCancelForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: cancel_joint_visit(visit=visit, by=person_of(request), **form.cleaned_data),
        said=_("The joint visit is cancelled."),
        save=_("Cancel the visit"),
        heading=_("Cancel the joint visit"),
        **of(visit.concern),
    )
