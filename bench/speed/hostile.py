"""Random and hostile queries against a large index: no error, bounded time, bounded memory.

    python -m bench.speed.hostile --index DIR [--queries 10000]

Searches and suggestions of every Unicode block, of ten thousand characters, of wildcards, brackets and operators in any
order, of stop words only. Exits with 1 if a query takes longer than the bound at the 99.9th percentile or if memory
grows.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bench.speed.memory import own_memory
from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchRequest

SEED = 22
BOUND = 0.25  # seconds at the 99.9th percentile
GROWTH = 16 * 2**20  # bytes of private memory from the first fifth of the queries to the end
LAST_CHARACTER = 0x10FFFF
BLOCK = 0x100
WORDS = ("insurance", "the", "a", "water", "of", "person", "e", "ing", "401(k)", "co-pay", "name:", "category:", "OR")
SIGNS = (*'"()[]{}*-+~^:\\/&|!?<>%_.,;=#@$0', "AND ", "NOT ", "\x00", "\u200b", "\ud800", "\n")


def queries(number: int) -> Iterator[str]:
    """Yield queries; the same ones for the same number."""
    chance = random.Random(SEED)  # noqa: S311
    kinds: list[Callable[[random.Random], str]] = [
        _of_a_block, _very_long, _wildcards, _brackets, _stop_words, _operators, _signs, _misspelled,
    ]  # fmt: skip
    for turn in range(number):
        yield kinds[turn % len(kinds)](chance)


def _of_a_block(chance: random.Random) -> str:
    """Return letters of one Unicode block."""
    start = chance.randrange(0, LAST_CHARACTER, BLOCK)
    return "".join(chr(start + chance.randrange(BLOCK)) for _ in range(chance.randint(1, 60)))


def _very_long(chance: random.Random) -> str:
    return chance.choice((" ", "", "-")).join(chance.choice(WORDS) for _ in range(3000))[:10_000]


def _wildcards(chance: random.Random) -> str:
    return " ".join(chance.choice("abcdeimnoprst") + "*" for _ in range(chance.randint(1, 500)))


def _brackets(chance: random.Random) -> str:
    depth = chance.randint(1, 400)
    return "(" * depth + chance.choice(WORDS) + ")" * depth


def _stop_words(chance: random.Random) -> str:
    return " ".join(chance.choices(sorted(ENGLISH.stop_words), k=chance.randint(1, 40)))


def _operators(chance: random.Random) -> str:
    signs = ('"', "-", "OR ", "name:", "category:", "* ", '" ', "a* ", "-the ")
    return "".join(chance.choice(signs) + chance.choice(WORDS) + " " for _ in range(chance.randint(1, 30)))


def _signs(chance: random.Random) -> str:
    return "".join(chance.choice(SIGNS) + chance.choice(("", "a", "law ")) for _ in range(chance.randint(1, 120)))


def _misspelled(chance: random.Random) -> str:
    """Return words in no name, each of which the corrector looks up."""
    return " ".join(
        "".join(chance.choices("aeioulnrst", k=chance.randint(4, 14))) for _ in range(chance.randint(1, 12))
    )


@click.command(help=__doc__)
@click.option("--index", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--queries", "number", default=10_000, show_default=True)
def main(index: Path, number: int) -> None:
    engine = Engine.open(index)
    seconds: list[float] = []
    slowest = (0.0, "")
    early = 0
    for turn, query in enumerate(queries(number)):
        started = time.perf_counter()
        engine.search(SearchRequest(q=query)).to_dict()
        engine.suggest(query)
        seconds.append(time.perf_counter() - started)
        slowest = max(slowest, (seconds[-1], query[:80]))
        if turn == number // 5:
            early, _ = own_memory()
    late, _ = own_memory()
    cuts = statistics.quantiles(seconds, n=1000, method="inclusive")
    print(f"{number:,} queries against {len(engine):,} terms, no error: p50 {cuts[499] * 1000:.1f} ms,")
    print(f"p99 {cuts[989] * 1000:.1f} ms, p99.9 {cuts[998] * 1000:.1f} ms, slowest {slowest[0] * 1000:.1f} ms for")
    print(f"{slowest[1]!r};")
    print(f"memory of its own {early / 2**20:.1f} MiB after a fifth, {late / 2**20:.1f} MiB at the end")
    sys.exit(cuts[998] > BOUND or late - early > GROWTH)


if __name__ == "__main__":
    main()
