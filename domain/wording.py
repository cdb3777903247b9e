"""A text as the rules of marks see it: small words without dialect of keyboards, numbers, and what looks like a way to reach
somebody, each with its place in the original.

The reading is one line, so that phrases can be regular expressions over it: every piece is followed by a space. A word
begins with `_`, or with `^` where it was written with a capital, a number with `#`; behind a slash stand the lists that hold
it; kinds stand in angle brackets; `.` ends a sentence, `,` and `:` are pauses.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_IGNORED = dict.fromkeys(map(ord, "\ufe0f\u20e3\u200b\u200e\u200f\u2060"), " ")  # 1️⃣ reads as 1
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"{_HOUR}[:.][0-5]\d"
_AT = r"(?:\s?(?:@|[(\[{]\s?(?:at|ät)\s?[)\]}])\s?|\s(?:at|ät)\s(?=\S+\s?(?:dot|punkt)\s))"
_DOT = r"(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt)\s?[)\]}])\s?|\s(?:dot|punkt)\s)"
_DOMAIN = r"\b(?!\d)[\w-]{2,}\.(?-i:de|com|org|net|eu|info|at|ch|ru|ua|uk|fr|tr|io)\b(?:/\S*)?(?!\.\w)"
_GENDERED = r"\w+_(?:in|innen|e|en|er|r|n|s)\b"  # Schüler_innen are nobody's name
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_BEGINNING = r"(?:\+|00|\(?0(?=[\s(/.-]{0,3}[1-9])|8(?=[\s(-]{1,2}9))"  # 8 (9…) is how Russians begin
_BETWEEN = r"[\s./()\-–—_*·,]{0,3}"

# The first kind that fits wins: opening hours and dates come before telephone numbers.
_KINDS = {
    "mail": rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+",
    "link": rf"(?:https?://|www\.|\b(?:t|wa|m|fb|signal)\.me/)\S+|{_DOMAIN}",
    "handle": rf"(?<![\w@])@\s?[A-Za-z]\w{{3,}}|\b(?!{_GENDERED})[A-Za-z]\w*_\w+",
    "iban": r"\b[A-Z]{2}\d{2}(?:\s?[\dX]{4}){3,7}(?:\s?[\dX]{1,4})?\b",
    "span": rf"\b{_CLOCK}(?:\s?(?:uhr|h)\b)?\s?(?:-|–|—|bis|to|und)\s?{_CLOCK}\b"
    r"|\b[012]\d[0-5]\d\s?[-–]\s?[012]\d[0-5]\d\b",
    "date": r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)?\d{2}\b)?|\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b{_DAY}/{_MONTH}/(?:\d{{4}}|\d{{2}})\b",
    "time": rf"\b{_HOUR}(?:[:.][0-5]\d)?\s?(?:uhr\b|h\b|o.clock\b|pm\b|[ap]\.m\.)"
    rf"|\b{_HOUR}(?:[:.][0-5]\d)?am\b|\b(?:[01]?\d|2[0-4]):[0-5]\d\b",
    "phone": rf"(?<![\w.,/-]){_BEGINNING}(?:{_BETWEEN}\d){{6,14}}(?![\d]|[.,/x\u00d7]\d)",
    "size": r"\b\d+(?:[.,]\d+)?\s?(?:[x\u00d7]\s?\d+(?:[.,]\d+)?\s?)+|\b\d{2,3}(?:/\d{2,3})+\b",
    "number": r"\d+(?:[.,]\d+)*(?:,-|,–)?",
    "word": r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*",
    "money": r"[€$£₴₽₺]",
    "end": r"[.!?;…]+|\n+|[。؟؛]",
    "colon": r":",
    "pause": r"[,()،\[\]]|\s[-–—]\s",
}
_PIECES = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE)

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ı": "i", "ё": "е", "ي": "ی", "ك": "ک", "ى": "ی"})
_SHORT = "art az bzgl bzw ca dr etc evtl fam fr geb ggf gr hr inkl jg max min mind mr mrs ms nr std str tel usw wg zi zzgl"
_ABBREVIATIONS = frozenset(_SHORT.split())
NUMBERS = {
    word: number
    for number, words in {
        2: "zwei two", 3: "drei three", 4: "vier four", 5: "fuenf five", 6: "sechs six", 7: "sieben seven", 8: "acht eight",
        9: "neun nine", 10: "zehn ten", 11: "elf eleven", 12: "zwoelf twelve", 15: "fuenfzehn fifteen", 20: "zwanzig twenty",
        30: "dreissig thirty", 40: "vierzig forty", 50: "fuenfzig fifty", 100: "hundert hundred",
    }.items()
    for word in words.split()
}  # fmt: skip
_DIGITS = frozenset(
    {"null", "eins", "zwo", "zero", "one"} | {word for word, number in NUMBERS.items() if number < 10}
)
TAG = "/"
_SPELT = 6  # digits in words, one after the other: somebody spells a telephone number


@dataclass(frozen=True)
class Piece:
    """One piece of a text: how the rules read it, and where it stands."""

    reading: str
    start: int
    end: int


@dataclass(frozen=True)
class Wording:
    """A text that was read. `line` is what phrases look at."""

    text: str
    pieces: tuple[Piece, ...]
    line: str

    def original(self, start: int, end: int) -> str:
        """What was written where this part of `line` comes from."""
        before, inside = self.line.count(" ", 0, start), self.line.count(" ", start, end)
        first, last = self.pieces[before - 1], self.pieces[before + inside - 2]
        return self.text[first.start : last.end]


def read(text: str, tags: Callable[[str], str] = lambda word: TAG) -> Wording:
    """Reads a text as people write it: umlauts or ae, capitals or none, digits of any script. `tags` gives what stands
    behind a word."""
    text = unicodedata.normalize("NFC", text)
    pieces = tuple(_spelt(list(_pieces(text))))
    return Wording(text, pieces, " " + "".join(f"{_tagged(piece.reading, tags)} " for piece in pieces))


def plain(word: str) -> str:
    """A word without capitals, accents and apostrophes; ä reads as ae, ß as ss."""
    small = unicodedata.normalize("NFKC", word).replace("İ", "i").casefold().translate(_UMLAUTS)
    parts = unicodedata.normalize("NFD", small)
    return "".join(char for char in parts if char.isalnum() or char in "€$£₴₽₺")


def _pieces(text: str) -> Iterator[Piece]:
    digits = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    before = ""
    for found in _PIECES.finditer(digits.translate(_IGNORED)):
        kind = found.lastgroup or ""
        reading = _reading(kind, found.group(), before)
        before = found.group() if kind == "word" else ""
        if reading:
            yield Piece(reading, found.start(), found.end())


def _reading(kind: str, text: str, before: str) -> str:
    match kind:
        case "word":
            return _word(text)
        case "money":
            return "_" + text
        case "number":
            return "#" + text.replace(".", ",").replace("–", "-")
        case "time":
            return f"<time{_hour(text):02}>"
        case "end":
            short = len(before) == 1 or plain(before) in _ABBREVIATIONS
            return "" if text == "." and short else "."
        case "pause":
            return ","
        case "colon":
            return ":"
    return f"<{kind}>"


def _tagged(reading: str, tags: Callable[[str], str]) -> str:
    return reading + tags(reading[1:]) if reading[0] in "_^#" else reading


def _word(text: str) -> str:
    small = plain(text)
    if small in NUMBERS:
        return f"#{NUMBERS[small]}"
    capital = text[0].isupper() and (len(text) == 1 or not text.isupper())
    return ("^" if capital else "_") + small if small else ""


def _hour(text: str) -> int:
    hour = int(re.match(r"\d+", text).group())  # type: ignore[union-attr]
    late = "p" in text.lower() and hour < 12
    return (hour + 12 if late else 0 if hour == 12 and "a" in text.lower() else hour) % 24


def _spelt(pieces: list[Piece]) -> Iterator[Piece]:
    """Takes digits in words that stand together for a telephone number."""
    at = 0
    while at < len(pieces):
        until = at
        while until < len(pieces) and _is_digit(pieces[until].reading):
            until += 1
        if until - at >= _SPELT:
            yield Piece("<phone>", pieces[at].start, pieces[until - 1].end)
            at = until
        else:
            yield pieces[at]
            at += 1


def _is_digit(reading: str) -> bool:
    return reading[1:] in _DIGITS or bool(re.fullmatch(r"#\d", reading))
