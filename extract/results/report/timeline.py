"""The timeline: events by kind and date, drawn as SVG that a style sheet colours."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import svg
from markupsafe import Markup, escape

from extract.results.report.date_text import date_text
from extract.results.report.glyphs import glyph
from extract.results.report.scale import DayScale, Period, main_period
from extract.results.report.wording import many
from schemas import KINDS, AnyEvent

WIDTH, LEFT, TOP, BOTTOM = 960.0, 92.0, 8.0, 26.0
DOT = 5.0
STEP = 13.0
MOST_ROWS = 12
"""Rows of dots in one lane; where a lane needs more, all lanes show bars."""
BAR_HEIGHT = 70.0
LETTER = 7.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing, whether it shows bars instead of one mark an event, and in words what it leaves out."""

    drawing: Markup
    as_bars: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    event: AnyEvent
    first: int
    last: int


def draw_timeline(events: Sequence[AnyEvent], disputed: frozenset[str]) -> Timeline | None:
    """The events of the main period, a lane a kind; None where no event has a date.

    One dot an event in the column of its day, week, month or year, a line where it may lie in several;
    bars of numbers where there are too many for dots.

    Args:
        events: in any order.
        disputed: ids of events whose accounts differ.
    """
    spans = {event.id: span for event in events if (span := _span(event))}
    if not spans:
        return None
    period = main_period(list(spans.values()))
    scale = DayScale(period, left=LEFT, right=WIDTH)
    lanes: dict[str, list[_Placed]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (spans.get(one.id, (dt.date.min,))[0], one.id)):
        if event.id in spans and period.meets(*spans[event.id]):
            lanes[event.kind].append(_Placed(event, *scale.columns(*spans[event.id])))
    drawing = _Drawing(scale, disputed)
    drawing.lanes({kind: lanes[kind] for kind in KINDS if lanes[kind]})
    return Timeline(drawing.finished(), drawing.as_bars, tuple(_left_out(events, spans, period)))


def _span(event: AnyEvent) -> tuple[dt.date, dt.date] | None:
    if event.date is None:
        return None
    first, last = event.date.earliest or event.date.latest, event.date.latest or event.date.earliest
    return (first, last) if first and last else None


def _left_out(events: Sequence[AnyEvent], spans: dict[str, tuple[dt.date, dt.date]], period: Period) -> list[str]:
    earlier = sum(last < period.first for _, last in spans.values())
    later = sum(first > period.last for first, _ in spans.values())
    undated = len(events) - len(spans)
    counts = ((earlier, "earlier"), (later, "later"), (undated, "undated"))
    return [many(count, f"{which} event") for count, which in counts if count]


