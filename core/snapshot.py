"""Reading one moment of the database, however many queries that takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpRequest


@contextmanager
def one_moment(*, read_only: bool = False) -> Iterator[None]:
    """All that is read inside is of one moment. Inside somebody else's transaction that one's rules hold."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                mode = " READ ONLY" if read_only else ""
                cursor.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ{mode}")
        yield


@contextmanager
def page(request: HttpRequest) -> Iterator[None]:
    """A page that is looked at is of one moment, so that it never mixes a run of the comparisons with the
    next one. What changes something waits for others as usual."""
    if request.method in {"GET", "HEAD"}:
        with one_moment():
            yield
    else:
        yield
