"""The translation gate: what the code says, every language says, with the same placeholders and the same markup."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from bot.catalogues import TEMPLATE, catalogue_file, extracted, stored
from tests.conventions.tree import files, tree
from views.i18n import LOCALES, SOURCE

TRANSLATED = [locale for locale in LOCALES if locale != SOURCE]
Key = tuple[str, str]


def keys(catalogue: Catalog) -> set[Key]:
    """Every text with its context; a plural counts with both its forms."""
    return {(message.context or "", str(message.id)) for message in catalogue if message.id}


def messages(locale: str) -> list[Message]:
    return [message for message in stored(catalogue_file(locale), locale) if message.id]


def forms(text: object) -> tuple[str, ...]:
    """The text itself, or singular and plural."""
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def placeholders(text: str) -> Counter[tuple[str, str, str]]:
    fields = Formatter().parse(text)
    return Counter(
        (name, spec or "", conversion or "") for _, name, spec, conversion in fields if name is not None
    )


def tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"</?[a-z][^<>]*>", text))


def differing(message: Message) -> Iterator[str]:
    """The translated forms whose placeholders or tags are not those of the source."""
    sources = forms(message.id)
    for index, text in enumerate(forms(message.string)):
        source = sources[min(index, len(sources) - 1)]
        if placeholders(text) != placeholders(source) or tags(text) != tags(source):
            yield f"{source!r} -> {text!r}"


def test_template_is_current() -> None:
    """If this fails: make catalogues."""
    assert keys(extracted()) == keys(stored(TEMPLATE))


def literals() -> set[str]:
    """Every text that the views hand to a translator, read from the code itself."""
    calls = (
        node
        for file in files("views")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("_", "n_")
    )
    first = (call.args[0] for call in calls if call.args)
    return {text.value for text in first if isinstance(text, ast.Constant) and isinstance(text.value, str)}


def test_no_text_hides_from_the_template() -> None:
    """If this fails: the extraction does not see a call with .format() inside of an f-string; take it out."""
    known = {forms(message.id)[0] for message in extracted() if message.id}
    assert not literals() - known


@pytest.mark.parametrize("locale", TRANSLATED)
def test_catalogue_has_exactly_the_texts_of_the_code(locale: str) -> None:
    """If this fails: make catalogues, then translate what is new."""
    catalogue = stored(catalogue_file(locale), locale)
    assert keys(catalogue) == keys(extracted())
    assert not catalogue.obsolete


@pytest.mark.parametrize("locale", TRANSLATED)
def test_everything_is_translated_and_certain(locale: str) -> None:
    plurals = stored(catalogue_file(locale), locale).num_plurals
    for message in messages(locale):
        translated = forms(message.string)
        assert all(text.strip() for text in translated), f"not translated: {message.id}"
        assert not message.fuzzy, f"marked as uncertain: {message.id}"
        assert len(translated) == (plurals if message.pluralizable else 1), f"plural forms: {message.id}"


@pytest.mark.parametrize("locale", TRANSLATED)
def test_placeholders_and_markup_are_those_of_the_source(locale: str) -> None:
    found = [difference for message in messages(locale) for difference in differing(message)]
    assert not found, "\n".join(found)


def test_the_gate_sees_a_lost_placeholder_and_a_lost_tag() -> None:
    assert list(differing(Message("<b>{number}</b>", "<b>{nummer}</b>")))
    assert list(differing(Message("<b>{number}</b>", "{number}")))
    assert list(differing(Message(("{n} post", "{n} posts"), ("{n} Beitrag", "Beiträge"))))
    assert not list(differing(Message(("one post", "{n} posts"), ("ein Beitrag", "{n} Beiträge"))))