class _Drawing:
    def __init__(self, scale: DayScale, disputed: frozenset[str]) -> None:
        self._scale = scale
        self._disputed = disputed
        self._elements: list[svg.Element] = []
        self._bottom = TOP
        self.as_bars = False

    def lanes(self, lanes: dict[str, list[_Placed]]) -> None:
        packed = {kind: _pack(placed, self._per_row()) for kind, placed in lanes.items()}
        self.as_bars = max(len(rows) for rows in packed.values()) > MOST_ROWS
        tallest = max((count for placed in lanes.values() for count in _counts(placed).values()), default=1)
        for kind, placed in lanes.items():
            top = self._bottom
            if self.as_bars:
                self._bars(kind, placed, tallest)
            else:
                self._dots(kind, packed[kind])
            self._label(kind, top)

    def finished(self) -> Markup:
        """The whole as SVG; hidden from screen readers, which have the list of events."""
        ticks = self._ticks()
        height = self._bottom + BOTTOM
        drawing = svg.SVG(
            viewBox=svg.ViewBoxSpec(0, 0, WIDTH, height),
            class_=["timeline"],
            elements=[*ticks, *self._elements],
            extra={"aria-hidden": "true", "focusable": "false"},
        )
        return Markup(drawing.as_str())

    def _per_row(self) -> int:
        return max(1, int((self._scale.width - 4) // STEP))

    def _label(self, kind: str, top: float) -> None:
        middle = (top + self._bottom) / 2
        self._elements.append(svg.Text(x=0, y=middle + 4, text=f"{kind.capitalize()}s", class_=["lane"]))
        self._elements.append(svg.Line(x1=0, x2=WIDTH, y1=self._bottom, y2=self._bottom, class_=["rule"]))

    def _dots(self, kind: str, rows: list[list[tuple[_Placed, int]]]) -> None:
        for number, row in enumerate(rows):
            y = self._bottom + 8 + STEP * number + DOT
            beside = Counter(placed.first for placed, _ in row)
            for placed, slot in row:
                middle = slot - (beside[placed.first] - 1) / 2
                self._elements.append(self._linked(placed.event, kind, self._mark(placed, middle, y)))
        self._bottom += 16 + STEP * len(rows)

    def _mark(self, placed: _Placed, offset: float, y: float) -> svg.Element:
        start, _ = self._scale.edges(placed.first)
        _, end = self._scale.edges(placed.last)
        if placed.first == placed.last:
            return glyph(placed.event.kind, (start + end) / 2 + STEP * offset, y, DOT)
        return svg.Rect(x=round(start + 3, 1), y=y - 3, width=round(end - start - 6, 1), height=6, rx=3)

    def _linked(self, event: AnyEvent, kind: str, mark: svg.Element) -> svg.Element:
        classes = ["mark", kind, *(["disputed"] if event.id in self._disputed else [])]
        if event.date and event.date.earliest is None:
            classes.append("bound")
        title = svg.Title(text=str(escape(f"{event.title} ({date_text(event.date)})")))
        # Not in the order of tabs: the cards are, and hold the same.
        return svg.A(href=f"#{escape(event.id)}", class_=classes, elements=[title, mark], tabindex=-1)

    def _bars(self, kind: str, placed: list[_Placed], tallest: int) -> None:
        base = self._bottom + BAR_HEIGHT + 8
        for column, count in sorted(_counts(placed).items()):
            start, end = self._scale.edges(column)
            height = max(1.5, BAR_HEIGHT * count / tallest)
            title = svg.Title(text=f"{self._scale.name(column)}: {count}")
            bar = svg.Rect(
                x=round(start + 1, 1),
                y=round(base - height, 1),
                width=round(max(1.0, end - start - 2), 1),
                height=round(height, 1),
                elements=[title],
            )
            self._elements.append(svg.G(class_=["mark", "bar", kind], elements=[bar]))
        self._bottom = base

    def _ticks(self) -> list[svg.Element]:
        ticks: list[svg.Element] = []
        for x, text in self._scale.ticks():
            ticks.append(svg.Line(x1=x, x2=x, y1=TOP, y2=self._bottom, class_=["tick"]))
            if x + LETTER * len(text) < WIDTH:
                ticks.append(svg.Text(x=x + 4, y=self._bottom + 17, text=text, class_=["day"]))
        return ticks


def _pack(placed: Sequence[_Placed], per_row: int) -> list[list[tuple[_Placed, int]]]:
    """Rows from the top: what spans several columns first, then the others as many side by side as fit."""
    rows: list[list[tuple[_Placed, int]]] = []
    taken: list[dict[int, int]] = []
    for one in sorted(placed, key=lambda p: p.first == p.last):
        need = 1 if one.first == one.last else per_row
        columns = range(one.first, one.last + 1)
        fits = (n for n, used in enumerate(taken) if all(used.get(c, 0) + need <= per_row for c in columns))
        row = next(fits, len(rows))
        if row == len(rows):
            rows.append([])
            taken.append({})
        rows[row].append((one, taken[row].get(one.first, 0)))
        for column in columns:
            taken[row][column] = taken[row].get(column, 0) + need
    return rows


def _counts(placed: Sequence[_Placed]) -> dict[int, int]:
    """How many events begin in each column."""
    counts: dict[int, int] = defaultdict(int)
    for one in placed:
        counts[one.first] += 1
    return counts
