from __future__ import annotations

from pathlib import Path

from search_app.language.english import ENGLISH
from search_app.search.index.common_words import CommonWords, write_common_words


def test_common_words_are_found_and_others_are_not(tmp_path: Path) -> None:
    write_common_words(tmp_path, ENGLISH)
    words = CommonWords(tmp_path)
    assert "revenge" in words
    assert "revenje" not in words
    assert "" not in words
