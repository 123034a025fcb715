"""Generations in a real cluster: published as one thing, copied as one thing, two of them kept."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from search_app.errors import GenerationRefused, TextsUnavailable
from search_app.search.index import generations
from search_app.search.opensearch.cluster import Address, Cluster
from search_app.search.opensearch.generations import PublishedGenerations, texts_index
from tests.opensearch.node import Node

BIG = bytes(range(256)) * 13_000  # of several pieces


@pytest.fixture
def cluster(opensearch: Node) -> Cluster:
    """A connection whose indexes no other test sees."""
    return Cluster(Address.of(opensearch.url, prefix=f"test-{uuid4().hex[:8]}"))


def built(index: Path, source: str, content: bytes = BIG, *translations: str) -> Path:
    """Return a generation of two files, and one in each translation."""
    with generations.building(index) as folder:
        (folder / "words").write_bytes(content)
        (folder / "none").write_bytes(b"")
        (folder / "texts").write_bytes(b"in an index")
        for code in translations:
            (folder / code).mkdir()
            (folder / code / "words").write_bytes(code.encode())
        generations.publish(folder, index, schema="s", source=source, terms=1, categories=1, translations=translations)
    return next(generations.candidates(index))


def publish(cluster: Cluster, folder: Path) -> None:
    def write(index: str, texts: Path) -> None:
        assert index.endswith("-es") == (texts.name == "es")
        cluster.build_request("PUT", f"/{index}")

    files = [folder / "words", folder / "none", *folder.glob("*/words")]
    PublishedGenerations(cluster).publish(folder, files, write)


def test_what_is_copied_is_what_was_published(cluster: Cluster, tmp_path: Path) -> None:
    folder = built(tmp_path / "index", "a" * 8)
    assert PublishedGenerations(cluster).names() == []
    publish(cluster, folder)
    assert PublishedGenerations(cluster).names() == [folder.name]
    (copy := tmp_path / "copy").mkdir()
    PublishedGenerations(cluster).download(folder.name, copy, None)
    assert (copy / "words").read_bytes() == BIG
    assert sorted(file.name for file in copy.iterdir()) == ["manifest.json", "none", "words"]
    generations.verify(copy, "s")


def test_translations_have_texts_of_their_own_and_are_copied_and_removed_with_the_generation(
    cluster: Cluster, tmp_path: Path
) -> None:
    folders = []
    for letter in "abc":
        folders.append(built(tmp_path / "index", letter * 8, BIG, "es"))
        publish(cluster, folders[-1])
    kept = [texts_index(cluster.prefix, folder.name, code) for folder in folders[1:] for code in ("", "es")]
    assert set(cluster.find(f"/{cluster.prefix}-texts-*/_settings")) == set(kept)
    (copy := tmp_path / "copy").mkdir()
    PublishedGenerations(cluster).download(folders[2].name, copy, None)
    assert (copy / "es" / "words").read_bytes() == b"es"
    assert generations.verify(copy, "s").translations == ("es",)


def test_two_generations_are_kept_and_dead_builds_removed(cluster: Cluster, tmp_path: Path) -> None:
    folders = [built(tmp_path / "index", letter * 8) for letter in "ab"]
    for folder in folders:
        publish(cluster, folder)
    cluster.build_request("PUT", f"/{texts_index(cluster.prefix, '20200101T000000000000Z-dead')}")
    folders.append(built(tmp_path / "index", "c" * 8))
    publish(cluster, folders[-1])
    kept = [folders[2].name, folders[1].name]
    assert PublishedGenerations(cluster).names() == kept
    found = cluster.find(f"/{cluster.prefix}-texts-*/_settings")
    assert set(found) == {texts_index(cluster.prefix, name) for name in kept}
    assert cluster.find(f"/{cluster.prefix}-vocabulary/_doc/{folders[0].name}:manifest") is None


def test_a_build_that_dies_leaves_what_is_served(cluster: Cluster, tmp_path: Path) -> None:
    served = built(tmp_path / "index", "a" * 8)
    publish(cluster, served)
    dying = built(tmp_path / "index", "b" * 8)

    def die(index: str, _: Path) -> None:
        cluster.build_request("PUT", f"/{index}")
        raise TextsUnavailable("The cluster went away.")

    with pytest.raises(TextsUnavailable):
        PublishedGenerations(cluster).publish(dying, [dying / "words"], die)
    assert PublishedGenerations(cluster).names() == [served.name]
    assert cluster.find(f"/{texts_index(cluster.prefix, served.name)}/_settings")


def test_damage_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    folder = built(tmp_path / "index", "a" * 8)
    publish(cluster, folder)
    piece = f"/{cluster.prefix}-vocabulary/_doc/{folder.name}:words:1"
    found = cluster.find(piece)["_source"]
    cluster.build_request("PUT", piece, {**found, "data": "AAAA" + found["data"][4:]})
    (copy := tmp_path / "copy").mkdir()
    with pytest.raises(GenerationRefused, match="is damaged: words is not what was published"):
        PublishedGenerations(cluster).download(folder.name, copy, None)


def test_unchanged_files_are_taken_from_the_copy_before(cluster: Cluster, tmp_path: Path) -> None:
    folders = [built(tmp_path / "index", letter * 8) for letter in "ab"]
    publish(cluster, folders[1])
    piece = f"/{cluster.prefix}-vocabulary/_doc/{folders[1].name}:words:1"
    cluster.build_request("DELETE", piece)  # it is not needed
    (copy := tmp_path / "copy").mkdir()
    PublishedGenerations(cluster).download(folders[1].name, copy, folders[0])
    assert (copy / "words").read_bytes() == BIG
