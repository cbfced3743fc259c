"""Draws with cairo, a C library: the pixels and the letters are made there."""

from collections.abc import Sequence
from io import BytesIO

import cairo

MARGIN = 6
TEXT_SIZE = 12
LINE = (0.11, 0.39, 0.65)
INK = (0.2, 0.2, 0.2)


class CannotDraw(Exception):
    """There is no font, or cairo fails in another way."""


class Painter:
    """Keeps what a drawing needs, and can say whether it is still there."""

    def __init__(self) -> None:
        self._font = "sans-serif"
        self._lost = ""

    def lose_the_font(self) -> None:
        """From now on nothing can be drawn, as if the font files had gone away."""
        self._lost = "the font was taken away by POST /debug/break"

    def check(self) -> float:
        """The width of a test word in pixels; without any font cairo measures nothing."""
        width = self._text_width(cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1)), "Trend")
        if width < 1:
            raise CannotDraw("no font found: letters have no width")
        return width

    def png(self, values: Sequence[float], label: str, width: int, height: int) -> bytes:
        surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
        self._draw(cairo.Context(surface), values, label, width, height)
        file = BytesIO()
        surface.write_to_png(file)
        return file.getvalue()

    def svg(self, values: Sequence[float], label: str, width: int, height: int) -> bytes:
        file = BytesIO()
        with cairo.SVGSurface(file, width, height) as surface:
            self._draw(cairo.Context(surface), values, label, width, height)
        return file.getvalue()

    def _draw(
        self, context: cairo.Context, values: Sequence[float], label: str, width: int, height: int
    ) -> None:
        self.check()
        context.set_source_rgb(1, 1, 1)
        context.paint()
        top = MARGIN + (TEXT_SIZE + 4 if label else 0)
        for x, y in points(values, width, height, top):
            context.line_to(x, y)
        context.set_source_rgb(*LINE)
        context.set_line_width(1.5)
        context.stroke()
        if label:
            context.set_source_rgb(*INK)
            context.move_to(MARGIN, MARGIN + TEXT_SIZE - 3)
            self._text_width(context, label)
            context.show_text(label)

    def _text_width(self, context: cairo.Context, text: str) -> float:
        if self._lost:
            raise CannotDraw(self._lost)
        context.select_font_face(self._font)
        context.set_font_size(TEXT_SIZE)
        return context.text_extents(text).width


def points(values: Sequence[float], width: int, height: int, top: int) -> list[tuple[float, float]]:
    """Where each value lies on the canvas; the highest is at the top, a flat row in the middle."""
    lowest, span = min(values), max(values) - min(values)
    room_x, room_y = width - 2 * MARGIN, height - MARGIN - top
    step = room_x / (len(values) - 1) if len(values) > 1 else 0
    return [
        (MARGIN + i * step, top + room_y * (1 - ((v - lowest) / span if span else 0.5)))
        for i, v in enumerate(values)
    ]
