import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import get_connection

from core.models import Notice
from core.notices import mail_waiting, tell, words
from tests.factories import make_person

pytestmark = pytest.mark.django_db


class Sink:
    """Keeps what a real SMTP server was given."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], str]] = []
        self.refuses = False

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        if self.refuses:
            return "451 Try again later"
        self.taken.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 Taken"


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    yield handler
    controller.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(autouse=True)
def words_of_these_tests(settings: Any, tmp_path: Path) -> None:
    folder = tmp_path / "notices" / "tests"
    folder.mkdir(parents=True)
    (folder / "tea.txt").write_text(
        "{% load i18n %}{% get_current_language as LANGUAGE_CODE %}"
        "{% if LANGUAGE_CODE == 'cy' %}Te am {{ hour }}{% else %}Tea at {{ hour }}{% endif %}\n\n"
        "{{ person.name }}: {{ hour }}.\n"
    )
    first = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [first]


def test_the_sink_is_a_real_server(sink: Sink) -> None:
    assert get_connection().open()


def test_a_notice_is_mailed_once_in_the_persons_language(sink: Sink, settings: Any) -> None:
    settings.BASE_URL = "https://portal.example"
    tell(make_person("Gwen", "cy", email="gwen@demo.example"), "tests/tea", "/schools/", hour="4")
    tell(make_person("Ann", "en", email="ann@demo.example"), "tests/tea", "/schools/", hour="5")

    assert mail_waiting() == 2
    assert mail_waiting() == 0

    (first_to, first), (second_to, second) = sink.taken
    assert first_to == ["gwen@demo.example"]
    assert "Subject: Te am 4" in first
    assert "https://portal.example/cy/schools/" in first
    assert second_to == ["ann@demo.example"]
    assert "Subject: Tea at 5" in second
    assert "https://portal.example/en/schools/" in second


@pytest.mark.parametrize("facts", [{"wants_mail": False}, {"is_active": False}])
def test_nobody_is_mailed_against_their_wish(sink: Sink, facts: dict[str, bool]) -> None:
    tell(make_person(**facts), "tests/tea", "/schools/", hour="4")

    assert mail_waiting() == 0
    assert not sink.taken


def test_what_was_read_on_the_page_is_not_mailed(sink: Sink) -> None:
    notice = tell(make_person(), "tests/tea", "/schools/", hour="4")
    Notice.objects.filter(pk=notice.pk).update(read_at=notice.told_at)

    assert mail_waiting() == 0


def test_a_mail_that_is_refused_waits_for_the_next_time(sink: Sink) -> None:
    notice = tell(make_person(), "tests/tea", "/schools/", hour="4")
    sink.refuses = True

    with pytest.raises(OSError, match="451"):
        mail_waiting()
    notice.refresh_from_db()
    assert notice.mailed_at is None

    sink.refuses = False
    assert mail_waiting() == 1


def test_words_are_found_by_the_name_of_the_kind() -> None:
    notice = tell(make_person("Ann"), "tests/tea", "/schools/", hour="5")

    assert words(notice) == ("Tea at 5", "Ann: 5.")
