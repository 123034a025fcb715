"""The trigram index compares few names, and finds all that a comparison with every name would find."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search_app.search.index.trigrams import LEAST_SHARED, TrigramIndex, trigrams, write_trigrams
from search_app.search.storage.strings import StringArray, write_strings

NAMES = ["a", "tip", "tips", "tip pool", "tip pooling", "pool", "trip", "wage theft", "wage", "page theft", "x" * 90]


@given(text=st.one_of(st.sampled_from(NAMES), st.text("tipwagepol ", max_size=14)), least=st.sampled_from([0.45, 0.72]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_similar_name_is_missed(tmp_path_factory: pytest.TempPathFactory, text: str, least: float) -> None:
    folder = tmp_path_factory.mktemp("similar")
    write_strings(folder, "names.spaced", NAMES)
    write_trigrams(folder, NAMES)
    key = " ".join(text.split())
    wanted = {
        number
        for number, name in enumerate(NAMES)
        if len(trigrams(key) & trigrams(name[:80])) >= max(1, int(len(trigrams(key)) * LEAST_SHARED))
        and OSA.normalized_similarity(key[:80], name) >= least
    }
    found = TrigramIndex(folder, StringArray(folder, "names.spaced")).nearest(text, least, limit=99)
    assert {number for number, _ in found} == wanted
    assert [likeness for _, likeness in found] == sorted((likeness for _, likeness in found), reverse=True)


def test_a_glossary_without_names(tmp_path: Path) -> None:
    write_strings(tmp_path, "names.spaced", [])
    write_trigrams(tmp_path, [])
    assert TrigramIndex(tmp_path, StringArray(tmp_path, "names.spaced")).nearest("tip", 0.5) == []
