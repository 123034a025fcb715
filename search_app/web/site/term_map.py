"""The map of what is around a term: where the term and up to six neighbours stand, and which lines join them.

The term is in the middle, its neighbours on a ring around it; lines on the ring join neighbours that lead to each
other. The order on the ring is the one in which most such pairs stand side by side: with six of them every order can be
tried. All is drawn 300 wide, which a phone shows at full size. `templates/_neighbourhood.html` draws it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import permutations
from textwrap import wrap
from typing import TypeVar

Item = TypeVar("Item")

MOST = 6  # neighbours on the map

WIDTH = 300
NODE_WIDTH = 138
LINE_HEIGHT = 16
PADDING = 9
ROW_GAP = 30
LETTERS = 17  # of a name on a line
LINES = 3  # a longer name is cut

# Places on the ring, clockwise from the top, as column (-1, 0, 1) and row (0 to 4; the term itself is in row 2);
# with fewer neighbours some are left out.
_RING = {
    1: [(0, 0)],
    2: [(0, 0), (0, 4)],
    3: [(-1, 1), (1, 1), (0, 4)],
    4: [(-1, 1), (1, 1), (1, 3), (-1, 3)],
    5: [(0, 0), (1, 1), (1, 3), (-1, 3), (-1, 1)],
    6: [(0, 0), (1, 1), (1, 3), (0, 4), (-1, 3), (-1, 1)],
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A term on the map; `source` says who thinks it is near, as in `Related`."""

    slug: str
    name: str
    url: str
    category: str
    source: str = "curated"


@dataclass(frozen=True, slots=True)
class Node:
    """A box with its name in lines; each line stands at its own height. Lengths are in units of the drawing."""

    neighbour: Neighbour
    x: float
    y: float
    height: int
    lines: tuple[tuple[str, float], ...]

    @property
    def left(self) -> float:
        return self.x - NODE_WIDTH / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line between the middles of two boxes; `kind` is the neighbour's source, or `between`."""

    kind: str
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing: `centre` is the term itself."""

    height: float
    centre: Node
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]

    width = WIDTH
    node_width = NODE_WIDTH


def draw(centre: Neighbour, neighbours: Sequence[Neighbour], pairs: Collection[frozenset[str]]) -> Map | None:
    """Return the map around `centre`, or None for a term that stands alone.

    Args:
        centre: the term.
        neighbours: the nearest terms, nearest first.
        pairs: the slugs of each two neighbours that lead to each other.
    """
    if not neighbours:
        return None
    ring = _around(neighbours[:MOST], pairs)
    places = _RING[len(ring)]
    heights = _row_middles([*zip(ring, (row for _, row in places), strict=True), (centre, 2)])
    nodes = tuple(_node(each, column, heights[row]) for each, (column, row) in zip(ring, places, strict=True))
    middle = _node(centre, 0, heights[2])
    spokes = [Line(node.neighbour.source, middle, node) for node in nodes]
    between = [
        Line("between", one, other)
        for one, other in _side_by_side(nodes)
        if frozenset((one.neighbour.slug, other.neighbour.slug)) in pairs
    ]
    bottom = max(node.y + node.height / 2 for node in (middle, *nodes))
    return Map(bottom + 1, middle, nodes, (*between, *spokes))


def _around(neighbours: Sequence[Neighbour], pairs: Collection[frozenset[str]]) -> Sequence[Neighbour]:
    """Return the order on the ring with most pairs side by side; the nearest neighbour keeps the first place."""
    first, *others = neighbours

    def joined(order: tuple[Neighbour, ...]) -> int:
        return sum(frozenset((one.slug, other.slug)) in pairs for one, other in _side_by_side((first, *order)))

    return (first, *max(permutations(others), key=joined))


def _side_by_side(ring: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Return each two that follow each other on the ring; two alone stand opposite, with the term between them."""
    return list(zip(ring, (*ring[1:], ring[0]), strict=True)) if len(ring) > 2 else []


def _row_middles(rows: Sequence[tuple[Neighbour, int]]) -> dict[int, float]:
    """Return the height at which the middle of each used row stands, from the top."""
    middles: dict[int, float] = {}
    bottom = 1.0 - ROW_GAP
    for row in sorted({row for _, row in rows}):
        height = max(_height(each) for each, at in rows if at == row)
        middles[row] = bottom + ROW_GAP + height / 2
        bottom += ROW_GAP + height
    return middles


def _node(neighbour: Neighbour, column: int, y: float) -> Node:
    lines = _lines(neighbour)
    first = y - (len(lines) - 1) * LINE_HEIGHT / 2 + 4.5  # the baseline, for the middle of small letters at y
    placed = tuple((line, first + number * LINE_HEIGHT) for number, line in enumerate(lines))
    x = WIDTH / 2 + column * (WIDTH - NODE_WIDTH - 2) / 2
    return Node(neighbour, x, y, _height(neighbour), placed)


def _lines(neighbour: Neighbour) -> list[str]:
    return wrap(neighbour.name, LETTERS, max_lines=LINES, placeholder="…")


def _height(neighbour: Neighbour) -> int:
    return len(_lines(neighbour)) * LINE_HEIGHT + 2 * PADDING
