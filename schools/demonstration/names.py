"""Invented names of schools: plausible in the region, none of a real school (a test compares them)."""

import unicodedata

from numpy.random import Generator

WELSH_FIRST = (
    "Bryn", "Cwm", "Nant", "Maes", "Llwyn", "Dôl", "Coed", "Pant", "Rhiw", "Gwaun", "Cefn", "Erw", "Gallt",
    "Ffynnon", "Parc", "Melin", "Craig", "Glan", "Llys", "Clos", "Allt", "Cae", "Rhyd", "Gelli",
)  # fmt: skip
WELSH_SECOND = (
    "yr Eos", "y Barcud", "Helyg Aur", "Arian", "y Gwenyn", "Ysgaw", "y Crëyr", "Meillion", "yr Wylan Wen",
    "Criafol", "y Dryw", "Eithin", "yr Ehedydd", "Briallu", "y Wennol", "Bedw Arian", "y Gigfran", "Castan",
    "y Gornchwiglen", "Gwyddfid", "y Pysgotwr", "Llarwydd", "y Lleuad", "Clychau'r Gog", "y Saer", "Cerdin",
    "y Cudyll", "Mieri", "yr Heulwen", "Grawnwin", "y Brithyll", "Danadl", "y Gof", "Cyll", "y Bugail",
    "Mafon", "y Tylluanod", "Rhosod", "y Cadno", "Llus",
)  # fmt: skip
ENGLISH_FIRST = (
    "Alder", "Amber", "Ashmoor", "Barley", "Beacon", "Bilberry", "Bracken", "Brindle", "Cinder", "Clover",
    "Copperfield", "Cotton", "Curlew", "Damson", "Dovecote", "Elder", "Fallow", "Fern", "Flint", "Foxglove",
    "Gorse", "Harebell", "Heron", "Honeysuckle", "Ivy", "Juniper", "Kestrel", "Lapwing", "Larch", "Linnet",
    "Mallow", "Marl", "Meadowsweet", "Mill Race", "Orchard", "Pebble", "Plover", "Quarry", "Redstart",
    "Rowan", "Sandpiper", "Saffron", "Skylark", "Sorrel", "Tamarisk", "Teasel", "Thistle", "Tramway",
    "Viaduct", "Wren",
)  # fmt: skip
ENGLISH_SECOND = (
    "Bank", "Bridge", "Brook", "Chase", "Close", "Court", "Croft", "Cross", "Dale", "End", "Farm",
    "Gate", "Green", "Grove", "Heath", "Hill", "Holm", "Lane", "Lea", "Moor", "Park", "Reach", "Ridge",
    "Rise", "Row", "Slade", "Square", "Terrace", "View", "Walk", "Wharf",
)  # fmt: skip
CATHOLIC_SAINTS = (
    "St Agatha", "St Bonaventure", "St Brendan", "St Columba", "St Crispin", "St Damian", "St Eulalia",
    "St Felix", "St Fidelis", "St Genevieve", "St Hilda", "St Ignatius", "St Isidore", "St Jerome",
    "St Justin", "St Kevin", "St Leander", "St Lucy", "St Matilda", "St Norbert", "St Odile", "St Pancras",
    "St Quentin", "St Raphael", "St Scholastica", "St Sebastian", "St Sylvester", "St Ursula",
    "St Veronica", "St Walburga", "St Winifride", "St Zita",
)  # fmt: skip
WELSH_SAINTS = (
    "St Aelhaiarn", "St Afan", "St Arianwen", "St Beuno", "St Brychan", "St Cenydd", "St Clydog",
    "St Curig", "St Cybi", "St Cynfarch", "St Cynog", "St Deiniol", "St Dogfael", "St Edeyrn", "St Eigion",
    "St Elgan", "St Ffraid", "St Garmon", "St Gwenfrewi", "St Gwytherin", "St Idloes", "St Ishmael",
    "St Llibio", "St Llwchaiarn", "St Mechell", "St Melangell", "St Nectan", "St Oudoceus", "St Padrig",
    "St Peblig", "St Rhian", "St Seiriol", "St Tanwg", "St Trillo", "St Tysul", "St Ystwyth",
)  # fmt: skip
STREETS = ("Road", "Street", "Avenue", "Crescent", "Way")
# What the lists would give and a real school is called.
REAL = {"Coed y Gof", "Cefn Eithin", "Fern Dale", "St Cenydd"}
VOWELS = "aeiouwy"


