"""Every write leaves who, when, before and after; the application can neither change nor delete that."""

import io
from collections.abc import Iterator

import pghistory
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import Client

from core.enums import ScopeKind
from core.models import Scope
from csc_portal.management.commands.prepare_database import Command
from schools.services.recompute import recompute_now
from tests.personas import World

pytestmark = pytest.mark.django_db

# The embedded servers have both roles, and their owner may make no other.
EMBEDDED_ROLE, OWN_ROLE = "portal_app", "application_of_this_test"
ScopeEvent = apps.get_model("core", "ScopeEvent")
ContactEvent = apps.get_model("schools", "ContactEvent")
AUDIT_TABLES = [model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def labels(scope_id: int) -> list[str]:
    return list(
        ScopeEvent.objects.filter(pgh_obj_id=scope_id).order_by("pgh_id").values_list("pgh_label", flat=True)
    )


def test_an_update_of_many_rows_is_seen(world: World) -> None:
    scope = world.school.scope

    Scope.objects.filter(pk=scope.pk).update(lineage=[1, 2, scope.pk])

    last = ScopeEvent.objects.filter(pgh_obj_id=scope.pk).latest("pgh_id")
    before = ScopeEvent.objects.filter(pgh_obj_id=scope.pk, pgh_id__lt=last.pgh_id).latest("pgh_id")
    assert (last.pgh_label, last.lineage) == ("update", [1, 2, scope.pk])
    assert before.lineage == scope.lineage


def test_copy_is_seen(world: World) -> None:
    pk = 900_001
    with connection.cursor() as cursor:
        cursor.copy_expert(
            "COPY core_scope (id, kind, lineage) FROM STDIN", io.StringIO(f"{pk}\tschool\t{{{pk}}}\n")
        )

    assert labels(pk) == ["insert"]


def test_a_deleted_row_leaves_its_history() -> None:
    scope = Scope.create(ScopeKind.SCHOOL)
    pk = scope.pk

    scope.delete()

    assert labels(pk) == ["insert", "update", "delete"]


def test_what_does_not_change_leaves_no_row(world: World) -> None:
    before = labels(world.school.scope.pk)

    Scope.objects.filter(pk=world.school.scope.pk).update(kind=ScopeKind.SCHOOL)

    assert labels(world.school.scope.pk) == before


def test_the_context_says_who(world: World) -> None:
    with pghistory.context(user=world.people.head.pk, job=7):
        scope = Scope.create(ScopeKind.SCHOOL)

    event = ScopeEvent.objects.filter(pgh_obj_id=scope.pk).earliest("pgh_id")
    assert event.pgh_context["user"] == world.people.head.pk
    assert event.pgh_context["job"] == 7


def test_a_request_says_who_and_where(world: World, client: Client) -> None:
    client.force_login(world.people.head)
    address = f"/en/schools/{world.school.number}/contacts/head/"
    seen = client.get(address).context["form"].initial["seen"]

    answer = client.post(
        address,
        {"name": "Rhian Prys", "email": "rhian@school.example", "phone": "", "language": "cy", "seen": seen},
    )

    assert answer.status_code == 302
    event = ContactEvent.objects.get(school=world.school)
    assert event.pgh_context["user"] == world.people.head.pk
    assert event.pgh_context["url"] == address


@pytest.fixture
def as_application(world: World) -> Iterator[None]:
    """As the application's role with the grants of `prepare_database`, all within the transaction."""
    with connection.cursor() as cursor:
        role = application_role(cursor)
        Command().grant(role)
        cursor.execute(f"SET ROLE {role}")
        yield
        cursor.execute("RESET ROLE")


def application_role(cursor: CursorWrapper) -> str:
    cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        return EMBEDDED_ROLE
    cursor.execute(f"CREATE ROLE {OWN_ROLE}")
    return OWN_ROLE


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("table", AUDIT_TABLES)
def test_the_application_cannot_touch_an_audit_row(table: str) -> None:
    assert refused(f"UPDATE {table} SET pgh_label = 'never'")
    assert refused(f"DELETE FROM {table}")
    assert refused(f"TRUNCATE {table}")


@pytest.mark.usefixtures("as_application")
def test_the_application_cannot_look_away() -> None:
    """Neither triggers nor tables are its own."""
    assert refused("ALTER TABLE core_scope DISABLE TRIGGER ALL")
    assert refused("SET session_replication_role = replica")
    assert refused("DROP TABLE core_scopeevent CASCADE")
    assert refused("CREATE TABLE of_my_own (id int)")


@pytest.mark.usefixtures("as_application")
def test_what_the_application_writes_is_still_seen() -> None:
    scope = Scope.create(ScopeKind.SCHOOL)

    assert labels(scope.pk) == ["insert", "update"]


@pytest.mark.usefixtures("as_application")
def test_the_application_can_compute_comparisons(world: World) -> None:
    """It makes and drops partitions without owning the schema."""
    assert recompute_now(region=world.region, by=world.people.data_officer).state == "current"
