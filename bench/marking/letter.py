"""Time to explain a text of 20,000 words on the page `/explain`: in Chromium, and by the server.

    python -m bench.marking.letter [--words 20000] [--rounds 15]

The browser's time is from the press of the button until the answer is laid out; names and explanations are loaded. The
server's time is that of finding the terms, without HTTP and the template.
"""

from __future__ import annotations

import re
import statistics
import sys
import time

import click
from playwright.sync_api import sync_playwright

from bench.marking.__main__ import BROWSER, glossary_server
from bench.serving.servers import ROOT
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import read_glossary
from search_app.language.english import ENGLISH
from search_app.search import Engine
from search_app.search.explanation import explain

BAR = 200  # milliseconds
EXPLAIN = """async () => {
  const explained = document.getElementById('explained');
  explained.hidden = true;
  const start = performance.now();
  document.getElementById('letter').requestSubmit();
  while (explained.hidden) await Promise.resolve();
  explained.getBoundingClientRect();
  return performance.now() - start;
}"""


@click.command()
@click.option("--words", default=20_000, show_default=True)
@click.option("--rounds", default=15, show_default=True)
@click.option("--browser", default=BROWSER, show_default=True, help="The path of Chromium.")
def main(words: int, rounds: int, browser: str) -> None:
    """Print milliseconds; exit with 1 if the browser takes longer than the bar."""
    text = _letter(words)
    with glossary_server() as (origin, index), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, chromium_sandbox=False, args=["--disable-gpu"])
        page = chromium.new_page()
        page.goto(f"{origin}/explain")
        page.fill("#text", text)
        page.click("#letter button[type=submit]")
        page.wait_for_selector("#explained:not([hidden])")  # the names are loaded and filed
        in_browser = [page.evaluate(EXPLAIN) for _ in range(rounds)]
        click.echo(f"{len(text.split()):,} words, {page.locator('mark').count():,} mentions")
        on_server = _on_server(text, Engine.open(index), rounds)
    for name, times in (("browser", in_browser), ("server", on_server)):
        click.echo(f"{name:8} median {statistics.median(times):5.1f} ms, {min(times):.1f} to {max(times):.1f}")
    sys.exit(statistics.median(in_browser) > BAR)


def _letter(words: int) -> str:
    """Return as many words of the glossary's sections, a paragraph each."""
    sections = (section.markdown for term in read_glossary(ROOT / "terms").terms for section in term.sections())
    beginning = re.match(rf"(?:\S+\s+){{{words - 1}}}\S+", "\n\n".join(sections))
    if not beginning:
        raise click.UsageError("the glossary has fewer words")
    return beginning[0]


def _on_server(text: str, engine: Engine, rounds: int) -> list[float]:
    vocabulary = Vocabulary(engine.entries(), ENGLISH)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        explain(engine, vocabulary, text)
        times.append(1000 * (time.perf_counter() - start))
    return times


if __name__ == "__main__":
    main()
