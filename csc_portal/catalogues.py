"""The messages that the sources ask for, and the Welsh catalogue that answers them."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

WELSH = "cy"
# The six forms of CLDR; makemessages writes an older rule with four.
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
FORMS = range(6)
HEADER = {
    "Project-Id-Version": "CSC Portal",
    "Language": WELSH,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": PLURALS,
}
SOURCES = ("templates", "csc_portal", "core", "schools", "sigs", "hubs", "peer_enquiry", "brokerage")
READ = {".py", ".html", ".txt"}
# `%(name)s`, `%s`, `%%` and the names of str.format.
PLACEHOLDERS = re.compile(r"%\(\w+\)[-#0 +]*[\d.]*[a-zA-Z]|%[a-zA-Z%]|\{\w*\}")

# Context (or None) and message: what a catalogue is looked up by.
Key = tuple[str | None, str]


class NotExtracted(Exception):
    """What makemessages said."""


def catalogue_path(language: str = WELSH) -> Path:
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str = WELSH) -> polib.POFile:
    path = catalogue_path(language)
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def extract_messages() -> polib.POFile:
    """The messages of the sources as they are now, each with the files that ask for it. Works on a copy,
    since makemessages writes files beside the templates. NotExtracted if it fails."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for folder in SOURCES:
            copy_sources(settings.BASE_DIR / folder, copy / folder)
        (copy / "locale").mkdir()
        done = subprocess.run(  # noqa: S603 - our own Python and fixed words
            [sys.executable, "-m", "django", "makemessages", "-l", WELSH, "--add-location=file", "--no-wrap"],
            cwd=copy,
            env={"PATH": str(Path(sys.executable).parent) + ":/usr/local/bin:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        made = copy / "locale" / WELSH / "LC_MESSAGES" / "django.po"
        if done.returncode or not made.exists():
            raise NotExtracted((done.stdout + done.stderr).strip())
        return polib.pofile(str(made))


def copy_sources(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.suffix in READ and path.is_file() and "migrations" not in path.parts:
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid)


def merged(asked: polib.POFile, known: polib.POFile) -> polib.POFile:
    """The catalogue of what is asked for, with the Welsh that is known; what nothing asks for is dropped.
    Nothing is guessed: a changed sentence starts without Welsh."""
    welsh = {key(entry): entry for entry in known if not entry.obsolete}
    made = polib.POFile(wrapwidth=110)
    made.metadata = HEADER
    for entry in sorted(asked, key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or "")):
        old = welsh.get(key(entry))
        fresh = polib.POEntry(
            msgctxt=entry.msgctxt,
            msgid=entry.msgid,
            msgid_plural=entry.msgid_plural,
            occurrences=sorted({(name, "") for name, _line in entry.occurrences}),
            comment=entry.comment,
            flags=[flag for flag in entry.flags if flag != "fuzzy"],
        )
        if entry.msgid_plural:
            forms = old.msgstr_plural if old else {}
            fresh.msgstr_plural = {form: forms.get(form, "") for form in FORMS}
        else:
            fresh.msgstr = old.msgstr if old else ""
        made.append(fresh)
    return made


def faults(asked: polib.POFile, known: polib.POFile) -> Iterator[str]:
    """What is wrong with the Welsh catalogue, a sentence each."""
    if known.metadata.get("Plural-Forms") != PLURALS:
        yield f"The header's Plural-Forms must be: {PLURALS}"
    wanted = {key(entry): entry for entry in asked}
    present = {key(entry): entry for entry in known if not entry.obsolete}
    for missing in sorted(wanted.keys() - present.keys(), key=str):
        yield f"Not in the catalogue: {shown(wanted[missing])}"
    for stale in sorted(present.keys() - wanted.keys(), key=str):
        yield f"Nothing asks for it any more: {shown(present[stale])}"
    for shared in sorted(wanted.keys() & present.keys(), key=str):
        if wanted[shared].msgid_plural != present[shared].msgid_plural:
            yield f"Its plural has changed: {shown(wanted[shared])}"
    for entry in known:
        yield from faults_of(entry)


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    if entry.obsolete:
        yield f"Kept though nothing asks for it: {shown(entry)}"
        return
    if "fuzzy" in entry.flags:
        yield f"Marked fuzzy: {shown(entry)}"
    texts = [entry.msgstr_plural.get(form, "") for form in FORMS] if entry.msgid_plural else [entry.msgstr]
    if not all(texts):
        yield f"No Welsh: {shown(entry)}"
        return
    allowed = [placeholders(entry.msgid), *([placeholders(entry.msgid_plural)] if entry.msgid_plural else [])]
    for text in texts:
        # A form for one number may leave the number out: “un ysgol”.
        if placeholders(text) not in allowed and not (entry.msgid_plural and fewer(text, allowed)):
            yield f"Other placeholders than the English: {shown(entry)} → “{text}”"
        if edges(text) != edges(entry.msgid):
            yield f"Other space or line breaks at its ends than the English: {shown(entry)}"


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDERS.findall(text))


def fewer(text: str, allowed: list[list[str]]) -> bool:
    return any(set(placeholders(text)) < set(names) for names in allowed)


def edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def shown(entry: polib.POEntry) -> str:
    where = ", ".join(sorted({name for name, _line in entry.occurrences})[:3])
    context = f" [{entry.msgctxt}]" if entry.msgctxt else ""
    return f"“{entry.msgid}”{context}" + (f" ({where})" if where else "")
