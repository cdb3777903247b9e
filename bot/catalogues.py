"""`make catalogues`: brings the translation catalogues up to date with the texts in the code.

The gate in tests/conventions uses the same extraction, so both always agree about what a text is. Line numbers are left
out of the catalogues and nothing is written when nothing changed: moving code must not look like translating.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from views.i18n import DOMAIN, FOLDER, LOCALES, SOURCE

ROOT = FOLDER.parent
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
ROOMS = ("views",)
# The names of the methods of views.i18n.Translator, with the positions of singular, plural and (c)ontext.
KEYWORDS = DEFAULT_KEYWORDS | {"n_": (1, 2), "p_": ((1, "c"), 2), "np_": ((1, "c"), 2, 3)}
_HEADER = "# Texts of Handreich, extracted from the code by `make catalogues`."


def extracted() -> Catalog:
    """All texts of the code, as a template."""
    template = Catalog(project="Handreich", header_comment=_HEADER, fuzzy=False)
    for room in ROOMS:
        found = extract_from_dir(
            ROOT / room,
            [("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for file, line, text, comments, context in found:
            template.add(text, locations=[(f"{room}/{file}", line)], auto_comments=comments, context=context)
    return template


def catalogue_file(locale: str) -> Path:
    return FOLDER / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def stored(file: Path, locale: str | None = None) -> Catalog:
    """The catalogue in a file; an empty one if there is none yet."""
    if not file.exists():
        return Catalog(locale=locale, project="Handreich", fuzzy=False)
    with file.open("rb") as readable:
        return read_po(readable, locale=locale)


def main() -> None:
    template = extracted()
    _write(TEMPLATE, template)
    for locale in LOCALES:
        if locale != SOURCE:
            catalogue = stored(catalogue_file(locale), locale)
            catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
            _write(catalogue_file(locale), catalogue)


def _write(file: Path, catalogue: Catalog) -> None:
    if file.exists() and _content(stored(file, catalogue.locale_identifier)) == _content(catalogue):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as writable:
        write_po(writable, catalogue, width=110, include_lineno=False, sort_output=True, ignore_obsolete=True)
    print(f"{file.relative_to(ROOT)} written, {len(catalogue)} texts")


def _content(catalogue: Catalog) -> list[tuple[object, ...]]:
    """What matters in a catalogue, without the date in its head and without texts no longer used."""
    return sorted(
        (m.context or "", str(m.id), str(m.string or ""), m.fuzzy, sorted({file for file, _ in m.locations}))
        for m in catalogue
        if m.id
    )


if __name__ == "__main__":
    main()
