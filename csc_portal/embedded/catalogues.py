"""Compiles the message catalogues; in Python, so that set-up needs no gettext."""

from pathlib import Path

import polib

from csc_portal.embedded.home import CHECKOUT


def compile_all(checkout: Path = CHECKOUT) -> None:
    for source in sorted(checkout.glob("locale/*/LC_MESSAGES/*.po")):
        draft = source.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all()
