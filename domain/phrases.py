"""The small language in which the rules of marks are written, made into regular expressions over a `Wording`.

nur .. {woman}        words one after the other; `..` is up to three words in between, `...` up to eight, in one sentence
zimmer|bett frau*     alternatives of one word; `*` stands for any letters; capitals and ae/ä do not matter
(zu mir|ins haus)     alternatives of several words
sehr?                 a word, a list or a group that may be missing
{woman}               any word or phrase of a list in the table [words]
<number>              a number; see KINDS
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from domain.wording import NUMBERS, TAG, plain

KINDS: Mapping[str, str] = {
    "<number>": rf"#[\d,]+-?{TAG} ",
    "<price>": rf"#[\d,]+-{TAG} ",
    "<phone>": "<phone> ",
    "<mail>": "<mail> ",
    "<link>": "<link> ",
    "<handle>": "<handle> ",
    "<iban>": "<iban> ",
    "<date>": "<date> ",
    "<time>": r"<(?:time\d\d|span)> ",
    "<night>": r"<time(?:22|23|00|01|02|03|04)> ",
    "<name>": r"\^[^ ]+ ",
    "<word>": r"[_^][^ ]+ ",
    "<start>": r"(?:(?<=\. )|(?<=^ ))",
    "<end>": r"(?=\. |$)",
    ":": ": ",
    ",": ", ",
}
_GAPS = {"..": 3, "...": 8}
_PART = re.compile(r"\s*(?:(?P<open>\()|(?P<close>\)\??)|(?P<bar>\|)|(?P<piece>[^\s()|]+))")
_OUTSIDE = re.compile(r"\s*(?:(?P<open>\()|(?P<close>\)\??)|(?P<piece>[^\s()|]+(?:\|[^\s()|]+)*))")
_NOT_SINGLE = re.compile(r"[\s(){}<>|?:,\d]")
_FIGURE = re.compile(r"\d[\d,.]*")
_IS_WORD = re.compile(rf"\[_\^\]([^{TAG}()|]+){TAG}\[\^ \]\* ")
_LETTERS = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ß": "ss?"}


class PhraseError(Exception):
    """A phrase cannot be understood; the text says why."""


class Lexicon:
    """The lists of [words]. The words of a text are looked up once (`tags`), so that a list costs a phrase no more than one
    word; only entries of several words are written out."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._barrier = ""
        self._lists: dict[tuple[str, str], str] = {}  # with the barrier that their gaps have
        self._tags = {name: f"{TAG}{number}{TAG}" for number, name in enumerate(words)}
        self._single = {name: [one for one in words[name] if _is_single(one)] for name in words}

    @cached_property
    def _looked_up(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, listed in self._single.items():
            for one in listed:
                for spelling in _spellings(one):
                    found[spelling] = found.get(spelling, "") + self._tags[name]
        return found

    @cached_property
    def _starred(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        stars = {
            name: "|".join(_letters(one) for one in listed if "*" in one)
            for name, listed in self._single.items()
        }
        return tuple((re.compile(pattern), self._tags[name]) for name, pattern in stars.items() if pattern)

    def tags(self, word: str) -> str:
        """The marks of the lists that hold this word, as `domain.wording.plain` writes it."""
        starred = "".join(tag for pattern, tag in self._starred if pattern.fullmatch(word))
        return (self._looked_up.get(word, "") + starred).replace(TAG * 2, TAG) or TAG

    def compiled(self, phrase: str, *, over: str | None = None) -> re.Pattern[str]:
        """The expression of a phrase; with `over` its gaps do not reach over a word of that list. Raises `PhraseError`."""
        self._barrier = f"(?![^ ]*{self._tags[over]})" if over in self._tags else ""
        found = re.compile(f"(?<= )(?:{self._alternatives(_Parts(phrase), ())})")
        if found.match(" ", 1):
            raise PhraseError("everything in it may be missing, so it would fit every text")
        return found

    def _alternatives(self, parts: "_Parts", inside: tuple[str, ...], *, group: bool = False) -> str:
        """Sequences with `|` between them, up to the end or the closing bracket."""
        sequences: list[list[str]] = [[]]
        while (part := parts.next())[0] not in ("", "close"):
            kind, text = part
            if kind == "bar":
                sequences.append([])
            elif kind == "open":
                sequences[-1].append(self._alternatives(parts, inside, group=True))
            else:
                sequences[-1].append(self._piece(text, inside))
        if group is not (part[0] == "close"):
            raise PhraseError("a bracket is open or closed too often")
        found = _one_of(["".join(sequence) for sequence in sequences])
        return f"(?:{found})?" if part[1].endswith("?") else found

    def _piece(self, text: str, inside: tuple[str, ...]) -> str:
        if text in _GAPS:
            return rf"(?:{self._barrier}[^ .]+ ){{0,{_GAPS[text]}}}?"
        optional = "?" if text.endswith("?") and len(text) > 1 else ""
        choices = [self._choice(one, inside) for one in text.removesuffix("?").split("|")]
        found = _one_of(choices)
        return f"(?:{found}){optional}" if optional else found

    def _choice(self, text: str, inside: tuple[str, ...]) -> str:
        if text in KINDS:
            return KINDS[text]
        if text.startswith("{") and text.endswith("}"):
            return self._list(text[1:-1], inside)
        if text.startswith("<"):
            kinds = ", ".join(kind for kind in KINDS if kind.startswith("<"))
            raise PhraseError(f"there is no kind {text}; there are {kinds}")
        number = str(NUMBERS.get(plain(text), text))
        if _FIGURE.fullmatch(number):
            return f"#{number.replace('.', ',')}-?{TAG} "
        return _word(_letters(text))

    def _list(self, name: str, inside: tuple[str, ...]) -> str:
        if name in inside:
            raise PhraseError(f"the list {{{name}}} contains itself")
        if name not in self._words:
            raise PhraseError(f"there is no list {name} in [words]")
        if (name, self._barrier) not in self._lists:
            self._lists[name, self._barrier] = self._written_out(name, inside)
        return self._lists[name, self._barrier]

    def _written_out(self, name: str, inside: tuple[str, ...]) -> str:
        single = rf"[^ ]+{self._tags[name]}[^ ]* ".replace(TAG, TAG, 1) if self._single[name] else ""
        for one in self._single[name]:
            _letters(one)  # raises
        several = [one for one in self._words[name] if not _is_single(one)]
        parts = [self._alternatives(_Parts(one), (*inside, name)) for one in several]
        return _one_of([*filter(None, (single,)), *parts])


class _Parts:
    """The pieces of a phrase, one after the other."""

    def __init__(self, phrase: str) -> None:
        self._found = list(self._split(phrase.strip()))
        self._at = 0
        if not self._found:
            raise PhraseError("it is empty")

    @staticmethod
    def _split(phrase: str) -> Iterator[tuple[str, str]]:
        at = depth = 0
        while at < len(phrase):
            part = (_PART if depth else _OUTSIDE).match(phrase, at)
            if part is None:
                raise PhraseError(f"{phrase[at:]!r} is not understood")
            at = part.end()
            depth += {"open": 1, "close": -1}.get(part.lastgroup or "", 0)
            yield part.lastgroup or "", part.group().strip()

    def next(self) -> tuple[str, str]:
        """The next piece, or two empty texts."""
        found = self._found[self._at] if self._at < len(self._found) else ("", "")
        self._at += 1
        return found


def _is_single(entry: str) -> bool:
    return not _NOT_SINGLE.search(entry)


def _word(letters: str) -> str:
    return f"[_^]{letters}{TAG}[^ ]* "


def _one_of(expressions: Sequence[str]) -> str:
    """One of these, with what the words among them have in common written once: that is compiled and compared faster."""
    if len(expressions) == 1 and expressions[0]:
        return expressions[0] if _IS_WORD.fullmatch(expressions[0]) else f"(?:{expressions[0]})"
    words = [found.group(1) for one in expressions if (found := _IS_WORD.fullmatch(one))]
    others = [one for one in expressions if not _IS_WORD.fullmatch(one)]
    if words:
        others.append(_word(f"(?:{'|'.join(words)})"))
    return f"(?:{'|'.join(others)})"


@cache
def _letters(word: str) -> str:
    """The expression of one word; ä is also found as ae and as a."""
    found = "".join(_LETTERS.get(char) or (r"\w*" if char == "*" else plain(char)) for char in word.lower())
    if not plain(word):
        raise PhraseError(f"{word!r} holds no letters")
    return found


def _spellings(word: str) -> Iterator[str]:
    """The ways in which a word without a star may be written."""
    if "*" in word:
        return
    plain_word, bare = (
        plain(word),
        plain(word.lower().translate(str.maketrans("äöü", "aou")).replace("ß", "s")),
    )
    yield from {plain_word, bare}
