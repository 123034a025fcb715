"""The category facet: counts over all matches, and for each category the URL that toggles it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from search_app.glossary.model import Category
from search_app.search.request import SearchRequest
from search_app.search.results.model import FacetValue
from search_app.search.storage.arrays import Counts
from search_app.urls import category_argument

MAX_VALUES = 40  # categories in the filter; of more, those with the most matches, and none without any


class CategoryFacet:
    """The category facet of a generation."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self._numbers = {each.slug: number for number, each in enumerate(categories)}
        self._slugs, self._names = [each.slug for each in categories], [each.name for each in categories]

    def values(self, request: SearchRequest, counts: Counts) -> tuple[FacetValue, ...]:
        """Return the categories with their counts among all matches, whatever is chosen; zeros are kept."""
        chosen = [slug for slug in request.categories if slug in self._numbers]
        shown = self._shown(counts, chosen)
        before, after = request.around_categories()
        start = before + "".join(map(category_argument, chosen))
        slugs, names = self._slugs, self._names
        values = [FacetValue(slugs[number], names[number], count, False, start, after) for number, count in shown]
        return tuple(values) if not chosen else tuple(_toggled(value, chosen, before) for value in values)

    def _shown(self, counts: Counts, chosen: Collection[str]) -> Iterable[tuple[int, int]]:
        """Return the number and count of each category that is shown, in display order."""
        if len(counts) <= MAX_VALUES:
            return enumerate(counts.tolist())
        numbers = counts.nonzero()[0]
        if len(numbers) > MAX_VALUES:
            numbers = np.sort(numbers[counts[numbers].argsort(kind="stable")[-MAX_VALUES:]])
        if chosen:
            numbers = np.union1d(numbers, [self._numbers[slug] for slug in chosen])
        return zip(numbers.tolist(), counts.take(numbers).tolist(), strict=True)


def _toggled(value: FacetValue, chosen: Collection[str], before: str) -> FacetValue:
    """Return the value of a category that is chosen, with the address without it; other values as they are."""
    if value.slug not in chosen:
        return value
    kept = "".join(category_argument(slug) for slug in chosen if slug != value.slug)
    return FacetValue(value.slug, value.name, value.count, True, before + kept, value.after)
