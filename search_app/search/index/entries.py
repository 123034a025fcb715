"""The published entries of a generation. What documents (documents.py) have is not stored again.

An entry is put together of three tables: its document, the ordinals of the terms that it mentions, and the rest, which
is compressed in blocks. HTML of plain prose is the text with links, of which only the places are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import islice
from pathlib import Path

from msgspec import Struct

from search_app.glossary.model import Change, Review, Source
from search_app.glossary.rendering.entry import Entry, Passage, prose_html
from search_app.search.index.documents import Document, DocumentRecords, Field
from search_app.search.index.links import MENTIONS
from search_app.search.storage.blocks import BlockRecords, BlockWriter, Compression, merge_blocks
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.merging import RowRuns
from search_app.search.storage.records import RecordView
from search_app.search.storage.strings import StringArray

ENTRIES = "entries"

_TAGS = '<p><strong></strong> <em></em> <ul>\n<li></li></ul>\n<a href="/terms/" class="term"></a></p>\n'
_TITLES = {"misuse": "Misuse", "benefits": "Benefits", "conclusion": "Conclusion", "definition": "Definition"}
_BEFORE, _LINK, _IN_LINK = "<p>", '<a href="', '" class="term">'


class PassageRest(Struct, frozen=True, array_like=True, gc=False):
    """What a document lacks of a passage.

    `links` are the links of its text to terms: for each the letters before it, since the one before, and its length.
    Of passages that are more than prose, `markup` has the Markdown, None if it equals the text, and the HTML.
    """

    anchor: str
    title: str
    links: tuple[int, ...]
    markup: tuple[str | None, str] | None = None


class EntryRest(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What a document lacks of an entry."""

    passages: tuple[PassageRest, ...]
    related: tuple[str, ...] = ()
    not_linked: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    sources: tuple[Source, ...] = ()
    help: tuple[str, ...] = ()
    reviewed: Review | None = None
    broader: tuple[str, ...] = ()


def _sample() -> EntryRest:
    """Return what most entries contain."""
    passages = [PassageRest(f"example-{number}", f"Example #{number}", (12, 7), None) for number in (3, 2, 1)]
    passages += [PassageRest(kind, title, (3, 5), (None, _TAGS)) for kind, title in _TITLES.items()]
    passages.append(PassageRest("definition", "Definition", (4, 6), None))
    return EntryRest(tuple(passages))


_COMPRESSION = Compression([_sample()])


class EntryWriter:
    """Writes the rest of entries one by one."""

    def __init__(self, folder: Path) -> None:
        self._blocks = BlockWriter(folder, ENTRIES, _COMPRESSION)

    def add(self, entry: Entry) -> None:
        """Write an entry."""
        mentions = iter(entry.mentions)
        passages = tuple([_passage_rest(passage, mentions) for passage in entry.passages])
        others = {name: getattr(entry, name) for name in EntryRest.__struct_fields__[1:]}
        self._blocks.add(EntryRest(passages, **others))

    def close(self) -> None:
        """Finish."""
        self._blocks.close()


def merge_entries(folder: Path, rows: RowRuns) -> None:
    """Write the entries of a generation, merged from those that `EntryWriter` wrote of its rows."""
    merge_blocks(folder, ENTRIES, rows, _COMPRESSION)


def _passage_rest(passage: Passage, mentions: Iterator[str]) -> PassageRest:
    """Return the rest of a passage; takes its links from the mentions of its entry."""
    found = list(_links(passage.html))
    slugs = list(islice(mentions, len(found)))
    lengths = tuple([length for _, *both in found for length in both])
    if passage.markdown == passage.text and prose_html(passage.text, _placed(lengths, slugs)) == passage.html:
        return PassageRest(passage.anchor, passage.title, lengths)
    is_same = passage.markdown == passage.text
    return PassageRest(passage.anchor, passage.title, lengths, (None if is_same else passage.markdown, passage.html))


def _links(html: str) -> Iterator[tuple[str, int, int]]:
    """Yield the links to terms in a paragraph, each with the letters before it, since the one before, and its length.

    Of other HTML only their number is right.
    """
    before, *linked = html.removeprefix(_BEFORE).split(_LINK)
    gap = _length(before)
    for piece in linked:
        address, is_term, rest = piece.partition(_IN_LINK)
        if is_term:
            word, _, after = rest.partition("</a>")
            yield address, gap, _length(word)
            gap = _length(after)


def _length(html: str) -> int:
    return len(unescape(html)) if "&" in html else len(html)


def _placed(lengths: Sequence[int], slugs: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield links as start, end and slug."""
    end = 0
    for place, slug in enumerate(slugs):
        start = end + lengths[2 * place]
        end = start + lengths[2 * place + 1]
        yield start, end, slug


class EntryStore(Sequence[Entry]):
    """The entries of a generation, by ordinal."""

    def __init__(self, folder: Path) -> None:
        self._rest = BlockRecords(folder, ENTRIES, EntryRest, _COMPRESSION)
        self._documents = DocumentRecords(folder)
        self._mentions = RaggedArray(folder, MENTIONS)
        self._slugs = StringArray(folder, "order")

    def __len__(self) -> int:
        return len(self._rest)

    def __getitem__(self, ordinal: int) -> Entry:  # type: ignore[override]
        rest: EntryRest = self._rest[ordinal]
        document: Document = self._documents[ordinal]
        slugs = tuple([self._slugs.text(other) for other in self._mentions.listed(ordinal)])
        fields = document.fields
        mentions, first = iter(slugs), len(fields) - len(rest.passages)
        passages = zip(fields[first:], rest.passages, strict=True)
        return Entry(
            document.slug,
            document.name,
            tuple([field.text for field in fields[:first] if field.kind == "alias"]),
            document.categories,
            tuple([field.text for field in fields[:first] if field.kind == "asked_as"]),
            rest.related,
            slugs,
            document.updated,
            document.summary,
            tuple([_passage(field, each, mentions) for field, each in passages]),
            *[getattr(rest, name) for name in EntryRest.__struct_fields__[2:]],
        )

    def all_of(self, ordinals: Iterable[int]) -> list[Entry]:
        """Return several entries."""
        return [self[ordinal] for ordinal in ordinals]

    def documents(self, ordinals: Iterable[int]) -> list[Document]:
        """Return the documents of several entries."""
        return self._documents.all_of(ordinals)

    def chosen(self, ordinals: Sequence[int]) -> RecordView:
        """Return a view of some entries; each is read on access."""
        return RecordView(self, ordinals)


def _passage(field: Field, rest: PassageRest, mentions: Iterator[str]) -> Passage:
    slugs = islice(mentions, len(rest.links) // 2)
    if rest.markup is None:
        html = prose_html(field.text, _placed(rest.links, slugs))
        return Passage(field.kind, rest.anchor, rest.title, field.text, html, field.text)
    markdown, html = rest.markup
    list(slugs)  # those of the links in the HTML
    return Passage(field.kind, rest.anchor, rest.title, field.text if markdown is None else markdown, html, field.text)
