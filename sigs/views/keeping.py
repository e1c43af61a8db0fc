"""What the consortium does with a group: set up, change, pause, close; its schools and its posts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.authorise import authorise, person_of
from core.errors import DomainError
from core.forms import PortalForm
from schools.queries.region import region_of_portal
from sigs.enums import Permission
from sigs.forms.groups import BecauseForm, GroupForm, MemberForm, SeatForm, first_facts
from sigs.models import Group, GroupMember, GroupSeat, Tier
from sigs.queries.groups import group_visible, schools_to_choose
from sigs.services import keeping
from sigs.services.groups import admit_school
from sigs.services.joining import leave_group
from sigs.services.seats import end_seat, give_seat

FORM = ["GET", "POST"]


def member_found(user: Any, slug: str, number: str) -> GroupMember | None:
    found = GroupMember.objects.visible_to(user).filter(group__slug=slug, school__number=number)
    return found.filter(left_on__isnull=True).select_related("group__scope", "group__tier", "school").first()


def seat_found(user: Any, slug: str, public_id: UUID) -> GroupSeat | None:
    found = GroupSeat.objects.visible_to(user).filter(group__slug=slug, public_id=public_id)
    return found.select_related("group__scope", "kind", "person").first()


def asked(
    request: HttpRequest, form: PortalForm, heading: Any, save: Any, back: str, **more: Any
) -> HttpResponse:
    """A form on a page of its own; 422 where it came back wrong."""
    context = {"form": form, "heading": heading, "save": save, "back": back, **more}
    status = more.pop("status", 422 if form.is_bound else 200)
    return render(request, "form_page.html", context, status=status)


def members_page(group: Group) -> str:
    return reverse("group_members", args=[group.slug])


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS)
def group_new(request: HttpRequest) -> HttpResponse:
    form = GroupForm(request.POST if request.method == "POST" else None)
    region = region_of_portal()
    if region and form.is_bound and form.is_valid():
        tier = Tier.objects.get(code=form.cleaned_data["tier"])
        group = keeping.set_up_group(region=region, tier=tier, by=person_of(request), **form.facts())
        messages.success(request, _("The group is set up. Add its schools and its posts."))
        return redirect(members_page(group))
    return asked(request, form, _("Set up a group"), _("Set up the group"), reverse("groups"))


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def group_edit(request: HttpRequest, group: Group) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = GroupForm(data, group=group, initial=first_facts(group))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            keeping.change_group(group=group, version=version, by=person_of(request), **form.facts())
        except DomainError as refusal:
            status = refusal.status
            form.add_error(None, refusal.sentence)
            if isinstance(refusal, keeping.GroupChangedMeanwhile):
                # What was written stays; saved once more, it is on top of what stands there now.
                form.data = {**form.data.dict(), "version": str(group.version)}  # type: ignore[attr-defined]
        else:
            messages.success(request, _("The group is changed."))
            return redirect("group", group.slug)
    stands = [_("It says now: %(name)s.") % {"name": group.name}] if status == 409 else []
    back = reverse("group", args=[group.slug])
    heading = _("Change what the group says of itself")
    return asked(request, form, heading, _("Save"), back, lead=group.name, notes=stands, status=status)


def with_reason(
    request: HttpRequest, group: Group, service: Any, heading: Any, notes: list[Any], said: Any
) -> HttpResponse:
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            service(group=group, because=form.cleaned_data["because"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, said)
            return redirect("group", group.slug)
    back = reverse("group", args=[group.slug])
    return asked(request, form, heading, heading, back, lead=group.name, notes=notes)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def group_pause(request: HttpRequest, group: Group) -> HttpResponse:
    notes = [
        _("Everything in it can still be read; nothing can be changed until it goes on."),
        _("What its schools share with one another ends now."),
    ]
    said = _("The group is paused.")
    return with_reason(request, group, keeping.pause_group, _("Pause the group"), notes, said)


@require_POST
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def group_resume(request: HttpRequest, group: Group) -> HttpResponse:
    try:
        keeping.resume_group(group=group, by=person_of(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The group goes on."))
    return redirect("group", group.slug)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def group_close(request: HttpRequest, group: Group) -> HttpResponse:
    notes = [
        _("This cannot be undone. Its posts end, and what its schools share with one another ends."),
        _("The schools that are in it now can still read it, and can join other groups."),
    ]
    said = _("The group is closed.")
    return with_reason(request, group, keeping.close_group, _("Close the group"), notes, said)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def member_add(request: HttpRequest, group: Group) -> HttpResponse:
    form = MemberForm(request.POST if request.method == "POST" else None, schools=schools_to_choose())
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            admit_school(group=group, school=said["school"], because=said["because"], by=person_of(request))
        except DomainError as refusal:
            form.add_error("school", refusal.sentence)
        else:
            messages.success(request, _("The school is in the group."))
            return redirect(members_page(group))
    heading = _("Add a school")
    return asked(request, form, heading, _("Add the school"), members_page(group), lead=group.name)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=member_found)
def member_remove(request: HttpRequest, member: GroupMember) -> HttpResponse:
    group = member.group
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            leave_group(group=group, school=member.school, because=because, by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The school is no longer in the group."))
            return redirect(members_page(group))
    heading = _("Take %(school)s out of the group") % {"school": member.school.name}
    notes = [_("At once its people no longer see the group, and what it shared there ends.")]
    save = _("Take it out")
    return asked(request, form, heading, save, members_page(group), lead=group.name, notes=notes)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=group_visible)
def seat_new(request: HttpRequest, group: Group) -> HttpResponse:
    form = SeatForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_bound and form.is_valid():
        try:
            give_seat(group=group, by=person_of(request), **form.facts())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The post is given."))
            return redirect(members_page(group))
    heading = _("Give a post or a voice")
    return asked(request, form, heading, _("Give it"), members_page(group), lead=group.name)


@require_http_methods(FORM)
@authorise(Permission.MANAGE_GROUPS, find=seat_found)
def seat_end(request: HttpRequest, seat: GroupSeat) -> HttpResponse:
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            end_seat(seat=seat, because=form.cleaned_data["because"], by=person_of(request))
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The post has ended."))
            return redirect(members_page(seat.group))
    heading = _("End a post: %(post)s, %(holder)s") % {"post": seat.kind.name, "holder": seat.holder}
    back = members_page(seat.group)
    return asked(request, form, heading, _("End the post"), back, lead=seat.group.name)
