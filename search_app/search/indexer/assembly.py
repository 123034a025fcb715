"""Assemble the index files of a generation from the tables of its parts and of the generation before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from search_app.glossary.model import Term
from search_app.glossary.relations import narrower
from search_app.glossary.source import Glossary
from search_app.language.languages import language_of
from search_app.search.index.category_model import write_category_model
from search_app.search.index.doc_values import write_doc_values
from search_app.search.index.document_writer import TokenTable, merge_documents, write_words
from search_app.search.index.entries import merge_entries
from search_app.search.index.lead_ins import words_of_lead_ins
from search_app.search.index.lexicon import frequencies, write_lexicon
from search_app.search.index.links import MENTIONS, write_links
from search_app.search.index.meaning_writer import merge_meanings
from search_app.search.index.name_writer import write_ranks
from search_app.search.index.one_word_names import write_one_word_names
from search_app.search.index.phrasings import merge_phrasings
from search_app.search.index.questions import write_questions
from search_app.search.index.reader import write_site
from search_app.search.index.relations import write_relations
from search_app.search.index.spelling import write_spelling
from search_app.search.indexer.postings_writer import write_postings
from search_app.search.indexer.workers import Progress
from search_app.search.storage.arrays import Counts, DocIds, read_array, read_starts
from search_app.search.storage.merging import RowRuns

REMOVED = -1  # instead of an ordinal
STEPS = 4  # of writing, as progress counts them


@dataclass(frozen=True, slots=True)
class RowSources:
    """The sources of the rows of new tables: `entries` (HTML depends on links) and `documents` (words do not).

    `ordinals` are the new ordinals of the entries of the generation before, or REMOVED.
    """

    entries: RowRuns
    documents: RowRuns
    ordinals: Sequence[int]


def write_index_files(
    folder: Path,
    glossary: Glossary,
    rows: RowSources,
    documents: DocIds,
    names_are_written: Callable[[], object],
    progress: Progress,
) -> None:
    """Write all index files except those of `write_names`.

    Args:
        folder: the generation, with a committed full-text index.
        glossary: the site, and the terms in the order of their ordinals.
        rows: the sources of the tables with a row for each entry.
        documents: the ordinal of the entry of each document in the full-text index, or -1 for a deleted one.
        names_are_written: waits for `write_names`.
        progress: called after each step.
    """
    forms = merge_documents(folder, rows.documents)
    merge_entries(folder, rows.entries)
    language = language_of(glossary.site.language)
    write_questions(folder, merge_phrasings(folder, rows.documents), language)
    merge_meanings(folder, rows.documents)
    progress("Writing tables", 1, STEPS)
    stem_numbers = write_postings(folder, documents)
    progress("Writing tables", 2, STEPS)
    _write_words(folder, forms, stem_numbers, glossary)
    progress("Writing tables", 3, STEPS)
    inbound = _write_links(folder, glossary.terms, rows)
    categories = [category.slug for category in glossary.site.categories]
    primary = write_doc_values(folder, glossary.terms, categories)[:, 0]
    write_category_model(folder, forms, primary, len(categories) + 1)
    write_site(folder, glossary.site)
    write_relations(folder, glossary.redirects, narrower(glossary.terms))
    names_are_written()
    write_ranks(folder, inbound)
    progress("Writing tables", STEPS, STEPS)


def _write_words(folder: Path, forms: TokenTable, stem_numbers: dict[str, dict[str, int]], glossary: Glossary) -> None:
    """Write the words of the documents, names of one word, the lexicon and the index for spelling correction."""
    language = language_of(glossary.site.language)
    found, stems = frequencies(forms), [language.stem(word) for word in forms.words]
    write_words(folder, forms)
    write_one_word_names(folder, forms, read_array(folder, "documents.sentences"), len(glossary.terms))
    write_lexicon(folder, forms.words, stems, found, stem_numbers)
    lead_in_words = words_of_lead_ins(glossary.lead_ins, language)
    write_spelling(folder, forms.words, found, language, lead_in_words)


def _write_links(folder: Path, terms: Sequence[Term], rows: RowSources) -> Counts:
    """Write the link graph, and return the number of inbound links of each entry."""
    ordinal = {term.slug: number for number, term in enumerate(terms)}
    curated = [[ordinal[slug] for slug in term.related] for term in terms]
    moved = np.asarray(rows.ordinals, dtype=np.int64)

    def starts(source: Path) -> Counts:
        return read_starts(source / f"{MENTIONS}.starts")

    def mentioned(source: Path) -> Counts:
        found = read_array(source, MENTIONS)
        return found if source.parent == folder else moved[found]  # parts of this build have the new ordinals

    counts = rows.entries.merge_counts(starts)
    mentions = rows.entries.merge_lists(starts, mentioned, np.int64)
    return write_links(folder, curated, counts, mentions)
