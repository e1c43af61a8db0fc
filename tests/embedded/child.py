"""Run as a program, in place of the portal's own; imports little, because it is started often.

child.py web --host … --port …    answers every address
child.py wait …                   a worker with one process of its own below it
child.py end …                    a worker that cannot work
child.py load …                   prints accounts
child.py prepare_database
child.py show STATUS              says which databases it was given, and ends with that status
"""

import http.server
import os
import subprocess
import sys
import time


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def main(what: str, *rest: str) -> None:
    match what:
        case "web":
            server = http.server.ThreadingHTTPServer(
                ("127.0.0.1", int(rest[rest.index("--port") + 1])), Answer
            )
            server.serve_forever()
        case "wait":
            with subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(1000)"]):
                time.sleep(1000)
        case "end":
            sys.exit("no broker today")
        case "load":
            print("head@demo.example  a head")
        case "show":
            print(os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL"))
            sys.exit(int(rest[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
