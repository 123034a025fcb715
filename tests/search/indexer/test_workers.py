"""Worker processes: spawned, reported on, and gone with the process that started them."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from functools import partial
from pathlib import Path

import pytest

from search_app.glossary.model import Term
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.english import ENGLISH
from search_app.search.indexer import workers
from search_app.search.indexer.parts import IndexedPart, IndexTask
from search_app.search.indexer.whoosh_index import WhooshIndexWriter

TERMS = [
    Term(slug=f"t{number}", name=f"Thing {number}", categories=("law",), definition=f"Like thing {number + 1}.")
    for number in range(12)
]


def task(folder: Path, terms: list[Term] = TERMS) -> IndexTask:
    ordinals = {term.slug: number for number, term in enumerate(terms)}
    return IndexTask(folder, frozenset(ordinals), ordinals, Vocabulary(TERMS, ENGLISH))


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MANY", 1)
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("several")
def test_each_process_has_a_part_of_the_terms(tmp_path: Path) -> None:
    reported = []
    WhooshIndexWriter(tmp_path, ENGLISH, None)
    parts = workers.index_in_parallel(tmp_path, partial(task, tmp_path), TERMS, lambda *step: reported.append(step))
    assert [(part.entries, part.documents, len(part.segments)) for part in parts] == [(6, 6, 1), (6, 6, 1)]
    assert reported[-1] == ("Rendering and indexing", 12, 12)
    assert not list(tmp_path.glob(".task*"))


@pytest.mark.usefixtures("several")
def test_many_terms_are_more_parts_than_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    WhooshIndexWriter(tmp_path, ENGLISH, None)
    monkeypatch.setattr(workers, "PART", 4)
    monkeypatch.setattr(workers, "BATCH", 2)  # the second ends with one term
    parts = workers.index_in_parallel(tmp_path, partial(task, tmp_path), TERMS, lambda *_: None)
    assert [part.entries for part in parts] == [3, 3, 3, 3]
    monkeypatch.setattr(workers, "MOST_PARTS", 3)
    for part in parts:
        shutil.rmtree(part.folder)
    assert len(workers.index_in_parallel(tmp_path, partial(task, tmp_path), TERMS, lambda *_: None)) == 3


def write_pid(file: Path) -> None:
    file.write_text(str(os.getpid()))


def test_a_process_ends_with_its_task(tmp_path: Path) -> None:
    with workers.run_concurrently(partial(write_pid, tmp_path / "pid"), entries=workers.MANY) as wait:
        wait()
        worker = int((tmp_path / "pid").read_text())
        give_up = time.monotonic() + 30
        while worker in [each.pid for each in multiprocessing.active_children()]:
            assert time.monotonic() < give_up, "the worker waits for more"
            time.sleep(0.05)


def test_few_terms_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refused)
    WhooshIndexWriter(tmp_path, ENGLISH, None)
    assert len(workers.index_in_parallel(tmp_path, partial(task, tmp_path), TERMS, lambda *_: None)) == 1
    with workers.run_concurrently(lambda: None, entries=workers.MANY - 1) as wait:
        wait()


@pytest.mark.usefixtures("several")
def test_an_exception_in_a_worker_is_raised_here(tmp_path: Path) -> None:
    WhooshIndexWriter(tmp_path, ENGLISH, None)
    with pytest.raises(KeyError, match="t7"):  # mentioned by the sixth term, but not among those to publish
        workers.index_in_parallel(tmp_path, partial(task, tmp_path, TERMS[:7]), TERMS, lambda *_: None)
    assert not list(tmp_path.glob(".task*"))
    failing = partial(os.unlink, tmp_path / "missing")
    with pytest.raises(FileNotFoundError), workers.run_concurrently(failing, entries=1) as wait:
        wait()


def test_after_an_exception_no_other_part_begins() -> None:
    failed, pending = Future[IndexedPart](), Future[IndexedPart]()
    failed.set_exception(MemoryError())
    with pytest.raises(MemoryError):
        workers._wait([failed, pending], lambda: None)
    assert pending.cancelled()


# Builds while another thread holds a lock that workers need: a forked one would inherit it, held, and wait forever.
LOCKED_BUILD = """
import threading, sys
from pathlib import Path
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.search import build
from search_app.search.indexer import language_index, workers

LOCK = threading.Lock()

class LockedVocabulary(Vocabulary):
    def mentions(self, text, words=()):
        with LOCK:
            return list(super().mentions(text, words))

def hold(held):
    with LOCK:
        held.set()
        threading.Event().wait()

if __name__ == "__main__":
    workers.MANY = 1
    language_index.Vocabulary = LockedVocabulary
    held = threading.Event()
    threading.Thread(target=hold, args=(held,), daemon=True).start()
    held.wait()
    print(build(Path(sys.argv[1]), Path(sys.argv[2])).rendered)
"""


def test_a_build_finishes_while_another_thread_holds_a_lock(terms: Path, tmp_path: Path) -> None:
    script = tmp_path / "locked_build.py"
    script.write_text(LOCKED_BUILD)
    command = [sys.executable, str(script), str(terms), str(tmp_path / "index")]
    assert subprocess.run(command, timeout=120, check=True, capture_output=True, text=True).stdout.strip() == "3"


# Prints the process id of a worker that would run for ever.
ENDLESS_WORKER = """
import os, sys, time
from search_app.search.indexer import workers

def run():
    print(os.getpid(), flush=True)
    time.sleep(3600)

if __name__ == "__main__":
    with workers.run_concurrently(run, workers.MANY) as wait:
        wait()
"""


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS_WORKER)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    give_up = time.monotonic() + 60
    while _runs(worker):
        assert time.monotonic() < give_up, "the worker outlived its parent"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


# A script without the usual `if __name__ == "__main__":`, which each worker runs again.
UNGUARDED = """
import sys
from pathlib import Path
from search_app.errors import GlossaryError
from search_app.search import build
try:
    build(Path(sys.argv[1]), Path(sys.argv[2]))
except GlossaryError as error:
    sys.exit(str(error))
"""


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script, terms = tmp_path / "script.py", tmp_path / "terms.jsonl"
    script.write_text(UNGUARDED)
    row = '{{"slug": "t{0}", "name": "Thing {0}", "categories": ["law"], "definition": "A thing."}}\n'
    terms.write_text("".join(row.format(number) for number in range(workers.MANY)))
    command = [sys.executable, str(script), str(terms), str(tmp_path / "index")]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert 'under `if __name__ == "__main__":`' in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list((tmp_path / "index").glob("2*"))
