"""Spelling and mutations of the Welsh, offline: hunspell's cy_GB dictionary and the rules that
cymraeg-mcp carries. It knows what is wrong for certain, not what reads well."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import polib
from cymraeg_mcp.mutations import MutationEngine
from cymraeg_mcp.paths import mutation_rules_path
from cymraeg_mcp.spelling import known, lookup
from cymraeg_mcp.tokenizer import tokenize
from django.conf import settings

from csc_portal.catalogues import PLACEHOLDERS, WELSH, shown

# Words that the dictionary lacks, and pairs that its rules of mutation misread, one a line.
ACCEPTED = settings.BASE_DIR / "docs" / "welsh-words.txt"
TAGS = re.compile(r"<[^>]+>")
TEMPLATE_TAGS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
ENGLISH = re.compile(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', re.DOTALL)
# What joins a word at its end: tudalennau'r, sy'n, â'u.
JOINED = re.compile(r"'(?:[rniuw]|ch|th|m)$")


def faults(catalogue: polib.POFile) -> Iterator[str]:
    """What is wrong with the messages, a sentence each."""
    for entry in catalogue:
        yield from faults_of("\n".join(map(plain, texts_of(entry))), shown(entry))


def faults_elsewhere() -> Iterator[str]:
    """The same of the Welsh that stands in templates of its own, and in the reference data."""
    for page in sorted((settings.BASE_DIR / "templates").rglob(f"{WELSH}/*.html")):
        text = ENGLISH.sub(" ", TEMPLATE_TAGS.sub(" 0 ", page.read_text(encoding="utf-8")))
        yield from faults_of(plain(text), f"templates/…/{WELSH}/{page.name}")
    for file in sorted(settings.BASE_DIR.glob("*/reference/*.json")):
        for name, text in welsh_columns(json.loads(file.read_text(encoding="utf-8"))):
            yield from faults_of(plain(text), f"{name} in {file.name}: “{text[:60]}”")


def welsh_columns(facts: Any) -> Iterator[tuple[str, str]]:
    rows = facts.items() if isinstance(facts, dict) else [("", row) for row in facts]
    for name, value in rows:
        if isinstance(value, dict | list):
            yield from welsh_columns(value)
        elif name.endswith(f"_{WELSH}") and isinstance(value, str):
            yield name, value


def faults_of(text: str, where: str) -> Iterator[str]:
    for word in sorted(set(misspelt(text)) - accepted_words()):
        yield f"Spelt otherwise in the dictionary: {word}, in {where}"
    for pair in sorted(set(unmutated(text)) - accepted_words()):
        yield f"A mutation is missing: {pair}, in {where}"


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


def unmutated(text: str) -> Iterator[str]:
    for finding in engine().check_text(text):
        yield f"{finding.trigger} {finding.word}".casefold()


@cache
def engine() -> MutationEngine:
    return MutationEngine(mutation_rules_path(), lookup)


@cache
def accepted_words() -> set[str]:
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines()
    words = [line.partition("#")[0].strip() for line in lines]
    return set(chain.from_iterable((word, word.capitalize()) for word in words if word))
