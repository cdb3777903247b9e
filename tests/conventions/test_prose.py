"""Sentences that people read stand in views/ and are translated; neither handlers nor services speak."""

import ast
import re
from collections.abc import Iterator, Set
from pathlib import Path

from tests.conventions.tree import files, tree

TAG = re.compile(r"</?[a-z][^<>]*>")
TRANSLATING = {"_", "n_", "p_", "np_", "N_"}


def speech(file: Path, marked: Set[int] = frozenset()) -> Iterator[str]:
    """String constants with a space and a letter, but no docstrings and no words to the programmer (raise, assert)."""
    silent = {
        id(below) for node in ast.walk(tree(file)) if _is_for_programmers(node) for below in ast.walk(node)
    }
    silent |= {id(below) for node in tree(file).body if _is_pattern(node) for below in ast.walk(node)}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent | marked:
            text = TAG.sub("", node.value).strip()
            if " " in text and any(map(str.isalpha, text)):
                yield f"{file}:{node.lineno}: {text}"


def _is_for_programmers(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Raise | ast.Assert)


def _is_pattern(node: ast.stmt) -> bool:
    """A constant of the module, all in small letters: words of Telegram that are looked for, not said."""
    texts = [below.value for below in ast.walk(node) if isinstance(below, ast.Constant)]
    return isinstance(node, ast.Assign) and all(isinstance(text, str) and text.islower() for text in texts)


def test_handlers_and_services_hold_no_sentences() -> None:
    assert not [found for file in files("handlers", "services") for found in speech(file)]


def test_every_sentence_in_views_is_marked_for_translation() -> None:
    marked = {
        id(below)
        for file in files("views")
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and _name(call.func) in TRANSLATING
        for below in ast.walk(call)
    }
    assert not [found for file in files("views") for found in speech(file, marked)]


def test_a_sentence_in_a_handler_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "handler.py"
    file.write_text(
        '"""Why."""\n_GONE = "message not found"\nraise ValueError("for programmers")\nanswer(f"Good day, {name}")\n'
    )
    assert list(speech(file)) == [f"{file}:4: Good day,"]


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """An f-string or a sum inside _() can never be found in a catalogue."""
    wrong = [
        f"{file}:{node.lineno}"
        for file in files("views")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATING
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert not wrong, wrong


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")
