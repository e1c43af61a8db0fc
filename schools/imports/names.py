"""School names: how a published name is shown, sorted by each alphabet, and found."""

import re

from core.folding import folded

# Words that keep their capitals, by their letters without dots.
INITIALS = {
    "RC", "RCP", "CP", "VA", "VC", "VCP", "CW", "PRU", "YGG", "YGGG", "SS", "II", "III", "VI", "VIII", "ALN",
}  # fmt: skip
SPELT = {"CIW": "CiW"}
# Small words stay small inside a name: Welsh and English articles, prepositions, "and".
SMALL = {
    "a", "ac", "ag", "am", "ap", "ar", "at", "dan", "ein", "gan", "i", "o", "uwch", "y", "yn", "yr",
    "and", "for", "in", "of", "on", "super", "the", "with",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")
CAPITALS = re.compile(r"\b[A-ZÂÊÎÔÛŴŶ]{4,}\b")

WELSH_ALPHABET = [
    "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o",
    "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
]  # fmt: skip
# Two digits a letter, so that the key sorts alike under every collation: blank 00, digits, then letters.
WELSH_PLACES = {
    " ": "00",
    **{str(digit): f"{digit + 1:02}" for digit in range(10)},
    **{letter: f"{place:02}" for place, letter in enumerate(WELSH_ALPHABET, start=11)},
}
LETTER = re.compile("|".join(sorted(WELSH_PLACES, key=len, reverse=True)))
# n and g are two letters where a word that ends in n is joined to one that begins with g.
PARTED = re.compile(r"(?<=lla)n(?=g)|(?<=ba)n(?=gor)|(?<=pe)n(?=g)")
KEY_LENGTH = 200


def shown_name(published: str) -> str:
    """Tidy: one blank between words, capitals only where a name has them, no stray mark at the end."""
    name = " ".join(published.replace("_", " ").replace("`", "'").split())
    name = re.sub(r"(?<=[A-Za-z]{4})[.,]+$", "", name).rstrip(", ")
    name = re.sub(r"\b(S[Tt]\.|(?:[A-Za-z]\.){2,})(?=[A-Za-z]{2})", r"\1 ", name)
    name = DOTTED.sub(lambda found: found[0].upper(), name)
    shouted = bool(CAPITALS.search(name)) or name.isupper()
    return "".join(recased(piece, shouted) for piece in re.split(r"(\s+)", name)) if name else name


def recased(piece: str, shouted: bool) -> str:
    """One word with what clings to it, such as “(VA)”, “PEN-Y-BONT” or “ST.”."""
    if not piece or piece.isspace() or DOTTED.fullmatch(piece):
        return piece
    return WORD.sub(lambda word: one_word(word[0], piece, word.start(), shouted), piece)


def one_word(word: str, piece: str, start: int, shouted: bool) -> str:
    capitals = word.upper()
    if capitals in SPELT and (word.isupper() or word.islower()):
        return SPELT[capitals]
    if capitals in INITIALS and (word.isupper() or capitals.startswith("YGG")):
        return capitals
    if not shouted or not word.isupper():
        return word
    return titled(word, joined=start > 0 and piece[start - 1] == "-")


def titled(word: str, *, joined: bool) -> str:
    lower = word.lower()
    if joined and lower in SMALL:
        return lower
    if lower.startswith("mc") and len(lower) > 4:
        return "Mc" + lower[2:].capitalize()
    parts = re.split(r"(['’])", lower)
    # David's, o'r, O'Neill: after an apostrophe only a long part has a capital.
    return "".join(
        part.capitalize() if place == 0 or len(part) > 2 else part for place, part in enumerate(parts)
    )


def with_small_words(name: str, published: str) -> str:
    """Small words of a name that was in capitals, except the first word."""
    if not CAPITALS.search(published):
        return name
    first, *rest = name.split(" ")
    return " ".join([first, *(small(word) for word in rest)])


def small(word: str) -> str:
    head = re.split(r"['’]", word, maxsplit=1)[0].lower()
    return word.lower() if head in SMALL and len(word) <= len(head) + 2 else word


def names_of(published: str) -> tuple[str, str]:
    """English and Welsh names to show; the Welsh one is blank unless the list gives both."""
    name = with_small_words(shown_name(published), published)
    both = name.split(" / ")
    if len(both) == 2 and all(" " in part.strip() for part in both):
        welsh, english = sorted(both, key=lambda part: not part.startswith(("Ysgol", "Y ")))
        if welsh.startswith(("Ysgol", "Y ")) and not english.startswith("Ysgol"):
            return english, welsh
    return name, ""


def english_key(name: str) -> str:
    return folded(re.sub(r"[^\w\s'’-]", " ", name.replace(".", "")))[:KEY_LENGTH]


def welsh_key(name: str) -> str:
    """Sorts ch after c, dd after d and so on; j to z as Welsh lists have them."""
    # What parts n from g has no place of its own.
    letters = LETTER.findall(PARTED.sub("n|", english_key(name)))
    return "".join(WELSH_PLACES[letter] for letter in letters)[:KEY_LENGTH]


def search_text(*texts: str) -> str:
    """What a search looks through: every text once, folded; postcodes with and without their blank."""
    words = [folded(text) for text in texts if text]
    return " ".join(dict.fromkeys(words))
