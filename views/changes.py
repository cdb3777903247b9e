"""What changed in a post that others see: the old words struck through, the new ones bold, the rest as it is."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from domain.posts import Revision
from domain.towns import Town
from views.i18n import Translator
from views.posts import more_lines
from views.screen import safe
from views.taxonomy import kind_label

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.5  # below that, one text after the other reads better than both at once
PIECES_MARKED = 30  # Telegram shows a hundred pieces of markup in a message, not more


def changed_body(tr: Translator, before: Revision, after: Revision, town: Town) -> str:
    """Category, words and place of a post, with what is different. HTML."""
    kinds = [kind_label(tr, one.category, one.subcategory) for one in (before, after)]
    head = f"<b>{kinds[1]}</b>" if kinds[0] == kinds[1] else f"<s>{kinds[0]}</s> → <b>{kinds[1]}</b>"
    lines = [more_lines(tr, one, town) for one in (before, after)]
    rest = "\n".join(_marked(old, new) for old, new in _compared(lines[0], lines[1]))
    if before.details.photos != after.details.photos and lines[0][-1:] == lines[1][-1:]:
        rest += "\n<b>📷 " + tr._("The photos are others.") + "</b>"
    told = tr._("✏️ A change of what is shown: what goes is struck through, what comes is bold.")
    return f"{told}\n\n{head}\n\n{changed_text(before.text, after.text)}\n\n{rest}"


def changed_text(before: str, after: str) -> str:
    """Both texts in one, word by word; where little is alike, one after the other. HTML."""
    pieces: list[list[str]] = [_PIECES.findall(text) for text in (before, after)]
    matcher = SequenceMatcher(None, pieces[0], pieces[1], autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if matcher.ratio() < ALIKE or len(changes) > PIECES_MARKED:
        return f"<s>{safe(before)}</s>\n\n<b>{safe(after)}</b>"
    pairs = [
        ("".join(pieces[0][start:end]), "".join(pieces[1][new_start:new_end]))
        for _, start, end, new_start, new_end in matcher.get_opcodes()
    ]
    return "".join(_marked(safe(old), safe(new)) for old, new in _joined(pairs))


def _joined(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Changes with nothing but a space between them are one."""
    found: list[tuple[str, str]] = []
    for old, new in pairs:
        gap = old == new and not old.strip()
        changed = bool(found) and found[-1][0].rstrip() != found[-1][1].rstrip()
        if changed and (gap or old != new):
            found[-1] = (found[-1][0] + old, found[-1][1] + new)
        else:
            found.append((old, new))
    return found


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines side by side: what is on one side only stands beside an empty one."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for code, start, end, new_start, new_end in matcher.get_opcodes():
        if code == "equal":
            yield from ((line, line) for line in after[new_start:new_end])
            continue
        yield from ((line, "") for line in before[start:end])
        yield from (("", line) for line in after[new_start:new_end])


def _marked(old: str, new: str) -> str:
    """HTML of what went and what came; only words can be seen to be struck through or bold."""
    if old == new:
        return new
    gone = f"<s>{old.strip()}</s>" if old.strip() else ""
    come = f"<b>{new.strip()}</b>" if new.strip() else ""
    before, after = new[: len(new) - len(new.lstrip())], new[len(new.rstrip()) :]
    return before + " ".join(filter(None, (gone, come))) + (after if new.strip() else "")
