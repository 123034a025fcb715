"""A term as its checks read it: plain text in sentences, and the terms that its text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search_app.glossary.model import Remark, Term
from search_app.glossary.rendering.entry import plain_text
from search_app.glossary.rendering.term_linker import Mention, Vocabulary, Word, words_in
from search_app.language.english import ENGLISH

_SHOWN = 70  # characters of a text that a remark quotes


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a term: its Markdown and the same as plain text, whole, in sentences and in words."""

    kind: str
    anchor: str
    title: str
    markdown: str
    text: str
    sentences: tuple[str, ...]
    words: tuple[Word, ...]

    def mentions(self, vocabulary: Vocabulary) -> Iterator[Mention]:
        """Yield the names of `vocabulary` in the text."""
        return vocabulary.mentions(self.text, self.words)


@dataclass(frozen=True, slots=True)
class ReviewedTerm:
    """A term and its parts; `mentions` are the slugs of the terms that its text names, itself among them."""

    term: Term
    parts: tuple[Part, ...]
    mentions: frozenset[str]

    @property
    def slug(self) -> str:
        return self.term.slug

    def sentences(self) -> list[str]:
        """Return the sentences of all parts."""
        return [sentence for part in self.parts for sentence in part.sentences]

    def remark(self, kind: str, key: str, message: str) -> Remark:
        """Return a remark at the line of a key of the front matter, or of the term for `""`."""
        return Remark(self.term.origin.path, self.term.origin.line(key), kind, message)

    def remark_at(self, kind: str, part: Part, text: str, message: str) -> Remark:
        """Return a remark at the line on which `text` begins."""
        return Remark(self.term.origin.path, self.line_of(part, text), kind, message)

    def line_of(self, part: Part, text: str) -> int:
        """Return the line on which `text` begins in `part`, or on which `part` does where `text` is not found."""
        words = r"\s+".join(re.escape(word) for word in text.split()[:8])
        found = re.search(words, part.markdown)
        return self.term.origin.line(part.anchor) + part.markdown.count("\n", 0, found.start() if found else 0)


def read_terms(terms: Iterable[Term], vocabulary: Vocabulary) -> list[ReviewedTerm]:
    """Return `terms` ready to be checked, in order."""
    return [_read(term, vocabulary) for term in terms]


def _read(term: Term, vocabulary: Vocabulary) -> ReviewedTerm:
    parts, named = [], {term.slug}
    for section in term.sections():
        text = plain_text(section.markdown)
        words = words_in(text)
        named.update(mention.slug for mention in vocabulary.mentions(text, words))
        cut = tuple(ENGLISH.sentences(text))
        parts.append(Part(section.kind, section.anchor, section.title, section.markdown, text, cut, tuple(words)))
    return ReviewedTerm(term, tuple(parts), frozenset(named))


def quoted(text: str) -> str:
    """Return `text` in quotation marks, cut at a word where it is long."""
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN].rsplit(' ', 1)[0]} …'"
