import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

import django
from django.db import connection


@contextmanager
def fresh_database() -> Iterator[None]:
    """Migrated and empty, beside the one that DATABASE_URL names; gone afterwards."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csc_portal.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    # The models are ready only now.
    from tests.bench import assignment, composer, pages, recompute, swap  # noqa: PLC0415
    from tests.bench.figures import table  # noqa: PLC0415

    found = []
    parts = {
        "recompute": recompute.figures,
        "pages": pages.figures,
        "swap": lambda _database: swap.figures(),
        "composer": lambda _database: composer.figures(),
        "assignment": lambda _database: assignment.figures(),
    }
    # All parts, or those that are named: make bench ARGS=pages.
    wanted = [name for name in parts if name in sys.argv[1:]] or list(parts)
    figures = [parts[name](fresh_database) for name in wanted]
    if "--large" in sys.argv[1:]:
        figures.append(recompute.memory())
    for figure in chain.from_iterable(figures):
        print(figure.line(), flush=True)
        found.append(figure)
    print()
    print(table(found))
    return 0 if all(figure.is_ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
