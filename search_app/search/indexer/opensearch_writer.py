"""Write the texts of a generation into an OpenSearch index of its own (opensearch/mapping.py), in bulk.

Every build writes all entries: a score depends on how many entries there are and how long they are on average, so an
edit of one changes those of all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from search_app.search.index.doc_values import DocValues
from search_app.search.index.document_writer import PART_KINDS
from search_app.search.index.postings import StemDictionary
from search_app.search.index.reader import IndexReader
from search_app.search.opensearch import mapping
from search_app.search.opensearch.cluster import Cluster
from search_app.search.opensearch.documents import Numbers, Tokens, encode_document, encode_tokens
from search_app.search.storage.arrays import read_array, read_starts

BATCH = 4_000_000  # bytes of a bulk request
IN_FLIGHT = 2  # bulk requests that nodes work on while the next one is made
MERGED = 2_000_000  # entries up to which an index is merged into one segment a shard, which is searched faster
COPIES_WAIT = "60s"  # for copies on other nodes to be in place; a cluster that needs longer is used meanwhile
FILLER = "_"  # at a position without a word
STEP = 1000  # entries between two reports of progress

Report = Callable[[str, int, int], None]


def write_texts(cluster: Cluster, index: str, folder: Path, report: Report = lambda *_: None) -> None:
    """Write the texts of the generation in `folder` into a new index.

    Raises:
        TextsUnavailable: the cluster cannot be reached, or refuses.
    """
    entries = len(read_array(folder, "updated"))
    words = len(read_array(folder, "documents.words"))
    cluster.build_request("PUT", f"/{index}", mapping.index_body(entries, words / max(entries, 1)))
    _send_all(cluster, index, _batches(documents(folder), entries, report))
    cluster.build_request("POST", f"/{index}/_refresh")
    if entries <= MERGED:
        cluster.build_request("POST", f"/{index}/_forcemerge", None, {"max_num_segments": 1})
    cluster.build_request("PUT", f"/{index}/_settings", {"index": {"auto_expand_replicas": "0-1"}})
    waited = {"wait_for_status": "green", "timeout": COPIES_WAIT}
    cluster.find(f"/_cluster/health/{index}?" + "&".join(f"{name}={value}" for name, value in waited.items()))


def _send_all(cluster: Cluster, index: str, batches: Iterable[bytes]) -> None:
    with ThreadPoolExecutor(IN_FLIGHT) as senders:
        pending: deque[Future[None]] = deque()
        for lines in batches:
            if len(pending) == IN_FLIGHT:
                pending.popleft().result()
            pending.append(senders.submit(_send, cluster, index, lines))
        for sent in pending:
            sent.result()


def _send(cluster: Cluster, index: str, lines: bytes) -> None:
    answer = cluster.build_request("POST", f"/{index}/_bulk", lines, {"filter_path": "errors,items.*.error.type"})
    if answer["errors"]:
        raise msgspec.ValidationError(f"OpenSearch refuses entries: {answer}")


def _batches(found: Iterator[dict[str, Any]], entries: int, report: Report) -> Iterator[bytes]:
    """Yield bulk requests, none much longer than `BATCH`."""
    encode = msgspec.json.Encoder().encode
    lines: list[bytes] = []
    size = 0
    for number, document in enumerate(found, 1):
        line = encode(document)
        lines += [b'{"index":{"_id":"%d"}}' % document[mapping.ORDINAL], line]
        size += len(line)
        if size > BATCH:
            yield b"\n".join([*lines, b""])
            lines, size = [], 0
        if number % STEP == 0 or number == entries:
            report("Sending texts", number, entries)
    if lines:
        yield b"\n".join([*lines, b""])


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a generation as the index has them, in order."""
    reader = IndexReader(folder)
    entry = _scored(folder, "entry", reader.vocabulary.stems, reader.vocabulary.stems, len(reader.entries))
    name = _scored(folder, "name", StemDictionary(folder, "name"), reader.vocabulary.stems, len(reader.entries))
    placed, stored = _Placed(folder), reader.documents
    values = _Values(folder, reader.doc_values)
    for ordinal in range(len(reader.entries)):
        tokens = stored.tokens([ordinal])
        yield {
            **values.of(ordinal),
            mapping.ENTRY: entry.text(ordinal),
            mapping.NAME: name.text(ordinal),
            mapping.SENTENCES: _sentences(tokens.stems, tokens.sentences),
            mapping.SECTIONS: placed.sections(ordinal),
            mapping.TOKENS: encode_tokens(Tokens(tokens.words, tokens.sentences, stored.spans(ordinal))),
            mapping.DOCUMENT: encode_document(stored[ordinal]),
        }


