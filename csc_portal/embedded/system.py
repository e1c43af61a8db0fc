"""Programs of the system that tests and checks need, installed by apt where that is possible."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from csc_portal.embedded.errors import CannotRun

PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation")
PDF_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> Path:
    """CHROMIUM, else one on the PATH, else Debian's."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise CannotRun(f"CHROMIUM is {named}, which cannot be run.")
        return Path(named)
    found = first_on_path(CHROMIUM_NAMES)
    if not found:
        install("chromium", "fonts-liberation")
        found = first_on_path(CHROMIUM_NAMES)
    if not found:
        raise CannotRun(
            "The browser tests need Chromium. Install it (Debian: apt-get install chromium), "
            "or set CHROMIUM to the path of a Chromium or Chrome."
        )
    return found


def require_pdf_libraries() -> None:
    missing = pdf_libraries_missing()
    if missing:
        raise CannotRun(missing)


def pdf_libraries_missing() -> str:
    """What WeasyPrint draws the data pack with: Pango, and Liberation Sans. Empty once they are there, else
    what to do, in a sentence."""
    if not pango_is_there():
        install(*PDF_PACKAGES)
    if pango_is_there():
        return ""
    return (
        "The data pack for governors needs Pango and the Liberation fonts "
        f"(Debian: apt-get install {' '.join(PDF_PACKAGES)})."
    )


def pango_is_there() -> bool:
    return all(ctypes.util.find_library(name) for name in PDF_LIBRARIES)


def require_gettext() -> None:
    if not first_on_path(("msgfmt",)):
        install("gettext")
    if not (first_on_path(("msgfmt",)) and first_on_path(("xgettext",))):
        raise CannotRun("The check of the catalogues needs gettext (Debian: apt-get install gettext).")


def first_on_path(names: tuple[str, ...]) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def install(*packages: str) -> None:
    """As root on Debian and its kin; elsewhere nothing happens, and the caller says what is missing."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {', '.join(packages)} …", flush=True)
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *command],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            print(f"apt-get {command[0]} ended with status {done.returncode}.", file=sys.stderr, flush=True)
