"""What the pages ask does not grow with the schools."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import User
from schools.models import School, Share
from sigs.services.groups import admit_school
from tests.architecture.test_queries import MOST, of_signing_in
from tests.sigs.pairs.test_agreeing import say
from tests.sigs.sharing.sharers import EFSM, PROFILE, Sharers, make_sharers


@pytest.fixture
def sharers(region) -> Sharers:
    return make_sharers(region)


def asked(person: User, address: str) -> list[str]:
    client = Client()
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in found if not of_signing_in(query["sql"])]


def test_pages_ask_as_much_for_many_schools_as_for_few(sharers):
    say(sharers.one, sharers.head_one, strong=0, weak=1)
    say(sharers.two, sharers.head_two, strong=1, weak=0)
    for school, level in ((sharers.one, EFSM), (sharers.two, EFSM), (sharers.three, PROFILE)):
        sharers.share(school, level)
    base = f"/en/groups/{sharers.group.slug}/"
    number = sharers.one.number
    addresses = [
        f"{base}compare/",
        f"{base}compare/figures.csv",
        f"{base}compare/sharing/{number}/",
        f"{base}compare/sharing/{number}/end/",
        f"{base}pairs/",
    ]
    few = {address: asked(sharers.head_one, address) for address in addresses}
    known = Share.objects.get(school=sharers.two)
    for school in School.objects.filter(group_members=None, authority__code="681").exclude(pk=sharers.one.pk)[
        :8
    ]:
        admit_school(group=sharers.group, school=school, by=sharers.world.people.consortium)
        Share.objects.create(
            **{
                field.attname: getattr(known, field.attname)
                for field in Share._meta.concrete_fields
                if field.attname not in {"id", "school_id"}
            },
            school=school,
        )
    for address in addresses:
        many = asked(sharers.head_one, address)
        assert len(many) == len(few[address]), (address, few[address], many)
        assert len(many) <= MOST, (address, len(many), many)
