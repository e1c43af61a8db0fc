"""Ports for servers that start later. The system lends ports to outgoing connections from 32768 up (Linux's
usual range), so one from there can be taken between being found free and being used."""

import random
import socket
from contextlib import ExitStack

HOST = "127.0.0.1"
BELOW_THE_LENT = range(18_000, 32_000)


def free_ports(count: int) -> tuple[int, ...]:
    """So many that nobody listens on, held together so that they differ."""
    found: list[int] = []
    with ExitStack() as held:
        for port in random.SystemRandom().sample(BELOW_THE_LENT, len(BELOW_THE_LENT)):
            listener = held.enter_context(socket.socket())
            try:
                listener.bind((HOST, port))
            except OSError:
                continue
            found.append(port)
            if len(found) == count:
                return tuple(found)
    raise OSError(f"No {count} ports are free between {BELOW_THE_LENT.start} and {BELOW_THE_LENT.stop}.")