class _Scored(NamedTuple):
    """The stems of each entry in one field, with their scores as term frequencies."""

    bounds: Numbers
    stems: Numbers
    frequencies: Numbers

    def text(self, ordinal: int) -> str:
        place = slice(self.bounds[ordinal], self.bounds[ordinal + 1])
        pairs = zip(self.stems[place].tolist(), self.frequencies[place].tolist(), strict=True)
        return " ".join([f"{stem}|{frequency}" for stem, frequency in pairs])


def _scored(folder: Path, field: str, own: StemDictionary, shared: StemDictionary, entries: int) -> _Scored:
    """Return the postings of a field by entry; its stems get their numbers in the dictionary of all texts."""
    numbers = np.asarray([shared.find(own.text(stem)) for stem in range(len(own))], np.int64)
    docs = read_array(folder, f"{field}.docs")
    order = docs.argsort(kind="stable")
    stems = np.repeat(numbers, np.diff(read_starts(folder / f"{field}.starts")))[order]
    scores = read_array(folder, f"{field}.scores")[order].astype(np.float64)
    frequencies = np.rint(scores * mapping.SCALE).astype(np.int64).clip(1)
    return _Scored(docs[order].searchsorted(np.arange(entries + 1)), stems, frequencies)


class _Placed:
    """The words of each part of the entries at their positions."""

    def __init__(self, folder: Path) -> None:
        places = read_array(folder, "entry.places")
        order = places.argsort(kind="stable")
        self._places = places[order].astype(np.int64)
        counts = np.diff(read_starts(folder / "entry.place_starts"))
        self._stems = np.repeat(np.arange(len(counts)), counts)[order]
        self._part_starts = read_starts(folder / "documents.part_starts")
        self._kinds = read_array(folder, "documents.part_kinds")
        parts = read_array(folder, "documents.parts").astype(np.int64)
        bases = read_array(folder, "entry.bases").astype(np.int64)
        self._firsts = np.repeat(bases, np.diff(self._part_starts)) + parts
        self._bounds = np.append(self._places.searchsorted(self._firsts), len(places))

    def sections(self, ordinal: int) -> dict[str, list[str]]:
        """Return the parts of an entry by kind, each as one text."""
        found: dict[str, list[str]] = {}
        for part in range(self._part_starts[ordinal], self._part_starts[ordinal + 1]):
            place = slice(self._bounds[part], self._bounds[part + 1])
            positions = (self._places[place] - self._firsts[part]).tolist()
            text = _stacked(positions, self._stems[place].tolist())
            found.setdefault(PART_KINDS[self._kinds[part]], []).append(text)
        return found


def _stacked(positions: Sequence[int], stems: Sequence[int]) -> str:
    """Return stems as text, those of one position joined by `|`."""
    words: list[str] = []
    for position, stem in zip(positions, stems, strict=True):
        if position < len(words):
            words[position] += f"|{stem}"
            continue
        words += [FILLER] * (position - len(words))
        words.append(str(stem))
    return " ".join(words)


def _sentences(stems: Numbers, numbers: Numbers) -> list[str]:
    """Return the words of each sentence; their order does not matter."""
    found: dict[int, list[str]] = {}
    for stem, number in zip(stems.tolist(), numbers.tolist(), strict=True):
        found.setdefault(number, []).append(str(stem))
    return [" ".join(words) for words in found.values()]


class _Values:
    """What entries are filtered and sorted by."""

    def __init__(self, folder: Path, values: DocValues) -> None:
        self._categories = read_array(folder, "categories")
        self._known = len(values.numbers)
        self._ranks, self._updated = values.name_ranks, values.updated

    def of(self, ordinal: int) -> dict[str, Any]:
        return {
            mapping.ORDINAL: ordinal,
            mapping.CATEGORY: [number for number in self._categories[ordinal].tolist() if number < self._known],
            mapping.NAME_RANK: int(self._ranks[ordinal]),
            mapping.UPDATED: int(self._updated[ordinal]),
        }
