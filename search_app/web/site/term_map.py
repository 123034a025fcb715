"""The layout of the map of related terms: a term, up to six neighbours around it, and the lines between them.

The term is in the middle, its neighbours on a ring around it; lines on the ring join neighbours that link to each
other. Their order puts as many such pairs as possible side by side; with six neighbours every order can be tried. The
map is 300 units wide, which a phone shows at full size. `templates/site/_term_map.html` draws it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import permutations
from textwrap import wrap
from typing import TypeVar

Item = TypeVar("Item")

MAX_NEIGHBOURS = 6

WIDTH = 300
NODE_WIDTH = 138
LINE_HEIGHT = 16
PADDING = 9
ROW_GAP = 30
LINE_LENGTH = 17  # characters
MAX_LINES = 3  # a longer name is cut

# Positions on the ring by number of neighbours, clockwise from the top: column (-1, 0, 1) and row (0 to 4). The term
# itself is in row 2.
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
    """A term on the map; `source` as in `Related`."""

    slug: str
    name: str
    url: str
    category: str
    source: str = "curated"


@dataclass(frozen=True, slots=True)
class Node:
    """A box, and the lines of its name, each with its baseline. Lengths are in units of the drawing."""

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
    """A line between the centres of two boxes; `kind` is the neighbour's source, or `between`."""

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
    """Return the map around `centre`, or None without neighbours.

    Args:
        centre: the term.
        neighbours: the nearest terms, nearest first.
        pairs: the slugs of each two neighbours of which one links to the other.
    """
    if not neighbours:
        return None
    ring = _around(neighbours[:MAX_NEIGHBOURS], pairs)
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
    """Return the order with the most pairs side by side; the nearest neighbour stays first."""
    first, *others = neighbours

    def joined(order: tuple[Neighbour, ...]) -> int:
        return sum(frozenset((one.slug, other.slug)) in pairs for one, other in _side_by_side((first, *order)))

    return (first, *max(permutations(others), key=joined))


def _side_by_side(ring: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Return the adjacent pairs of a ring; a ring of two has none, because the term is between them."""
    return list(zip(ring, (*ring[1:], ring[0]), strict=True)) if len(ring) > 2 else []


def _row_middles(rows: Sequence[tuple[Neighbour, int]]) -> dict[int, float]:
    """Return the y of the middle of each row in use."""
    middles: dict[int, float] = {}
    bottom = 1.0 - ROW_GAP
    for row in sorted({row for _, row in rows}):
        height = max(_height(each) for each, at in rows if at == row)
        middles[row] = bottom + ROW_GAP + height / 2
        bottom += ROW_GAP + height
    return middles


def _node(neighbour: Neighbour, column: int, y: float) -> Node:
    lines = _lines(neighbour)
    first = y - (len(lines) - 1) * LINE_HEIGHT / 2 + 4.5  # the baseline that centres small letters on y
    placed = tuple((line, first + number * LINE_HEIGHT) for number, line in enumerate(lines))
    x = WIDTH / 2 + column * (WIDTH - NODE_WIDTH - 2) / 2
    return Node(neighbour, x, y, _height(neighbour), placed)


def _lines(neighbour: Neighbour) -> list[str]:
    return wrap(neighbour.name, LINE_LENGTH, max_lines=MAX_LINES, placeholder="…")


def _height(neighbour: Neighbour) -> int:
    return len(_lines(neighbour)) * LINE_HEIGHT + 2 * PADDING
