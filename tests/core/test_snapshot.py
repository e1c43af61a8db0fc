from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import InternalError, connection
from django.test import RequestFactory

from core import snapshot
from core.models import User
from tests.factories import make_person


def renamed(name: str) -> None:
    try:
        User.objects.update(name=name)
    finally:
        connection.close()


def name_now() -> str:
    return User.objects.values_list("name", flat=True).get()


@pytest.mark.parametrize(("method", "seen"), [("get", "Before"), ("head", "Before"), ("post", "After")])
def test_a_page_that_is_looked_at_is_of_one_moment(transactional_db, method, seen):
    make_person("Before")
    request = getattr(RequestFactory(), method)("/")
    with ThreadPoolExecutor(1) as others, snapshot.page(request):
        assert name_now() == "Before"
        others.submit(renamed, "After").result(timeout=20)
        assert name_now() == seen
    assert name_now() == "After"


def test_what_only_reads_cannot_write(transactional_db):
    make_person("Before")
    with snapshot.one_moment(read_only=True), pytest.raises(InternalError, match="read-only transaction"):
        User.objects.update(name="After")
    assert name_now() == "Before"
