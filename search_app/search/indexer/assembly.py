"""Write the files of a generation beside the Whoosh index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from whoosh.index import FileIndex

from search_app.glossary.model import Term
from search_app.glossary.source import Glossary
from search_app.language.english import ENGLISH
from search_app.search.index.category_model import write_category_model
from search_app.search.index.doc_values import write_doc_values
from search_app.search.index.document_writer import merge_documents, write_words
from search_app.search.index.fields import FIELDS
from search_app.search.index.lexicon import frequencies, write_lexicon
from search_app.search.index.links import write_links
from search_app.search.index.name_writer import write_ranks
from search_app.search.index.one_word_names import write_one_word_names
from search_app.search.index.phrasings import merge_phrasings
from search_app.search.index.reader import RENDERED, SITE, read_msgpack
from search_app.search.index.spelling import write_spelling
from search_app.search.indexer.postings_writer import write_postings
from search_app.search.indexer.workers import Progress
from search_app.search.storage.arrays import DocIds, read_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.merging import Ints, RowRuns, read_numbers

GONE = -1  # instead of an ordinal
STEPS = 4  # of writing, as progress counts them


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What entries were made from: of each term its own text, of all the names that texts link to."""

    vocabulary: str
    terms: dict[str, str]


@dataclass(frozen=True, slots=True)
class RowSources:
    """Where the tables of the entries come from, and those of what is in them whoever links to whom.

    `ordinals` are those that the entries of the generation before have now, or GONE.
    """

    entries: RowRuns
    cards: RowRuns
    ordinals: Sequence[int]


def write_index_files(
    folder: Path,
    glossary: Glossary,
    spliced: RowSources,
    index: FileIndex,
    documents: DocIds,
    names_are_written: Callable[[], object],
    progress: Progress,
) -> None:
    """Write what can only be said of all entries; `write_names` writes what is said of their names.

    Args:
        folder: the generation.
        glossary: the site, and the terms in the order of their ordinals.
        spliced: the tables of each entry.
        index: the full-text index of the same entries.
        documents: for each document number of the index the ordinal of its entry, or -1.
        names_are_written: waits for `write_names`.
        progress: called as work goes on.
    """
    forms = merge_documents(folder, spliced.cards)
    spliced.entries.records(folder, "entries")
    merge_phrasings(folder, spliced.cards)
    progress("Writing tables", 1, STEPS)
    with index.reader() as reader:
        numbers = {}
        for field in FIELDS:
            of_field = write_postings(folder, reader, field, documents)
            numbers[field] = {each: number for number, each in enumerate(of_field)}
    progress("Writing tables", 2, STEPS)
    found, stems = frequencies(forms), [ENGLISH.stem(word) for word in forms.words]
    write_words(folder, forms, stems, numbers["entry"])
    stem_numbers = np.asarray([numbers["entry"][each] for each in stems], dtype=np.int32)
    sentences = read_array(folder, "cards.sentences")
    write_one_word_names(folder, forms, sentences, stem_numbers, len(glossary.terms))
    write_lexicon(folder, forms.words, stems, found, numbers)
    write_spelling(folder, forms.words, stems, found)
    progress("Writing tables", 3, STEPS)
    leading = _write_links(folder, glossary.terms, spliced)
    categories = [category.slug for category in glossary.site.categories]
    primary = write_doc_values(folder, glossary.terms, categories)[:, 0]
    write_category_model(folder, forms, primary, len(categories) + 1)
    (folder / SITE).write_bytes(msgspec.msgpack.encode(glossary.site))
    names_are_written()
    write_ranks(folder, leading)
    progress("Writing tables", STEPS, STEPS)


def _write_links(folder: Path, terms: Sequence[Term], spliced: RowSources) -> Ints:
    """Write the links, and return for each entry how many others lead to it."""
    ordinal = {term.slug: number for number, term in enumerate(terms)}
    curated = [[ordinal[slug] for slug in term.related] for term in terms]
    moved = np.asarray(spliced.ordinals, dtype=np.int64)

    def starts(source: Path) -> Ints:
        return read_numbers(source, "mentions.starts")

    def mentioned(source: Path) -> Ints:
        found = read_array(source, "mentions")
        return found if source.parent == folder else moved[found]  # the shares of this build have them as they are now

    counts = spliced.entries.counts(starts)
    mentions = spliced.entries.lists(starts, mentioned, np.int64)
    RaggedArray.write_flat(folder, "mentions", counts, mentions)
    return write_links(folder, curated, counts, mentions)


def write_fingerprints(folder: Path, made_from: Fingerprints) -> None:
    """Write what the entries were made from, for the next build."""
    (folder / RENDERED).write_bytes(msgspec.msgpack.encode(made_from))


def read_fingerprints(folder: Path) -> Fingerprints:
    """Return what the entries were made from, in their order; a build compares them."""
    return read_msgpack(folder / RENDERED, Fingerprints)
