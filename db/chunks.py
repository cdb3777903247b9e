"""Many things in portions: databases limit the number of parameters of a statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500


def chunks(things: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most `AT_ONCE`; none for nothing."""
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some
