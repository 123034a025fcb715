"""The geometry of bar charts: the template only draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 180  # units of the picture; it scales with the page
TOP, BOTTOM = 20, 22  # room for the number above and the label below
GAP = 0.25  # share of a bar's slot that stays empty
LABELS = 7  # labels below the bars, at most
LETTER = 9  # width of a letter of a label, at most
NUMBERED = 14  # bars, at most, with a number above each


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in units of the picture; `part` is the height of its lower, darker part.

    `number` is printed above it and `label` below; both are empty where many bars leave no room.
    """

    x: float
    y: float
    width: float
    height: float
    part: float
    number: str
    label: str
    title: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def label_x(self) -> float:
        """The middle of the label, which the edges of the picture do not cut."""
        half = len(self.label) * LETTER / 2
        return round(min(max(self.middle, half), WIDTH - half), 1)

    @property
    def part_y(self) -> float:
        return round(self.y + self.height - self.part, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in units of the picture; `base` is the y of the axis, `most` the largest number."""

    width: int
    height: int
    base: int
    most: int
    bars: tuple[Bar, ...]


def bar_chart(rows: Sequence[tuple[str, int, int]], unit: str, part: str) -> Chart:
    """Return a chart of `rows`: label, number, and the share of the number in the darker part.

    Args:
        rows: from left to right.
        unit: the unit in a bar's title: `searches`.
        part: the label of the darker part: `without results`.
    """
    most = max((number for _, number, _ in rows), default=0)
    slot = WIDTH / max(1, len(rows))
    scale = (HEIGHT - TOP - BOTTOM) / max(1, most)
    every = -(-len(rows) // LABELS)
    bars = tuple(
        Bar(
            x=round(place * slot + slot * GAP / 2, 1),
            y=round(HEIGHT - BOTTOM - number * scale, 1),
            width=round(slot * (1 - GAP), 1),
            height=round(number * scale, 1),
            part=round(darker * scale, 1),
            number=str(number) if number and len(rows) <= NUMBERED else "",
            label=label if place % every == 0 else "",
            title=f"{label}: {number} {unit}" + (f", {darker} {part}" if part else ""),
        )
        for place, (label, number, darker) in enumerate(rows)
    )
    return Chart(WIDTH, HEIGHT, HEIGHT - BOTTOM, most, bars)
