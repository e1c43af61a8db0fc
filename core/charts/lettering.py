"""How wide a text will be in Arial or Liberation Sans (their widths are the same), without a browser."""

from collections.abc import Sequence

# Advance widths in thousandths of the font size.
_WIDTHS: dict[str, int] = {
    **dict.fromkeys("0123456789", 556),
    **dict.fromkeys("abdeghnopqu_?#$+=<>~", 556),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("ft .,:;/!|\u00a0", 278),
    **dict.fromkeys("ij'l\u2019\u2018", 222),
    **dict.fromkeys("r()-[]\u201c\u201d", 333),
    **dict.fromkeys("wCDHNRU", 722),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("FTZL", 611),
    **dict.fromkeys("GOQ", 778),
    "M": 833,
    "m": 833,
    "W": 944,
    "%": 889,
    "I": 278,
    "\u2013": 556,
    "\u2014": 1000,
    "\u2191": 1000,
    "\u2193": 1000,
    "\u00b7": 333,
}
_ACCENTS = str.maketrans("âêîôûŵŷáéíóúàèìòùäëïöüÂÊÎÔÛŴŶ", "aeiouwyaeiouaeiouaeiouAEIOUWY")
_OTHER = 700
_BOLD = 1.08
# Room between the widths above and what a browser with another sans serif draws.
_SLACK = 1.02


def text_width(text: object, size: float = 14, *, bold: bool = False) -> float:
    """Pixels that the text takes at this font size, a little more rather than less."""
    thousandths = sum(_WIDTHS.get(letter, _OTHER) for letter in str(text).translate(_ACCENTS))
    return thousandths * size / 1000 * (_BOLD if bold else 1) * _SLACK


def widest(texts: Sequence[object], size: float = 14, *, bold: bool = False) -> float:
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def wrap(text: object, width: float, size: float = 14, *, bold: bool = False) -> list[str]:
    """The text in lines that fit, broken at spaces and, where a word alone is too long, inside it."""
    lines: list[str] = []
    for word in str(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, width, size, bold=bold))
    return lines


def wrap_evenly(text: object, width: float, size: float = 14, *, bold: bool = False) -> list[str]:
    """As few lines as ``wrap`` needs, but of more equal length: "Rhondda / Cynon Taf", not "Rhondda Cynon /
    Taf"."""
    lines = wrap(text, width, size, bold=bold)
    while len(lines) > 1:
        width = widest(lines, size, bold=bold) - 0.5
        narrower = wrap(text, width, size, bold=bold)
        if len(narrower) > len(lines) or any(line.endswith("-") for line in narrower):
            break
        lines = narrower
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """One word, cut after a hyphen if it has one in the right place, else with a hyphen added."""
    pieces: list[str] = []
    while len(word) > 2 and text_width(word, size, bold=bold) > width:
        fits = [
            end for end in range(1, len(word)) if text_width(f"{word[:end]}-", size, bold=bold) <= width
        ] or [1]
        at_hyphen = [end for end in fits if word[end - 1] == "-"]
        end = at_hyphen[-1] if at_hyphen else fits[-1]
        pieces.append(word[:end] if at_hyphen else f"{word[:end]}-")
        word = word[end:]
    return [*pieces, word]
