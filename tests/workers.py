"""Several workers of one suite (`pytest -n`): each has a database of its own by pytest-django, and here a
number of its own on the Redis-compatible server, so that none reads what another keeps there. Loaded before
the settings."""

import os
from urllib.parse import urlsplit

# The numbers before are those of the demonstration, the suite and the journeys' portals.
FIRST_NUMBER = 11

worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if worker and "REDIS_URL" in os.environ:
    number = FIRST_NUMBER + int(worker.removeprefix("gw"))
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()
