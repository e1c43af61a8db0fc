"""What the Makefile calls: demo, manage, beside."""

import argparse
import sys
from pathlib import Path

from csc_portal.embedded import command, demo, suite, system
from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import VAR, Home


def main(arguments: list[str]) -> int:
    asked = parser().parse_args(arguments)
    try:
        match asked.what:
            case "demo":
                demo.run(port(asked.port), folder(asked.data), Home(VAR), demo.Commands())
                return 0
            case "manage":
                return command.run(words(asked.command), folder(asked.data), Home(VAR))
            case "clean":
                suite.forget()
                return 0
            case "gettext":
                system.require_gettext()
                return 0
            case _:
                return suite.run(words(asked.command), durable=asked.durable, browser=asked.browser)
    except CannotRun as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m csc_portal.embedded", description=__doc__)
    kinds = made.add_subparsers(dest="what", required=True)
    demo_kind = kinds.add_parser("demo", help="run the whole portal")
    demo_kind.add_argument("--port", default="8000")
    demo_kind.add_argument("--data", default="", help="folder of real files, in a database of its own")
    manage_kind = kinds.add_parser("manage", help="run a management command")
    manage_kind.add_argument("--data", default="", help="use the database of the real files")
    manage_kind.add_argument("command", nargs=argparse.REMAINDER)
    kinds.add_parser("clean", help="remove what the servers keep outside the checkout")
    kinds.add_parser("gettext", help="see that gettext is there")
    beside_kind = kinds.add_parser("beside", help="run a command beside PostgreSQL and Valkey of its own")
    beside_kind.add_argument("--durable", action="store_true", help="write as carefully as in earnest")
    beside_kind.add_argument("--browser", action="store_true", help="see that there is a Chromium")
    beside_kind.add_argument("command", nargs=argparse.REMAINDER)
    return made


def words(remainder: list[str]) -> list[str]:
    """What stands after “--”, so that options of the command are not taken for ours."""
    found = remainder[1:] if remainder[:1] == ["--"] else remainder
    if not found:
        raise CannotRun('Say which command, for example: make manage ARGS="check"')
    return found


def port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotRun(f"PORT is “{text}”: it has to be a number from 1 to 65535.")
    return int(text)


def folder(text: str) -> Path | None:
    if not text:
        return None
    found = Path(text).resolve()
    if not found.is_dir():
        raise CannotRun(f"DATA is “{text}”, which is not a folder.")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
