from __future__ import annotations

from search_app.search.query.lazy import lazy_property


class Measured:
    def __init__(self) -> None:
        self.computed = 0

    @lazy_property
    def length(self) -> int:
        """The length."""
        self.computed += 1
        return 7


def test_a_value_is_computed_once_for_each_instance() -> None:
    first, second = Measured(), Measured()
    assert (first.length, first.length) == (7, 7)
    assert (first.computed, second.computed) == (1, 0)
    assert second.length == 7


def test_a_value_that_is_removed_is_computed_again() -> None:
    measured = Measured()
    assert measured.length == 7
    del measured.__dict__["length"]
    assert measured.length == 7
    assert measured.computed == 2
