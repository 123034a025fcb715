"""Our own query tree; Whoosh and OpenSearch are two translations of it."""

from __future__ import annotations

from whoosh.query import Prefix
from whoosh.reading import IndexReader

from search_app.language.english import ENGLISH
from search_app.search.index.lexicon import Lexicon


class Beginning(Prefix):  # type: ignore[misc]
    """The words that begin with `text`, by their stems, which themselves need not begin so; scored as those are."""

    def __init__(self, fieldname: str, text: str, lexicon: Lexicon) -> None:
        super().__init__(fieldname, text, constantscore=False)
        self.lexicon = lexicon

    def _btexts(self, ixreader: IndexReader) -> list[bytes]:
        """Return the stems; only Whoosh asks, the executor has them as numbers."""
        found = {ENGLISH.stem(word) for word in self.lexicon.beginning(self.text)}
        return [text.encode() for text in sorted(found) if (self.fieldname, text) in ixreader]
