"""Obtain the open dictionaries and write them as collections the service can publish.

    python -m bench.corpora [--root DIR] [--only foldoc,vera]

The texts belong to their authors: they are fetched from Debian's mirrors and stay in the cache folder.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from bench.corpora import devil, elements, foldoc, gcide, jargon, vera, wordnet
from bench.corpora.collection import Collection
from bench.corpora.variations import repeated
from search_app.glossary.formats.jsonl import Row

CACHE = Path.home() / ".cache" / "commerceguard-bench"


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a dictionary: its Debian package, the path of its data in it, and the reader."""

    package: str
    place: str
    read: Callable[[Path], Collection]


# The mixes pool them in this order.
ORIGINS = {
    "foldoc": Origin("dict-foldoc", "usr/share/dictd/foldoc", foldoc.read),
    "jargon": Origin("dict-jargon", "usr/share/dictd/jargon", jargon.read),
    "vera": Origin("dict-vera", "usr/share/dictd/vera", vera.read),
    "gcide": Origin("dict-gcide", "usr/share/dictd/gcide", gcide.read),
    "devil": Origin("dict-devil", "usr/share/dictd/devil", devil.read),
    "elements": Origin("dict-elements", "usr/share/dictd/elements", elements.read),
    "wordnet": Origin("wordnet-base", "usr/share/wordnet", wordnet.read),
}

# All dictionaries shuffled into one and cut at several sizes, to measure the cost of size; each contains the smaller.
MIXES = {"mix_1k": 1_000, "mix_10k": 10_000, "mix_100k": 100_000, "mix_300k": 300_000}
REPEATED = {"mix_1m": 1_000_000}  # more than there are: varied copies follow
MIX_SEED = 20240607


class Pointers(msgspec.Struct):
    """One line of the ground truth: the slugs an entry points to."""

    slug: str
    related: list[str]


def rows_file(root: Path, name: str) -> Path:
    """Return where the entries of a collection or mix are, one a line, as the service reads them."""
    return root / "collections" / f"{name}.jsonl"


def related_file(root: Path, name: str) -> Path:
    """Return where the ground truth of related terms is; a dictionary without cross references has none."""
    return root / "collections" / f"{name}.related.jsonl"


def webster_file(root: Path, name: str) -> Path:
    """Return where the slugs are, one a line, of entries of Webster's of 1913 alone."""
    return root / "collections" / f"{name}.webster.txt"


def prepare(root: Path, names: Sequence[str]) -> None:
    """Fetch and write the collections of these names that are missing."""
    missing = [name for name in names if not rows_file(root, name).exists()]
    obtain(root, missing)
    for name in missing:
        write_collection(root, name)


def obtain(root: Path, names: Iterable[str]) -> None:
    """Download and unpack the packages of these dictionaries that are not in the cache.

    Raises:
        click.ClickException: a package cannot be downloaded or unpacked.
    """
    packages = [ORIGINS[name].package for name in names]
    absent = [package for package in packages if not _unpacked(root, package).is_dir()]
    if not absent:
        return
    downloads = root / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(["apt-get", "download", *absent], cwd=downloads, check=True)  # noqa: S603, S607  names from ORIGINS
        for package in absent:
            _unpack(root, package)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        advice = "this needs Debian or a relative of it, the network, and `apt-get update` to have run once"
        raise click.ClickException(f"Cannot obtain {', '.join(absent)} ({error}); {advice}.") from error


def _unpacked(root: Path, package: str) -> Path:
    """Return the folder a package is unpacked into."""
    return root / "packages" / package


def _unpack(root: Path, package: str) -> None:
    """Unpack a package under a temporary name, so that an interrupted one is not mistaken for a whole one."""
    archive = max((root / "downloads").glob(f"{package}_*.deb"), key=lambda file: file.stat().st_mtime)
    partial = root / "packages" / f"{package}.part"
    partial.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg", "-x", archive, partial], check=True)  # noqa: S603, S607  a file downloaded above
    partial.rename(_unpacked(root, package))


def write_collection(root: Path, name: str) -> Collection:
    """Read an unpacked dictionary, write its files and return it."""
    origin = ORIGINS[name]
    collection = origin.read(_unpacked(root, origin.package) / origin.place).sound()
    if collection.related:
        write_lines(related_file(root, name), (Pointers(slug, found) for slug, found in collection.related.items()))
    if collection.webster:
        webster_file(root, name).write_text("\n".join(collection.webster), encoding="utf-8")
    write_lines(
        rows_file(root, name), collection.rows
    )  # last: `prepare` takes its presence as a sign that the others are there
    return collection


def read_rows(root: Path, name: str) -> list[Row]:
    """Return the entries of a collection."""
    return [msgspec.json.decode(line, type=Row) for line in _lines(rows_file(root, name))]


def read_related(root: Path, name: str) -> list[Pointers]:
    """Return the ground truth of related terms."""
    return [msgspec.json.decode(line, type=Pointers) for line in _lines(related_file(root, name))]


def read_webster(root: Path, name: str) -> set[str]:
    """Return the slugs of entries of Webster's of 1913 alone."""
    return set(webster_file(root, name).read_text(encoding="utf-8").split("\n"))


def write_mixes(root: Path) -> None:
    """Write the mixes from all collections."""
    pool = [line for name in ORIGINS for line in _lines(rows_file(root, name))]
    random.Random(MIX_SEED).shuffle(pool)  # noqa: S311  the same mixes everywhere
    for name, size in MIXES.items():
        rows_file(root, name).write_bytes(b"".join(pool[:size]))
    rows = [msgspec.json.decode(line, type=Row) for line in pool]
    for name, size in REPEATED.items():
        write_lines(rows_file(root, name), repeated(rows, size))


def _lines(file: Path) -> list[bytes]:
    """Return the lines of a file with their ends."""
    with file.open("rb") as lines:
        return list(lines)


def write_lines(file: Path, values: Iterable[msgspec.Struct]) -> None:
    """Write values as JSON lines; the file appears only when it is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".part")
    encode = msgspec.json.Encoder().encode
    with partial.open("wb") as lines:
        lines.writelines(encode(value) + b"\n" for value in values)
    partial.replace(file)


def chosen(only: str, names: Sequence[str]) -> list[str]:
    """Return the names in `only`, separated by commas, or all when it is empty.

    Raises:
        click.BadParameter: one of them is unknown.
    """
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    for name in wanted:
        if name not in names:
            raise click.BadParameter(f"there is no collection {name!r}; there are {', '.join(names)}.")
    return [name for name in names if not wanted or name in wanted]


ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=CACHE,
    show_default=True,
    help="Cache folder of fetched packages and collections.",
)
ONLY = click.option("--only", default="", metavar="NAMES", help="Collections, separated by commas; all by default.")


@click.command()
@ROOT
@ONLY
def main(root: Path, only: str) -> None:
    """Fetch open dictionaries and write them as JSON Lines; the mixes too, when all dictionaries are wanted."""
    names = chosen(only, list(ORIGINS))
    root = root.expanduser().resolve()
    obtain(root, names)
    for name in names:
        collection = write_collection(root, name)
        aliases = sum(len(row.aliases) for row in collection.rows)
        click.echo(
            f"{name:9} {len(collection.rows):7} terms {aliases:6} aliases {len(collection.related):6} with links"
        )
    if names == list(ORIGINS):
        write_mixes(root)
        click.echo(f"{', '.join([*MIXES, *REPEATED])} written")


if __name__ == "__main__":
    main()
