"""Generations published, damaged and cut short while they are served."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.siege.service import Service
from bench.siege.trial import Trial
from bench.siege.visitors import Visitors

PUBLISHES = 20
DAMAGES = 50  # of each kind
TERM = Path("insurance", "deductible.md")


def trials(folder: Path) -> Iterator[Trial]:
    """Yield a trial of each kind."""
    yield _publishes(folder / "publishes")
    yield _damages(folder / "flips", "byte flips", _flip)
    yield _damages(folder / "truncations", "truncations", _truncate)
    yield _full_disk(folder / "full-disk")


def _publishes(folder: Path) -> Trial:
    with Service(folder) as service:
        first = service.generation()
        with Visitors(service.port) as visitors:
            for number in range(PUBLISHES):
                edited = (service.terms / TERM).read_text() + f"\nEdition {number}.\n"
                (service.terms / TERM).write_text(edited)
                built = service.command("build")
        trial = Trial("publishing", f"{PUBLISHES} publishes", visitors.answers)
        trial.expect_answers()
        trial.expect(built.returncode == 0 and service.generation() != first, f"not published: {built.stderr[-300:]}")
    return trial


def _damages(folder: Path, name: str, damage: Callable[[Path, random.Random], None]) -> Trial:
    chance = random.Random(7)  # noqa: S311  the same files each time
    with Service(folder) as service:
        files = sorted(file for file in service.generation().rglob("*") if file.is_file() and file.stat().st_size)
        with Visitors(service.port) as visitors:
            for _ in range(DAMAGES):
                file = chance.choice(files)
                whole = file.read_bytes()
                damage(file, chance)
                time.sleep(0.4)
                file.write_bytes(whole)
        trial = Trial(name, f"{DAMAGES} files of the generation served", visitors.answers)
        trial.expect_answers()
        time.sleep(3)
        trial.expect(service.is_ready(), "not ready afterwards")
        trial.expect(len(service.workers()) == 2, "a worker is missing")
    return trial


def _flip(file: Path, chance: random.Random) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(chance.randrange(file.stat().st_size))
        byte = damaged.read(1)
        damaged.seek(-1, os.SEEK_CUR)
        damaged.write(bytes([byte[0] ^ 0x40]))


def _truncate(file: Path, chance: random.Random) -> None:
    os.truncate(file, chance.choice((0, file.stat().st_size // 2)))


def _full_disk(folder: Path) -> Trial:
    trial = Trial("disk full", "`build --full` where half of a generation fits")
    (folder / "index").mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", str(folder / "index")]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603
        trial.counted = "not run: only root can mount a file system"
        return trial
    try:
        with Service(folder) as service:
            served = service.generation()
            _fill(folder / "index", _bytes_in(folder / "index" / served) // 2)
            with Visitors(service.port) as visitors:
                built = service.command("build", "--full")
            trial.answers = visitors.answers
            trial.expect_answers()
            trial.counted = (built.stdout + built.stderr).strip().splitlines()[-1].replace(f"{folder}/", "")[:120]
            trial.expect(built.returncode == 1, f"exit code {built.returncode}")
            trial.expect("Traceback" not in built.stderr, "a traceback")
            trial.expect(service.generation() == served, "another generation is served")
    finally:
        subprocess.run(["umount", str(folder / "index")], check=False)  # noqa: S603, S607
    return trial


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*"))


def _fill(folder: Path, left: int) -> None:
    """Fill a file system until so many bytes are left."""
    free = shutil.disk_usage(folder).free
    with (folder / "filler").open("wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, free - left)
