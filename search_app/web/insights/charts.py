"""Charts as numbers: where each bar of a picture stands. The template draws them; it does no sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 180  # units of the picture; it scales with the page
TOP, BOTTOM = 20, 22  # room for the number above and the label below
GAP = 0.25  # share of a bar's room that stays empty
LABELS = 7  # labels below the bars, at most
NUMBERED = 14  # bars that leave room for a number above each


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in units of the picture: `part` is the height of its lower, darker part.

    `number` stands above it and `label` below; both are empty where many bars leave no room.
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
    def part_y(self) -> float:
        return round(self.y + self.height - self.part, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    base: int
    most: int
    bars: tuple[Bar, ...]


def bar_chart(rows: Sequence[tuple[str, int, int]], unit: str, part: str) -> Chart:
    """Return a chart of `rows`: label, number, and how much of the number is the darker part.

    Args:
        rows: from left to right.
        unit: what is counted, for a bar's title: `searches`.
        part: what the darker part is: `without results`.
    """
    most = max((number for _, number, _ in rows), default=0)
    room = WIDTH / max(1, len(rows))
    scale = (HEIGHT - TOP - BOTTOM) / max(1, most)
    every = -(-len(rows) // LABELS)
    bars = tuple(
        Bar(
            x=round(place * room + room * GAP / 2, 1),
            y=round(HEIGHT - BOTTOM - number * scale, 1),
            width=round(room * (1 - GAP), 1),
            height=round(number * scale, 1),
            part=round(darker * scale, 1),
            number=str(number) if number and len(rows) <= NUMBERED else "",
            label=label if place % every == 0 else "",
            title=f"{label}: {number} {unit}" + (f", {darker} {part}" if part else ""),
        )
        for place, (label, number, darker) in enumerate(rows)
    )
    return Chart(WIDTH, HEIGHT, HEIGHT - BOTTOM, most, bars)
