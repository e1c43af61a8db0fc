"""What kind of file it is, read from its content: a name can say anything."""

import io
import zipfile

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
NAME_LENGTH = 120
MOST_PARTS = 5000
OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = "application/pdf"
ENDINGS = {
    PDF: (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    f"{OFFICE}wordprocessingml.document": (".docx",),
    f"{OFFICE}spreadsheetml.sheet": (".xlsx",),
}
BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
MAIN_PARTS = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet",
}
LIVE_PARTS = ("vbaproject.bin", "activex", "embeddings/")


class FileRefused(DomainError):
    pass


def media_type_of(content: bytes, name: str) -> str:
    """FileRefused says why a file is not taken."""
    if not content:
        raise FileRefused(_("The file is empty. Choose another one."))
    if len(content) > MAX_BYTES:
        raise FileRefused(
            _("The file is larger than %(limit)s MB. Choose a smaller one, or give a link to it.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    found = next((kind for start, kind in BEGINNINGS.items() if content.startswith(start)), "")
    if content.startswith(b"PK"):
        found = office_type(content)
    if not found:
        raise FileRefused(_("Only PDF, DOCX, XLSX, PNG and JPEG files are taken. Save it as one of these."))
    if not name.casefold().endswith(ENDINGS[found]):
        raise FileRefused(
            _("The name of the file says another kind than its content. It should end in %(ending)s.")
            % {"ending": ENDINGS[found][0]}
        )
    return found


def office_type(content: bytes) -> str:
    """By the list of its parts alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part.filename for part in archive.infolist()]
    except zipfile.BadZipFile:
        return ""
    if len(parts) > MOST_PARTS:
        return ""
    if any(live in part.casefold() for part in parts for live in LIVE_PARTS):
        raise FileRefused(_("The file holds macros or embedded objects. Save it without them, or as PDF."))
    if "[Content_Types].xml" not in parts:
        return ""
    return next((kind for part, kind in MAIN_PARTS.items() if part in parts), "")


def shown_name(name: str) -> str:
    """The last part of the name alone, printable, its ending kept."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(letter if letter.isprintable() and letter not in '"<>|:*?' else "_" for letter in plain)
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending}"
