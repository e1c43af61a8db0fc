"""Whether a database has the tables that this checkout's code wants."""

import hashlib
from pathlib import Path

from csc_portal.embedded.home import CHECKOUT, Home
from csc_portal.embedded.services import Purpose


def mark_of(home: Home, purpose: Purpose) -> Path:
    return home.run / f"{purpose.database}.prepared"


def is_prepared(home: Home, purpose: Purpose) -> bool:
    mark = mark_of(home, purpose)
    return mark.exists() and mark.read_text() == digest_of_migrations()


def note_prepared(home: Home, purpose: Purpose) -> None:
    mark_of(home, purpose).write_text(digest_of_migrations())


def digest_of_migrations() -> str:
    digest = hashlib.sha256((CHECKOUT / "requirements.lock").read_bytes())
    for migration in sorted(CHECKOUT.glob("*/migrations/*.py")):
        digest.update(f"{migration.relative_to(CHECKOUT)}\n".encode() + migration.read_bytes())
    return digest.hexdigest()
