"""Opening of generations: verified, with the one before as a fallback; chooses the back end.

Small generations are read into memory: nothing that happens to their files afterwards reaches a running process. Large
ones are mapped, and `Opened.damage` has to be asked now and then.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from search_app.errors import GenerationRefused, IndexUnavailable
from search_app.search.engine import Engine
from search_app.search.glossary_engine import GlossaryEngine
from search_app.search.index import generations
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import Manifest
from search_app.search.index.reader import CatalogueReader, IndexReader
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.text_index import TextIndex
from search_app.search.storage.files import OpenedFiles, opening

if TYPE_CHECKING:  # without the extra there is no client library
    from search_app.search.opensearch.cluster import Cluster

IN_MEMORY = 64 * 2**20  # bytes of a generation up to which each process has a copy of its own

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation that is open, its files, and why a newer one was refused; empty if none was."""

    engine: Engine
    manifest: Manifest
    folder: Path
    files: OpenedFiles
    refused: str = ""

    def damage(self, *, thoroughly: bool = False) -> str:
        """Return what has happened to the files since they were opened, or nothing.

        Costs a stat call for each, and the checksums of those that have changed, or of all of them.
        """
        changed = self.files.changed()
        try:
            generations.verify_files(self.manifest, self.folder, list(self.files.stamps if thoroughly else changed))
        except GenerationRefused as error:
            return str(error)
        self.files.stamps.update(changed)  # of files written again as they were
        return ""


def open_engine(index: str | Path) -> Engine:
    """Open the published generation in the folder `index`; if it fails its checks, open the one before.

    Raises:
        IndexUnavailable: no generation can be served.
    """
    return open_newest(Path(index)).engine


def open_newest(index: Path, serving: Opened | None = None, cluster: Cluster | None = None) -> Opened:
    """Open the published generation, or the first of the others that passes its checks; `serving` is open already.

    Raises:
        IndexUnavailable: no generation can be served.
    """
    refused = ""
    for folder in generations.candidates(index):
        if serving and folder.name == serving.engine.generation:
            return replace(serving, refused=refused)
        try:
            opened = open_generation(folder, cluster)
        except (IndexUnavailable, OSError, ValueError) as error:
            refused = refused or reason(error, index)
            log.error("refused: %s", error)
        else:
            return replace(opened, refused=refused)
    about = f" {refused}" if refused else ""
    raise IndexUnavailable(f"Nothing that can be served is published in {index}; run `glossary build`.{about}")


def open_previous(index: str | Path, cluster: Cluster | None = None) -> Engine | None:
    """Open the generation before the published one, to compare answers; None when there is none."""
    for folder in list(generations.candidates(Path(index)))[1:]:
        try:
            return open_generation(folder, cluster).engine
        except IndexUnavailable:
            continue
    return None


def open_generation(folder: Path, cluster: Cluster | None = None) -> Opened:
    """Open one generation in all of its languages, its texts in the `cluster` if there is one.

    The files that an engine reads are verified; those that builds alone need are not.

    Raises:
        GenerationRefused: a file is missing, altered or not in the manifest, or was built by another version.
    """
    manifest = generations.read_manifest(folder, fingerprint())
    with opening(in_memory=generations.size(folder, manifest) <= IN_MEMORY) as files:
        try:
            opened = [_opened(folder, code, cluster) for code in ("", *manifest.translations)]
        except (FileNotFoundError, ValueError, IndexError, TypeError) as error:
            generations.verify(folder, fingerprint())  # names the file
            raise GenerationRefused(f"The generation {folder.name} cannot be read: {error}.") from error
    generations.verify_opened(manifest, folder, files)
    engines = [GlossaryEngine(folder.name, reader, texts) for reader, texts in opened]
    languages = {engine.language: engine for engine in engines}
    for engine in engines:
        engine.join(languages)
    return Opened(engines[0], manifest, folder, files)


def _opened(generation: Path, code: str, cluster: Cluster | None) -> tuple[CatalogueReader, TextIndex]:
    """Return the structures of a language in a generation and its texts, which may be in the cluster.

    `code` is that of a translation, empty for the default language.
    """
    folder, translated = generation / code, code != ""
    if cluster is None:
        reader = IndexReader(folder, translated=translated)
        return reader, EmbeddedTextIndex(reader)
    from search_app.search.opensearch.generations import texts_index  # noqa: PLC0415  an extra
    from search_app.search.retrieval.opensearch import OpenSearchTextIndex  # noqa: PLC0415  an extra

    catalogue = CatalogueReader(folder, translated=translated)
    return catalogue, OpenSearchTextIndex(cluster, texts_index(cluster.prefix, generation.name, code), catalogue)


def reason(error: BaseException, index: Path) -> str:
    """Return a sentence about an error, without paths of this machine."""
    if isinstance(error, OSError):
        name = f"{Path(error.filename).name}: " if error.filename else ""
        return f"{name}{error.strerror or error}."
    if isinstance(error, MemoryError):
        return "There is not enough memory to open it."
    return str(error).replace(f" in {index}", "").replace(str(index), "the index") or f"{type(error).__name__}."


Engine.open = open_engine
