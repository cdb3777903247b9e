"""Draws numbers as one picture, with a background of its own: it reads the same in a light and in a dark chat."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, EDGE = 1280, 860, 48
_PAPER, _CARD, _INK, _FAINT, _LINE, _BAR = "#f4f6f8", "#ffffff", "#1d2733", "#5b6b7b", "#d9e0e7", "#1f78b4"
_FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Tile:
    """One number, what it counts, and perhaps a word more."""

    label: str
    value: str
    more: str = ""


@dataclass(frozen=True)
class Board:
    """Everything that is drawn, worded already. `day_labels`: the day's place and its name."""

    title: str
    period: str
    tiles: tuple[Tile, ...]
    days_title: str
    days: tuple[int, ...]
    day_labels: tuple[tuple[int, str], ...]
    bars_title: str
    bars: tuple[tuple[str, int], ...]
    number: Callable[[float], str]


def draw(board: Board) -> bytes:
    """The picture as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = _Pen(ImageDraw.Draw(image))
    pen.write((EDGE, 34), board.title, 40, _INK, 760)
    pen.write((WIDTH - EDGE, 46), board.period, 24, _FAINT, 420, "ra")
    _tiles(pen, board.tiles)
    middle, bottom = 800, HEIGHT - EDGE
    _days(pen, board, (EDGE, 306, middle - 16, bottom))
    _bars(pen, board, (middle + 16, 306, WIDTH - EDGE, bottom))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


class _Pen:
    """Writes into a picture; what is too wide gets smaller, then shorter."""

    def __init__(self, canvas: ImageDraw.ImageDraw) -> None:
        self.canvas = canvas

    def write(
        self, at: tuple[float, float], text: str, size: int, colour: str, width: float, anchor: str = "la"
    ) -> None:
        smallest = max(16, size * 2 // 3)
        while size > smallest and _font(size).getlength(text) > width:
            size -= 1
        while len(text) > 1 and _font(size).getlength(text) > width:
            text = text.rstrip("…")[:-1] + "…"
        self.canvas.text(at, text, fill=colour, font=_font(size), anchor=anchor)

    def card(self, box: _Box) -> None:
        self.canvas.rounded_rectangle(box, 16, fill=_CARD, outline=_LINE, width=2)

    def bar(self, box: _Box) -> None:
        self.canvas.rounded_rectangle(box, 3, fill=_BAR)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)


def _tiles(pen: _Pen, tiles: tuple[Tile, ...]) -> None:
    gap = 24
    width = (WIDTH - 2 * EDGE - gap * (len(tiles) - 1)) / len(tiles)
    for place, tile in enumerate(tiles):
        left = EDGE + place * (width + gap)
        pen.card((left, 110, left + width, 276))
        pen.write((left + 20, 126), tile.label, 22, _FAINT, width - 40)
        pen.write((left + 20, 162), tile.value, 46, _INK, width - 40)
        pen.write((left + 20, 232), tile.more, 20, _FAINT, width - 40)


def _days(pen: _Pen, board: Board, box: _Box) -> None:
    left, top, right, bottom = _framed(pen, board.days_title, box)
    highest = _round_up(max(board.days, default=0))
    left, bottom = left + _font(20).getlength(board.number(highest)) + 14, bottom - 34
    for line in _lines(highest):
        y = bottom - (bottom - top) * line / highest
        pen.canvas.line((left, y, right, y), fill=_LINE, width=2)
        pen.write((left - 10, y), board.number(line), 20, _FAINT, 120, "rm")
    step = (right - left) / max(1, len(board.days))
    for place, count in enumerate(board.days):
        if count:
            x, y = left + place * step, bottom - (bottom - top) * count / highest
            pen.bar((x + step * 0.15, y, x + step * 0.85, bottom))
    for place, label in board.day_labels:
        pen.write((left + (place + 0.5) * step, bottom + 12), label, 20, _FAINT, 7 * step, "ma")


def _bars(pen: _Pen, board: Board, box: _Box) -> None:
    left, top, right, bottom = _framed(pen, board.bars_title, box)
    most = max((count for _, count in board.bars), default=0)
    step = min(52.0, (bottom - top) / max(1, len(board.bars)))
    for place, (label, count) in enumerate(board.bars):
        y = top + place * step + step / 2
        middle = left + (right - left) * 0.55
        pen.write((left, y), label, 20, _INK, middle - left - 12, "lm")
        end = middle + (right - middle - 52) * count / most
        pen.bar((middle, y - step * 0.3, max(end, middle + 6), y + step * 0.3))
        pen.write((max(end, middle + 6) + 10, y), board.number(count), 20, _INK, 60, "lm")


def _framed(pen: _Pen, title: str, box: _Box) -> _Box:
    """A card with a title; gives what is left inside."""
    left, top, right, bottom = box
    pen.card(box)
    pen.write((left + 20, top + 18), title, 24, _INK, right - left - 40)
    return left + 20, top + 70, right - 20, bottom - 18


def _round_up(highest: int) -> int:
    """The end of the scale: a number that three lines divide evenly."""
    for size in (4, 8, 12, 20, 40, 60, 80, 100):
        if highest <= size:
            return size
    return -(-highest // 100) * 100


def _lines(highest: int) -> Iterator[int]:
    yield from range(0, highest + 1, highest // 4)
