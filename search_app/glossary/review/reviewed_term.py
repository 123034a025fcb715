"""Terms prepared for review: plain text in sentences and words, and the terms that each text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from search_app.glossary.files import SITE_FILE, table_of, translation_of
from search_app.glossary.model import Remark, Term
from search_app.glossary.rendering.entry import plain_text
from search_app.glossary.rendering.term_linker import Mention, Vocabulary, Word, words_in

_QUOTED = 70  # characters of a text in a remark, at most


@dataclass(frozen=True, slots=True)
class ReviewedSection:
    """A section of a term: its Markdown, and its plain text as a whole, in sentences and in words."""

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
    """A term and its sections; `mentions` are the slugs of the terms named in its text, and its own."""

    term: Term
    sections: tuple[ReviewedSection, ...]
    mentions: frozenset[str]

    @property
    def slug(self) -> str:
        return self.term.slug

    def sentences(self) -> list[str]:
        """Return the sentences of all sections."""
        return [sentence for section in self.sections for sentence in section.sentences]

    def remark(self, kind: str, key: str, message: str) -> Remark:
        """Return a remark at the line of a key of the front matter, or at that of the term for `""`."""
        return Remark(self.term.origin.path, self.term.origin.line(key), kind, message)

    def remark_at(self, kind: str, section: ReviewedSection, text: str, message: str) -> Remark:
        """Return a remark at the line on which `text` begins."""
        return Remark(self.term.origin.path, self.line_of(section, text), kind, message)

    def line_of(self, section: ReviewedSection, text: str) -> int:
        """Return the line of the file on which `text` begins; the first line of `section` if it is not found there."""
        words = r"\s+".join(re.escape(word) for word in text.split()[:8])
        found = re.search(words, section.markdown)
        return self.term.origin.line(section.anchor) + section.markdown.count("\n", 0, found.start() if found else 0)


def prepare(terms: Iterable[Term], vocabulary: Vocabulary) -> list[ReviewedTerm]:
    """Return `terms` prepared for review, in order; `vocabulary` are the names that count as mentions."""
    return [_prepared(term, vocabulary) for term in terms]


def _prepared(term: Term, vocabulary: Vocabulary) -> ReviewedTerm:
    sections, mentions = [], {term.slug}
    for section in term.sections():
        text = plain_text(section.markdown)
        words = words_in(text, vocabulary.language)
        mentions.update(mention.slug for mention in vocabulary.mentions(text, words))
        sections.append(
            ReviewedSection(
                section.kind,
                section.anchor,
                section.title,
                section.markdown,
                text,
                tuple(vocabulary.language.sentences(text)),
                tuple(words),
            )
        )
    return ReviewedTerm(term, tuple(sections), frozenset(mentions))


def glossary_remark(reviewed_terms: Sequence[ReviewedTerm], kind: str, message: str) -> Remark:
    """Return a remark on the glossary as a whole, at the first line of its `glossary.toml`, or of a translation's."""
    path = Path(reviewed_terms[0].term.origin.path)
    _, language = translation_of(path)
    table = table_of(SITE_FILE, language) if language else SITE_FILE
    return Remark(f"{path.parts[0]}/{table}", 1, kind, message)


def quoted(text: str) -> str:
    """Return `text` in quotation marks; a long one is cut after a word."""
    return f"'{text}'" if len(text) <= _QUOTED else f"'{text[:_QUOTED].rsplit(' ', 1)[0]} …'"
