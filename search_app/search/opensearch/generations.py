"""Generations in a cluster: the texts in an index of their own, the vocabulary in pieces, and a pointer.

    <prefix>-texts-<generation>          the texts (mapping.py)
    <prefix>-texts-<generation>-<code>   those of a translation
    <prefix>-vocabulary                  pieces of the files that each process needs, manifests, the pointer

The pointer is written last, so a build that dies leaves what is served as it was; the next one removes what it left.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import msgspec

from search_app.errors import GenerationRefused, TextsUnavailable
from search_app.search.index.generations import KEPT, Manifest, path_in, read_manifest
from search_app.search.opensearch.cluster import Cluster
from search_app.search.opensearch.mapping import WINDOW

PIECE = 750_000  # bytes, a million characters as text
SENT = 4  # pieces in one request

_POINTER = "current"
_INDEX = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "generation": {"type": "keyword"},
            "generations": {"type": "keyword"},
            "manifest": {"type": "object", "enabled": False},
            "data": {"type": "binary"},
        },
    },
}


def texts_index(prefix: str, generation: str, code: str = "") -> str:
    """Return the name of the index with the texts of a generation in a language; the default one has no code."""
    return f"{prefix}-texts-{generation}{'-' * (code != '')}{code}".lower()


class PublishedGenerations:
    """The generations in a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._index = f"{cluster.prefix}-vocabulary"

    def names(self) -> list[str]:
        """Return the generations that are kept, the one to be served first.

        Raises:
            TextsUnavailable: the cluster cannot be read.
        """
        found = self._cluster.find(f"/{self._index}/_doc/{_POINTER}")
        names: list[str] = found["_source"]["generations"] if found else []
        return names

    def publish(self, folder: Path, files: Sequence[Path], write_texts: Callable[[str, Path], None]) -> None:
        """Publish the generation in `folder`: its texts, then the files of its vocabulary, then the pointer.

        Args:
            folder: the generation.
            files: those of its vocabulary.
            write_texts: writes the texts of a language into an index with this name, from its folder.

        Raises:
            TextsUnavailable: the cluster cannot be written; what was published before is served.
        """
        kept = [folder.name, *(name for name in self.names() if name != folder.name)][:KEPT]
        if self._cluster.find(f"/{self._index}/_mapping") is None:
            self._cluster.build_request("PUT", f"/{self._index}", _INDEX)
        self._remove_others(self.names())
        manifest = read_manifest(folder)
        for code in ("", *manifest.translations):
            write_texts(texts_index(self._cluster.prefix, folder.name, code), folder / code)
        names = {path_in(folder, file) for file in files}
        checksums = {name: checksum for name, checksum in manifest.checksums.items() if name in names}
        for lines in _batches(self._pieces(folder, sorted(checksums))):
            self._send(lines)
        described = asdict(replace(manifest, checksums=checksums))
        self._put(f"{folder.name}:manifest", {"generation": folder.name, "manifest": described})
        self._put(_POINTER, {"generations": kept})
        self._remove_others(kept)

    def download(self, generation: str, folder: Path, known: Path | None) -> Manifest:
        """Write the vocabulary of a generation into `folder`; unchanged files are copied from the folder `known`.

        Raises:
            TextsUnavailable: the cluster cannot be read.
            GenerationRefused: a piece is missing or not what was published.
        """
        found = self._cluster.find(f"/{self._index}/_doc/{generation}:manifest")
        if not found:
            raise GenerationRefused(f"The generation {generation} has no manifest in the cluster.")
        manifest = msgspec.convert(found["_source"]["manifest"], Manifest)
        before = _checksums_in(known)
        for name, checksum in manifest.checksums.items():
            same = known / name if known and before.get(name) == checksum else None
            content = same.read_bytes() if same else self._content(generation, name)
            if hashlib.sha256(content).hexdigest() != checksum:
                raise GenerationRefused(f"The generation {generation} is damaged: {name} is not what was published.")
            file = folder / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        (folder / "manifest.json").write_bytes(msgspec.json.encode(asdict(manifest)))
        return manifest

    def _pieces(self, folder: Path, names: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        for name in names:
            with (folder / name).open("rb") as opened:
                number = 0
                while (piece := opened.read(PIECE)) or not number:
                    data = base64.b64encode(piece).decode()
                    yield f"{folder.name}:{name}:{number}", {"generation": folder.name, "data": data}
                    number += 1

    def _send(self, lines: bytes) -> None:
        answer = self._cluster.build_request("POST", f"/{self._index}/_bulk", lines, {"filter_path": "errors"})
        if answer["errors"]:
            raise TextsUnavailable("The OpenSearch cluster refuses files of the vocabulary.")

    def _put(self, name: str, content: dict[str, Any]) -> None:
        self._cluster.build_request("PUT", f"/{self._index}/_doc/{name}", content, {"refresh": "true"})

    def _content(self, generation: str, name: str) -> bytes:
        """Return the content of a file; its pieces are read until one is short."""
        content = bytearray()
        number = 0
        while True:
            ids = [f"{generation}:{name}:{number + step}" for step in range(SENT)]
            found = self._cluster.build_request("POST", f"/{self._index}/_mget", {"ids": ids})["docs"]
            pieces = [base64.b64decode(each["_source"]["data"]) for each in found if each.get("found")]
            content += b"".join(pieces)
            if len(pieces) < SENT or len(pieces[-1]) < PIECE:
                return bytes(content)
            number += SENT

    def _remove_others(self, kept: Sequence[str]) -> None:
        """Remove generations that are not kept, those of dead builds among them."""
        wanted = {texts_index(self._cluster.prefix, name) for name in kept}
        found = self._cluster.find(f"/{self._cluster.prefix}-texts-*/_settings?filter_path=*.settings.index.uuid") or {}
        for name in found:
            if not any(name == each or name.startswith(f"{each}-") for each in wanted):
                self._cluster.build_request("DELETE", f"/{name}")
        self._remove_pieces(kept)

    def _remove_pieces(self, kept: Sequence[str]) -> None:
        """Remove the pieces of generations that are not kept."""
        query = {"bool": {"filter": {"exists": {"field": "generation"}}, "must_not": {"terms": {"generation": kept}}}}
        body = {"query": query, "size": WINDOW, "stored_fields": []}
        while True:
            found = self._cluster.build_request("POST", f"/{self._index}/_search", body)["hits"]["hits"]
            if not found:
                return
            lines = b"".join([msgspec.json.encode({"delete": {"_id": hit["_id"]}}) + b"\n" for hit in found])
            self._cluster.build_request("POST", f"/{self._index}/_bulk", lines, {"refresh": "true"})


def _batches(pieces: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[bytes]:
    lines: list[bytes] = []
    for name, content in pieces:
        lines += [msgspec.json.encode({"index": {"_id": name}}), msgspec.json.encode(content)]
        if len(lines) >= 2 * SENT:
            yield b"\n".join([*lines, b""])
            lines = []
    if lines:
        yield b"\n".join([*lines, b""])


def _checksums_in(folder: Path | None) -> dict[str, str]:
    try:
        return read_manifest(folder).checksums if folder else {}
    except GenerationRefused:
        return {}
