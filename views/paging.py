"""Long lists, a page at a time."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from views.i18n import Translator
from views.screen import Button, Row

PER_PAGE = 16
SLACK = 2  # a last page with one or two entries is not worth a press

T = TypeVar("T")


def slice_of(items: Sequence[T], page: int, per_page: int = PER_PAGE) -> tuple[Sequence[T], int, int]:
    """What is on this page, which page it is (the last one if there are not as many), and how many there are."""
    if len(items) <= per_page + SLACK:
        return items, 0, 1
    pages = -(-len(items) // per_page)
    page = max(0, min(page, pages - 1))
    return items[page * per_page : (page + 1) * per_page], page, pages


def page_row(tr: Translator, page: int, pages: int, data: Callable[[int], str]) -> tuple[Row, ...]:
    """The buttons that turn the pages; none where there is only one."""
    row = []
    if page > 0:
        row.append(Button("◀️ " + tr._("Previous"), data(page - 1)))
    if page < pages - 1:
        row.append(Button(tr._("More") + " ▶️", data(page + 1)))
    return (tuple(row),) if row else ()
