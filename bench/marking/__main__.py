"""Main-thread time for marking 5,000 words: the current widget beside release 1.1.0, which splits text nodes.

    python -m bench.marking [--words 5000] [--rounds 15]

Chromium loads the same article for both in turn. Each page has already marked a short text, so that script, names and
their index are there; then `<glossary-terms>` is added for the article. The time is the difference of Chromium's own
counters of script, style and layout until nothing changes any more. A ratio is the median of the rounds' ratios.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving.servers import ROOT, free_port, running
from search_app.glossary.source import read_glossary
from search_app.search import build

SCRIPTS = {"current": "v1", "1.1.0": "1.1.0"}
COUNTERS = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")  # seconds, of Chromium's Performance.getMetrics
MARKS = "(CSS.highlights.get('glossary-term')?.size ?? 0) + document.getElementsByTagName('glossary-term').length"
BROWSER = "/usr/bin/chromium"
BAR = 50  # milliseconds


@click.command()
@click.option("--words", default=5000, show_default=True)
@click.option("--rounds", default=15, show_default=True)
@click.option("--browser", default=BROWSER, show_default=True, help="The path of Chromium.")
def main(words: int, rounds: int, browser: str) -> None:
    """Print milliseconds and ratios; exit with 1 if the current widget takes longer than the bar."""
    article = _article(words)
    measured: dict[str, list[float]] = {name: [] for name in SCRIPTS}
    with glossary_server() as (origin, _), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, chromium_sandbox=False, args=["--disable-gpu"])
        for number in range(rounds + 1):
            for name, script in SCRIPTS.items():
                time = _measure(chromium, origin, script, article)
                if number:  # the first round warms the caches
                    measured[name].append(time)
    for name, times in measured.items():
        click.echo(f"{name:8} median {statistics.median(times):5.1f} ms, {min(times):.1f} to {max(times):.1f}")
    ratios = [old / new for old, new in zip(measured["1.1.0"], measured["current"], strict=True)]
    click.echo(f"1.1.0 takes {statistics.median(ratios):.2f} times as long")
    sys.exit(statistics.median(measured["current"]) > BAR)


def _article(words: int) -> str:
    """Return paragraphs of a hundred words each, from definitions of the glossary."""
    texts = (next(iter(term.sections())).markdown for term in read_glossary(ROOT / "terms").terms)
    some = list(islice((word for text in texts for word in text.split()[:20]), words))
    return "".join(f"<p>{' '.join(some[at : at + 100])}</p>" for at in range(0, len(some), 100))


@contextmanager
def glossary_server() -> Iterator[tuple[str, str]]:
    """Serve the glossary while the context lasts; yield its origin and its index."""
    origin = f"http://127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder) / "index")
        build(ROOT / "terms", Path(index))
        database = f"sqlite:///{folder}/audience.db"
        command = [sys.executable, "-m", "search_app", "serve", "--port", origin.rpartition(":")[2], "--index", index]
        with running(command, f"{origin}/readyz", GLOSSARY_DATABASE_URL=database):
            yield origin, index


def _measure(browser: Browser, origin: str, script: str, article: str) -> float:
    """Return the milliseconds that the main thread works for the marks of `article`."""
    page = browser.new_page()
    html = (
        f'<!doctype html><script src="/widget/{script}.js" defer></script><p id="short">A copay.</p>'
        f'<glossary-terms for="short"></glossary-terms><article>{article}</article>'
    )
    page.route("**/article", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{origin}/article")
    page.wait_for_function(f"{MARKS} === 1")
    page.evaluate("document.querySelector('glossary-terms').remove()")
    page.wait_for_timeout(200)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def worked() -> float:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * sum(metrics[name] for name in COUNTERS)

    before = worked()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<glossary-terms for=\"article\"></glossary-terms>')")
    _wait_for_marks(page)
    took = worked() - before
    page.close()
    return took


def _wait_for_marks(page: Page) -> None:
    """Wait until there are many marks, and no more come."""
    count, before = 0, -1
    while count < 100 or count != before:
        page.wait_for_timeout(300)
        before, count = count, page.evaluate(MARKS)


if __name__ == "__main__":
    main()
