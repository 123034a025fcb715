"""Bars fit into the picture, in proportion, with as many labels as there is room for."""

from __future__ import annotations

import pytest

from search_app.web.insights.charts import BOTTOM, HEIGHT, LABELS, LETTER, NUMBERED, TOP, WIDTH, bar_chart


@pytest.mark.parametrize("count", [1, 7, NUMBERED, NUMBERED + 1, 365])
def test_bars_fit_into_the_picture_in_order(count: int) -> None:
    chart = bar_chart([(str(number), number, number // 2) for number in range(count)], "searches", "without results")
    assert len(chart.bars) == count
    for one, other in zip(chart.bars, chart.bars[1:], strict=False):
        assert one.x + one.width <= other.x
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y >= TOP
        assert bar.y + bar.height == pytest.approx(HEIGHT - BOTTOM)
    assert sum(bar.label != "" for bar in chart.bars) <= LABELS
    assert any(bar.number for bar in chart.bars) == (1 < count <= NUMBERED)


def test_heights_are_in_proportion_and_titles_say_both_numbers() -> None:
    low, high = bar_chart([("Mon", 10, 5), ("Tue", 20, 0)], "searches", "without results").bars
    assert low.height == pytest.approx(high.height / 2)
    assert low.part == pytest.approx(low.height / 2)
    assert low.title == "Mon: 10 searches, 5 without results"


def test_without_numbers_there_are_no_bars() -> None:
    assert bar_chart([], "searches", "").bars == ()
    assert [bar.height for bar in bar_chart([("Mon", 0, 0)], "opened", "").bars] == [0]


def test_labels_are_not_cut_at_the_edges() -> None:
    bars = bar_chart([("November 22", 1, 0)] * 30, "searches", "").bars
    for bar in bars:
        assert bar.label_x - len(bar.label) * LETTER / 2 >= 0
        assert bar.label_x + len(bar.label) * LETTER / 2 <= WIDTH
    assert bars[15].label_x == bars[15].middle
