"""The addresses of imports."""

from typing import Any

from tests.architecture.example import BUTTON, FILE, FORM, Example


def of_batch(which: str, **facts: Any) -> Example:
    return Example("data_officer", lambda shown: {"public_id": getattr(shown, which).public_id}, **facts)


IMPORTS: dict[str, Example] = {
    "imports": Example("data_officer"),
    "import_new": Example("data_officer", methods=FORM),
    "import_batch": of_batch("waiting"),
    "import_confirm": of_batch("waiting", methods=("POST",), not_a_page=BUTTON),
    "import_discard": of_batch("waiting", methods=("POST",), not_a_page=BUTTON),
    "import_undo": of_batch("stored", methods=FORM),
    "import_set_aside": of_batch("waiting", not_a_page=FILE),
    "import_mapping": of_batch("unknown", methods=FORM),
    "import_year": of_batch("undated", methods=FORM),
}
