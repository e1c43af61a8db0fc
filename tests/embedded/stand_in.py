"""Run as a program: the supervisor with both real servers, and stand-ins for the portal's own processes.

stand_in.py demo HOME PORT WORKER    what make demo does; WORKER is “wait” or “end”
stand_in.py manage HOME COMMAND…     what make manage does
"""

import sys
from pathlib import Path

from csc_portal.embedded import command, demo
from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import Home

ME = str(Path(__file__).resolve())
CHILD = str(Path(ME).with_name("child.py"))


def main(what: str, home: str, *rest: str) -> int:
    if what == "manage":
        return command.run(rest, None, Home(Path(home)), CHILD)
    port, worker = rest
    commands = demo.Commands(
        prepare=(CHILD, "prepare_database"),
        load=(CHILD, "load"),
        worker=(CHILD, worker),
        beat=(CHILD, "wait"),
        web=(CHILD, "web"),
    )
    demo.run(int(port), None, Home(Path(home)), commands)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except CannotRun as error:
        sys.exit(str(error))
