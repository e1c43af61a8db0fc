"""A real SMTP server that keeps what it is given."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE = 20.0
LINK = re.compile(r"https?://\S+")


class Mailbox:
    """`find(address)` waits for the newest unread message to somebody; each is given out once."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._waiting: list[EmailMessage] = []
        self._server = Controller(self, hostname="127.0.0.1", port=port)

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        self._server.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - SMTP's verb
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self._waiting.append(message)
        return "250 Kept"

    def find(self, address: str) -> EmailMessage:
        end = time.monotonic() + PATIENCE
        while True:
            for message in reversed(self._waiting):
                if address in str(message["To"]):
                    self._waiting.remove(message)
                    return message
            assert time.monotonic() < end, f"No mail to {address} arrived in {PATIENCE:.0f} seconds."
            time.sleep(0.05)


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None, "A mail has a plain text."
    return str(body.get_content())


def links_in(message: EmailMessage) -> list[str]:
    return [found.rstrip(".,)") for found in LINK.findall(text_of(message))]
