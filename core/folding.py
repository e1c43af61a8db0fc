"""Text as it is searched: without accents, case or apostrophes, so that "ty gwyn" finds "Tŷ Gwyn"."""

import unicodedata


def folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(kept.replace("’", "").replace("'", "").replace("-", " ").split())
