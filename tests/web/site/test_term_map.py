"""The map of related terms: no overlaps, neighbours that link to each other side by side."""

from __future__ import annotations

from itertools import combinations

import pytest

from search_app.web.site.term_map import NODE_WIDTH, WIDTH, Map, Neighbour, Node, draw


def neighbour(slug: str, name: str = "") -> Neighbour:
    return Neighbour(slug, name or slug.title(), f"/terms/{slug}", "money")


def drawn(count: int, *pairs: str) -> Map:
    found = draw(
        neighbour("centre"), [neighbour(letter) for letter in "abcdefgh"[:count]], {frozenset(p) for p in pairs}
    )
    assert found
    return found


def apart(one: Node, other: Node) -> bool:
    beside = abs(one.x - other.x) >= NODE_WIDTH
    return beside or abs(one.y - other.y) >= (one.height + other.height) / 2


@pytest.mark.parametrize("count", range(1, 9))
def test_no_two_boxes_overlap_and_none_leaves_the_drawing(count: int) -> None:
    found = drawn(count)
    assert len(found.nodes) == min(count, 6)
    for one, other in combinations((found.centre, *found.nodes), 2):
        assert apart(one, other), (one, other)
    for node in (found.centre, *found.nodes):
        assert 0 <= node.left <= node.left + NODE_WIDTH <= WIDTH
        assert 0 <= node.top <= node.top + node.height <= found.height


def test_a_term_that_stands_alone_has_no_map() -> None:
    assert draw(neighbour("centre"), [], set()) is None


def test_every_neighbour_is_joined_to_the_term() -> None:
    found = drawn(6)
    assert {line.end.neighbour.slug for line in found.lines if line.start is found.centre} == set("abcdef")


def test_those_that_lead_to_each_other_stand_side_by_side() -> None:
    found = drawn(6, "ad", "db", "be")
    between = {frozenset((x.start.neighbour.slug, x.end.neighbour.slug)) for x in found.lines if x.kind == "between"}
    assert between == {frozenset("ad"), frozenset("db"), frozenset("be")}


def test_a_long_name_is_broken_into_lines_and_cut() -> None:
    name = "An Extraordinarily Long Name of a Thing That Has No Right to One"
    found = draw(neighbour("centre"), [neighbour("a", name)], set())
    assert found
    (node,) = found.nodes
    assert len(node.lines) == 3
    assert all(len(text) <= 18 for text, _ in node.lines)
    assert node.lines[-1][0].endswith("…")
    assert all(node.top < y < node.top + node.height for _, y in node.lines)
