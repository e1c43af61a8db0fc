"""Run as a program: the supervisor with both real servers and stand-ins for the portal's own processes.

stand_in.py demo HOME PORT    what the tests start and kill
stand_in.py web --host … --port …    answers every address
stand_in.py wait …    a worker with one process of its own below it
stand_in.py load …    prints accounts
"""

import http.server
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from csc_portal.embedded import demo
from csc_portal.embedded.errors import CannotRun
from csc_portal.embedded.home import Home

ME = str(Path(__file__).resolve())
COMMANDS = demo.Commands(prepare=(ME, "nothing"), load=(ME, "load"), beat=(ME, "wait"), web=(ME, "web"))


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def main(what: str, *rest: str) -> None:
    match what:
        case "demo":
            commands = replace(COMMANDS, worker=(ME, rest[2]))
            demo.run(int(rest[1]), None, Home(Path(rest[0])), commands)
        case "web":
            server = http.server.ThreadingHTTPServer(
                ("127.0.0.1", int(rest[rest.index("--port") + 1])), Answer
            )
            server.serve_forever()
        case "load":
            print("head@demo.example  a head")
        case "end":
            sys.exit("no broker today")
        case "wait":
            with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"]):
                time.sleep(1000)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except CannotRun as error:
        sys.exit(str(error))