def plain(name: str) -> str:
    """Without case, accents and anything but letters: what two names are compared by."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in decomposed.casefold() if letter.isalpha())


class Names:
    """Hands out names, each place name once; the order depends on the seed alone."""

    def __init__(self, chance: Generator) -> None:
        self.welsh = shuffled(
            chance, [welsh_place(first, second) for first in WELSH_FIRST for second in WELSH_SECOND]
        )
        self.english = shuffled(
            chance, [f"{first} {second}" for first in ENGLISH_FIRST for second in ENGLISH_SECOND]
        )
        self.catholic = shuffled(chance, list(CATHOLIC_SAINTS))
        self.anglican = shuffled(chance, list(WELSH_SAINTS))
        self.chance = chance

    def place(self, *, welsh: bool) -> str:
        return (self.welsh if welsh else self.english).pop()

    def street(self, welsh: bool) -> str:
        if welsh:
            return f"Heol {WELSH_SECOND[int(self.chance.integers(len(WELSH_SECOND)))]}"
        first = ENGLISH_FIRST[int(self.chance.integers(len(ENGLISH_FIRST)))]
        return f"{first} {STREETS[int(self.chance.integers(len(STREETS)))]}"

    def school(self, phase: str, medium: str, faith: str) -> str:
        """A name as the publisher would write it."""
        if faith:
            return self.faith_school(phase, faith)
        if medium == "WM":
            return self.welsh_school(phase)
        place = self.place(welsh=float(self.chance.random()) < WELSH_SHARE[phase])
        pattern = self.pattern(ENGLISH_PATTERNS[phase])
        if pattern in WELSH_FORMS and float(self.chance.random()) < IN_BOTH_LANGUAGES:
            return f"{pattern} / {WELSH_FORMS[pattern]}".format(place, place)
        return pattern.format(place)

    def faith_school(self, phase: str, faith: str) -> str:
        if faith == "Roman Catholic":
            return self.pattern(CATHOLIC_PATTERNS[phase]).format(self.catholic.pop())
        return self.pattern(ANGLICAN_PATTERNS[phase]).format(self.anglican.pop())

    def welsh_school(self, phase: str) -> str:
        return self.pattern(WELSH_PATTERNS[phase]).format(self.place(welsh=True))

    def pattern(self, patterns: tuple[str, ...]) -> str:
        return patterns[int(self.chance.integers(len(patterns)))]


# How often a school with an English name stands at a place with a Welsh one.
WELSH_SHARE = {"primary": 0.55, "secondary": 0.3, "all_age": 0.4, "special": 0.5, "nursery": 0.2, "pru": 0.5}
# How often the list gives a school's name in both languages.
IN_BOTH_LANGUAGES = 0.35
WELSH_FORMS = {
    "{} Primary School": "Ysgol Gynradd {}",
    "{} Community Primary School": "Ysgol Gynradd Gymunedol {}",
    "{} High School": "Ysgol Uwchradd {}",
    "{} Comprehensive School": "Ysgol Gyfun {}",
    "{} Community School": "Ysgol Gymunedol {}",
    "{} All-through School": "Ysgol Bob Oed {}",
    "{} Special School": "Ysgol Arbennig {}",
    "{} Nursery School": "Ysgol Feithrin {}",
}
ENGLISH_PATTERNS: dict[str, tuple[str, ...]] = {
    "primary": ("{} Primary School",) * 5 + ("{} Community Primary School", "{} Primary"),
    "infants": ("{} Infant School",),
    "juniors": ("{} Junior School",),
    "secondary": ("{} High School", "{} High School", "{} Comprehensive School", "{} Community School"),
    "all_age": ("{} Community School", "{} All-through School"),
    "special": ("{} Special School", "{} School"),
    "nursery": ("{} Nursery School",),
    "pru": ("{} Learning Centre",),
}
WELSH_PATTERNS: dict[str, tuple[str, ...]] = {
    "primary": ("Ysgol Gynradd Gymraeg {}", "Ysgol {}", "Ysgol Gymraeg {}", "Y.G.G. {}"),
    "infants": ("Ysgol Fabanod {}",),
    "juniors": ("Ysgol Iau {}",),
    "secondary": ("Ysgol Gyfun Gymraeg {}", "Ysgol Gyfun {}"),
    "all_age": ("Ysgol {}", "Ysgol Gymraeg {}"),
}
CATHOLIC_PATTERNS: dict[str, tuple[str, ...]] = {
    "primary": ("{}'s R.C. Primary School", "{}'s Catholic Primary School"),
    "secondary": ("{}'s Catholic High School",),
    "all_age": ("{}'s Catholic School",),
}
ANGLICAN_PATTERNS: dict[str, tuple[str, ...]] = {
    "primary": ("{}'s C.I.W. Primary School", "{} Church in Wales Primary School"),
    "secondary": ("{} Church in Wales High School",),
}


def welsh_place(first: str, second: str) -> str:
    """The article becomes 'r after a vowel: Erw'r Eos, Bryn yr Eos."""
    article, separator, noun = second.partition(" ")
    if article in {"y", "yr"} and separator and first[-1] in VOWELS:
        return f"{first}'r {noun}"
    return f"{first} {second}"


def shuffled(chance: Generator, words: list[str]) -> list[str]:
    words = [word for word in words if word not in REAL]
    order = chance.permutation(len(words))
    return [words[int(index)] for index in order]
