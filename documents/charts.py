"""Charts as pictures: PNG, as wide as a phone shows it, letters of a font that comes with the library.

The library is imported by whoever draws, and that is a process of its own (:mod:`documents.aside`).
"""

import functools
import io
import logging
from pathlib import Path
from typing import Any

from documents.aside import aside
from documents.chart_layout import WIDTH, Area, Colour, Sheet, Words, laid_out
from mentoring.charts import Chart

DOTS = 72
"""Dots per inch: a point is a pixel."""

FONTS = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


async def drawn(chart: Chart) -> bytes:
    """Raises TookTooLong."""
    return await aside(png, chart)


def png(chart: Chart) -> bytes:
    """The same chart is the same bytes."""
    # Where there is no home folder, it tells of every list of fonts that it cannot keep there.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    return _painted(laid_out(chart, _width))


@functools.cache
def _font(bold: bool) -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path(), "fonts", "ttf", FONTS[bold])


def _width(text: str, size: int, bold: bool) -> float:
    """In pixels."""
    from matplotlib.font_manager import get_font

    font = get_font(str(_font(bold)))
    font.set_size(size, DOTS)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64


def _painted(sheet: Sheet) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"hatch.linewidth": 2.5, "text.parse_math": False}):
        figure = Figure((WIDTH / DOTS, sheet.height / DOTS), DOTS, facecolor=Colour.WHITE)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(sheet.height, 0)
        for mark in sheet.marks:
            _paint(axes, mark)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=DOTS, metadata={"Software": None})
    return picture.getvalue()


def _paint(axes: Any, mark: Area | Words) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Rectangle

    if isinstance(mark, Area):
        at = (mark.x, mark.y), mark.width, mark.height
        axes.add_patch(Rectangle(*at, facecolor=mark.ink.colour, edgecolor=Colour.WHITE, linewidth=0))
        if mark.ink.hatch:
            axes.add_patch(Rectangle(*at, fill=False, hatch=mark.ink.hatch, edgecolor=mark.ink.words, linewidth=0))
        axes.add_patch(Rectangle(*at, fill=False, edgecolor=Colour.WHITE, linewidth=3))
        return
    axes.text(
        mark.x,
        mark.y,
        mark.text,
        color=mark.colour,
        ha=mark.side.value,
        va="center_baseline",
        fontproperties=FontProperties(fname=_font(mark.bold), size=mark.size),
        bbox=None if mark.on is None else {"facecolor": mark.on.colour, "edgecolor": "none", "pad": 4},
    )
