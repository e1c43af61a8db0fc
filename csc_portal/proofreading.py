"""Spelling and mutations of the Welsh messages, offline: hunspell's cy_GB dictionary and the rules that
cymraeg-mcp carries. It knows what is wrong for certain, not what reads well."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import polib
from cymraeg_mcp.mutations import MutationEngine
from cymraeg_mcp.paths import mutation_rules_path
from cymraeg_mcp.spelling import known, lookup
from cymraeg_mcp.tokenizer import tokenize
from django.conf import settings

from csc_portal.catalogues import PLACEHOLDERS, shown

# Words that the dictionary lacks, and pairs that its rules of mutation misread, one a line.
ACCEPTED = settings.BASE_DIR / "docs" / "welsh-words.txt"
TAGS = re.compile(r"<[^>]+>")
# What joins a word at its end: tudalennau'r, sy'n, â'u.
JOINED = re.compile(r"'(?:[rniuw]|ch|th|m)$")


def faults(catalogue: polib.POFile) -> Iterator[str]:
    accepted = accepted_words()
    engine = MutationEngine(mutation_rules_path(), lookup)
    for entry in catalogue:
        text = "\n".join(plain(welsh) for welsh in texts_of(entry))
        for word in sorted(set(misspelt(text)) - accepted):
            yield f"Spelt otherwise in the dictionary: {word}, in {shown(entry)}"
        for pair in sorted(set(unmutated(engine, text)) - accepted):
            yield f"A mutation is missing: {pair}, in {shown(entry)}"


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def plain(text: str) -> str:
    """Without tags; a value that is put in breaks a sentence for the rules, as a number does."""
    return PLACEHOLDERS.sub(" 0 ", TAGS.sub(" ", text)).replace("’", "'")


def misspelt(text: str) -> Iterator[str]:
    for token in tokenize(text):
        word = token.text.strip("'")
        if word and not any(map(is_known, (word, token.text, JOINED.sub("", word)))):
            yield word


@cache
def is_known(word: str) -> bool:
    return bool(known(word))


def unmutated(engine: MutationEngine, text: str) -> Iterator[str]:
    for finding in engine.check_text(text):
        yield f"{finding.trigger} {finding.word}".casefold()


def accepted_words() -> set[str]:
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines()
    words = [line.partition("#")[0].strip() for line in lines]
    return set(chain.from_iterable((word, word.capitalize()) for word in words if word))
