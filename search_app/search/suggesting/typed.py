"""The text typed so far."""

from __future__ import annotations

from search_app.glossary.naming import name_key
from search_app.language.tokens import Word
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.lazy import lazy_property
from search_app.search.query.plain import parse_plain

BEGUN_FROM = 3  # letters of an unfinished word that say something by themselves


class TypedText:
    """Text typed so far, cleaned; a space at its end says that the last word is finished. Analyzed when needed.

    content: the words that are no stop words; unlike those of a query, none if all are.
    unfinished: the last word, a content word that may go on; else empty.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self._vocabulary = vocabulary
        self._language = vocabulary.language

    @lazy_property
    def query(self) -> AnalyzedQuery:
        return AnalyzedQuery(parse_plain(self.text, self._language), self._vocabulary)

    @property
    def words(self) -> tuple[Word, ...]:
        return self.query.words

    @property
    def key(self) -> str:
        return name_key(self.text)

    @lazy_property
    def content(self) -> list[Word]:
        return [word for word in self.words if word.surface not in self._language.stop_words]

    @property
    def unfinished(self) -> str:
        ends_with_content = self.content and self.content[-1] == self.words[-1]
        return self.words[-1].surface if ends_with_content and not self.text[-1:].isspace() else ""

    @property
    def is_known(self) -> bool:
        """Whether the glossary has all content words, or for an unfinished one a word that it begins."""
        lexicon, unfinished = self._vocabulary.lexicon, self.unfinished
        finished = self.content[:-1] if unfinished else self.content
        if not all(lexicon.knows(word.surface) for word in finished):
            return False
        return not unfinished or lexicon.knows(unfinished) or bool(lexicon.beginning(unfinished, 1))

    @property
    def beginnings(self) -> list[str]:
        """The words to mark where a word of a name begins so: not stop words, unless one is the last word."""
        words = [word.surface for word in self._language.words(self.text)]
        return [word for word in words[:-1] if word not in self._language.stop_words] + words[-1:]

    @property
    def from_content(self) -> str:
        """The text from the first word that may name something: `deductible` of `what is a deductible`; or empty."""
        first = next((word for word in self.content if word.surface not in self._language.asking_words), None)
        return self.text[first.start :] if first else ""
