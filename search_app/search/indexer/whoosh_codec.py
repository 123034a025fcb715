"""A codec of Whoosh segments: the postings of a field are a few compressed arrays, which are read whole.

Whoosh's own codec is made for reading one term of many: a term takes about 150 bytes of hash tables, block headers and
pickles, also the many that one document contains. Only builds and tests read these segments, and builds read them
whole, so arrays are a seventh of the size and are merged into those of a generation without decoding postings.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh.codec.base import FieldWriter, Segment, TermsReader
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, W3PerDocReader, W3PerDocWriter
from whoosh.filedb.filestore import Storage
from whoosh.formats import Format, Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from search_app.search.indexer.field_postings import FieldPostings, Posting, PostingsPool
from search_app.search.storage.arrays import Counts, offsets

_POSTINGS, _STORED = ".postings", ".stored"  # extensions of the files in a segment
_LENGTHS = np.array([byte_to_length(number) for number in range(256)], np.float64)  # by the byte that Whoosh stores


class PackedPositions(Positions):  # type: ignore[misc]
    """Positions as an array of 32-bit numbers: much faster to encode than Whoosh's pickles."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Return ascending positions as a posting stores them."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions that a posting stores."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return the number of positions."""
        return len(valuestring) // 4


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with other files for postings and stored fields."""

    length_stats = False  # `term_info` computes the lengths of a term's documents

    def per_document_writer(self, storage: Storage, segment: Segment) -> StoredFieldsWriter:
        """Return a writer of what is stored by document."""
        return StoredFieldsWriter(self, storage, segment)

    def per_document_reader(self, storage: Storage, segment: Segment) -> StoredFieldsReader:
        """Return a reader of what is stored by document."""
        return StoredFieldsReader(storage, segment)

    def field_writer(self, storage: Storage, segment: Segment) -> PostingsFileWriter:
        """Return a writer of postings."""
        return PostingsFileWriter(storage, segment)

    def terms_reader(self, storage: Storage, segment: Segment) -> PostingsFileReader:
        """Return a reader of postings."""
        return PostingsFileReader(storage, segment)


class StoredFieldsWriter(W3PerDocWriter):  # type: ignore[misc]
    """Writes the stored fields of all documents as one compressed value; Whoosh compresses those of each by itself."""

    def __init__(self, codec: ArrayCodec, storage: Storage, segment: Segment) -> None:
        super().__init__(codec, storage, segment)
        self._stored: list[msgspec.Raw] = []

    def finish_doc(self) -> None:
        """Finish a document; Whoosh calls it once more at the end."""
        if self._indoc:
            self._stored.append(msgspec.Raw(msgspec.msgpack.encode(self._storedfields)))
            self._storedfields.clear()
        super().finish_doc()

    def close(self) -> None:
        """Write the file."""
        super().close()
        with self._create_file(_STORED) as file:
            file.write(zlib.compress(msgspec.msgpack.encode(self._stored)))


class StoredFieldsReader(W3PerDocReader):  # type: ignore[misc]
    """Reads what `StoredFieldsWriter` wrote, and the lengths of fields."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        super().__init__(storage, segment)
        self._stored: list[dict[str, Any]] | None = None

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document."""
        if self._stored is None:
            with self._segment.open_file(self._storage, _STORED) as file:
                self._stored = msgspec.msgpack.decode(zlib.decompress(file.read()))
        return self._stored[docnum]

    def lengths(self, name: str) -> npt.NDArray[np.float64]:
        """Return the length of a field in each document, as Whoosh rounds them."""
        column = f"_{name}_len"
        if not self.has_column(column):
            return np.zeros(self.doc_count_all())
        stored = self.column_reader(column, LENGTHS_COLUMN)
        return _LENGTHS[np.fromiter(islice(stored, self.doc_count_all()), np.uint8, self.doc_count_all())]


class PostingsFileWriter(FieldWriter):  # type: ignore[misc]
    """Writes the postings of a segment."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        self._file = segment.create_file(storage, _POSTINGS)
        self._fields: dict[str, list[Any]] = {}
        self.is_closed = False

    def add_postings(self, schema: object, lengths: object, items: PostingsPool | Iterable[Posting]) -> None:
        """Take the postings of all fields: a pool, or postings sorted by document."""
        pool = items if isinstance(items, PostingsPool) else PostingsPool.of(items)
        for name, postings in pool.drain():
            self._fields[name] = postings.packed()

    def close(self) -> None:
        """Write the file."""
        self._file.write(msgspec.msgpack.encode(self._fields))
        self._file.close()
        self.is_closed = True


class PostingsFileReader(TermsReader):  # type: ignore[misc]
    """Reads what `PostingsFileWriter` wrote; the postings of a field are decompressed on first access."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        with segment.open_file(storage, _POSTINGS) as file:
            self._packed: dict[str, list[Any]] = msgspec.msgpack.decode(file.read())
        self._fields: dict[str, tuple[FieldPostings, Counts, Counts]] = {}
        self._documents = StoredFieldsReader(storage, segment)

    def field(self, name: str) -> FieldPostings | None:
        """Return the postings of a field; None if no document has any."""
        return FieldPostings.unpacked(self._packed[name]) if name in self._packed else None

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._place(*term) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, field by field."""
        return ((name, text) for name in sorted(self._packed) for text in self._opened(name)[0].terms)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from `prefix` on."""
        terms = self._opened(fieldname)[0].terms if fieldname in self._packed else []
        return ((fieldname, text) for text in islice(terms, bisect_left(terms, prefix), None))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of a field from `prefix` on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term.

        Raises:
            TermNotFound: no document contains it.
        """
        postings, place, _ = self._postings(fieldname, text)
        documents, weights = postings.documents[place], postings.weights[place]
        lengths = self._documents.lengths(fieldname)[documents]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the weight of a term in all documents; 0 if none contains it."""
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of documents that contain a term."""
        place = self._place(fieldname, text)
        return 0 if place is None else int(self._opened(fieldname)[0].frequencies[place])

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """Return a matcher over the postings of a term.

        Raises:
            TermNotFound: no document contains it.
        """
        postings, place, ends = self._postings(fieldname, text)
        bounds = ends[place.start : place.stop + 1].tolist()
        values = [postings.values[start:end] for start, end in pairwise(bounds)]
        return ListMatcher(
            postings.documents[place].tolist(),
            postings.weights[place].tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def indexed_field_names(self) -> Iterable[str]:
        """Return the names of the fields that have postings."""
        return self._packed.keys()

    def close(self) -> None:
        """Close the columns of lengths."""
        self._documents.close()

    def _opened(self, name: str) -> tuple[FieldPostings, Counts, Counts]:
        """Return the postings of a field, and the ends of the postings of each term and of each posting's value."""
        if name not in self._fields:
            found = FieldPostings.unpacked(self._packed[name])
            self._fields[name] = found, offsets(found.frequencies), offsets(found.sizes)
        return self._fields[name]

    def _place(self, name: str, text: bytes) -> int | None:
        """Return the number of a term in its field."""
        terms = self._opened(name)[0].terms if name in self._packed else []
        place = bisect_left(terms, text)
        return place if place < len(terms) and terms[place] == text else None

    def _postings(self, name: str, text: bytes) -> tuple[FieldPostings, slice, Counts]:
        """Return the postings of a field, the place of a term among them, and the ends of all values."""
        place = self._place(name, text)
        if place is None:
            raise TermNotFound(f"No term {name}:{text!r}")
        found, ends, values = self._opened(name)
        return found, slice(int(ends[place]), int(ends[place + 1])), values
