"""make verify-statistics: 10⁶ computed cells against another engine, and an attacker on 1,000 tables."""

import os
import sys
from collections.abc import Iterator

import django
from django.test.utils import setup_test_environment


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csc_portal.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    # The client of the tests asks for "testserver".
    setup_test_environment()
    # The models are ready only now.
    from tests.bench.__main__ import fresh_database  # noqa: PLC0415
    from tests.bench.figures import Figure, table  # noqa: PLC0415
    from tests.verification import full  # noqa: PLC0415

    found: list[Figure] = []
    # All parts, or those that are named: make verify-statistics ARGS=cells.
    wanted = [name for name in full.PARTS if name in sys.argv[1:]] or list(full.PARTS)
    for name in wanted:
        with fresh_database():
            figures: Iterator[Figure] = full.PARTS[name]()
            for figure in figures:
                print(figure.line(), flush=True)
                found.append(figure)
    print()
    print(table(found))
    return 0 if all(figure.is_ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
