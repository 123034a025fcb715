"""Lighthouse: `make lighthouse` measures our pages, `make lighthouse-widget` what the widget costs another's page.

Performance is the median of several runs on the mobile preset, pages in turn, because one run says as much about the
machine as about the page; accessibility, best practices and SEO must reach their bars in every run. Below the bars it
exits with 1.

Lighthouse is large (about 185 MB) and wants npm, so it is not a part of `make test`; it is kept under var/.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from search_app.search import Engine, build
from tests.acceptance.conftest import FLAGS
from tests.acceptance.hosts import hosting
from tests.conftest import ROOT, Served, browser_path

PAGES = {
    "front": "/",
    "results": "/search?q=insurance",
    "term": "/terms/intensive-outpatient-program",
    "compare": "/compare?term=copayment&term=coinsurance",
    "explain": "/explain",
    "front in Spanish": "/es/",
    "results in Spanish": "/es/buscar?q=seguro",
    "term in Spanish": "/es/terminos/copago",
}
LEAST_PERFORMANCE = 100
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 98}
MOST_LOST = 1  # points of performance that the widget may cost a page

TRIES = 4  # for a run that Lighthouse itself could not finish, such as NO_NAVSTART: its browser missed the start
METRICS = {  # of Lighthouse's audits, what is printed and in which unit
    "first-contentful-paint": ("FCP", "ms"),
    "largest-contentful-paint": ("LCP", "ms"),
    "total-blocking-time": ("blocked", "ms"),
    "cumulative-layout-shift": ("shift", ""),
    "server-response-time": ("server", "ms"),
    "mainthread-work-breakdown": ("main thread", "ms"),
}

# A result page must not be indexed, and Lighthouse counts just that as a fault of any page.
SKIPPED = {name: ["--skip-audits=is-crawlable"] for name in ("results", "results in Spanish")}

# Somebody's page, plain and with each kind of widget: `WORDS` stands for an article of a thousand words.
HOST_PAGES = {
    "plain": "<main><h1>An article</h1><article>WORDS</article></main>",
    "search box": (
        '<main><h1>An article</h1><glossary-search><a href="HOST/">Search the glossary</a></glossary-search>'
        '<article>WORDS</article></main><script src="HOST/widget/v1.js" defer></script>'
    ),
    "words": (
        '<main><h1>An article</h1><article id="article">WORDS</article></main>'
        '<glossary-terms for="article"></glossary-terms><script src="HOST/widget/v1.js" defer></script>'
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of Lighthouse found."""

    scores: Mapping[str, int]  # by category, of 100
    metrics: Mapping[str, float]
    complaints: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--widget", action="store_true", help="measure a page with and without the widget")
    parser.add_argument("--runs", type=int, default=5, help="of each page (5)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, serving(Path(place)) as origin:
        return widget_cost(origin, chosen.runs) if chosen.widget else our_pages(origin, chosen.runs)


@contextmanager
def serving(here: Path) -> Iterator[str]:
    """Serve the glossary; yield its origin."""
    build(ROOT / "terms", here / "index")
    server = Served("--terms", str(ROOT / "terms"), "--index", str(here / "index"), log=here / "log").wait()
    try:
        yield server.url
    finally:
        server.stop()


def our_pages(origin: str, runs: int) -> int:
    """Print what our pages score; return 1 if one of them is below the bars."""
    found = measure_in_turn({name: origin + path for name, path in PAGES.items()}, runs)
    report(found)
    low = [name for name, each in found.items() if median_score(each) < LEAST_PERFORMANCE]
    low += [
        f"{name} ({kind})" for kind, bar in LEAST.items() for name, each in found.items() if worst(each, kind) < bar
    ]
    print(f"below the bars: {', '.join(low)}" if low else "all bars are met")
    return int(bool(low))


def widget_cost(origin: str, runs: int) -> int:
    """Print what a page scores with and without the widget; return 1 if it loses more than it may."""
    with hosting(origin) as host:
        pages = {name: host.page(body.replace("WORDS", article())) for name, body in HOST_PAGES.items()}
        found = measure_in_turn(pages, runs)
    report(found)
    plain = median_score(found.pop("plain"))
    lost = {name: plain - median_score(each) for name, each in found.items()}
    print("; ".join(f"{name}: {points:g} points of performance lost" for name, points in lost.items()))
    return int(max(lost.values()) > MOST_LOST)


def article() -> str:
    """Return a thousand words of the glossary's own, in paragraphs."""
    with tempfile.TemporaryDirectory() as place:
        build(ROOT / "terms", Path(place))
        engine = Engine.open(Path(place))
        words = " ".join(entry.passages[0].text for entry in list(engine.entries())[:40]).split()[:1000]
        engine.close()
    return "".join(f"<p>{' '.join(words[at : at + 80])}</p>" for at in range(0, len(words), 80))


def measure_in_turn(urls: Mapping[str, str], runs: int) -> dict[str, list[Run]]:
    """Return the runs of each page; pages take turns, so that a busy minute of the machine meets all of them."""
    found: dict[str, list[Run]] = {name: [] for name in urls}
    for number in range(runs):
        for name, url in urls.items():
            found[name].append(measure(url, SKIPPED.get(name, [])))
            print(f"  run {number + 1}, {name}: performance {found[name][-1].scores['performance']}", file=sys.stderr)
    return found


def measure(url: str, options: list[str]) -> Run:
    """Return one run; what Lighthouse itself could not finish is tried again."""
    fault = ""
    for _ in range(TRIES):
        found, fault = lighthouse(url, options)
        if not fault:
            return read(found)
        print(f"  tried again: {fault}", file=sys.stderr)
    raise SystemExit(f"Lighthouse could not measure {url} in {TRIES} tries: {fault}")


def lighthouse(url: str, options: list[str]) -> tuple[dict[str, Any], str]:
    """Run Lighthouse once; return its report, and its own fault if it had one."""
    program = ROOT / "var" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
    flags = " ".join(["--headless=new", "--no-sandbox", *FLAGS])
    with tempfile.NamedTemporaryFile(suffix=".json") as written:  # what it prints is cut off when it fails
        ended = subprocess.run(
            [str(program), url, "--output=json", f"--output-path={written.name}", "--quiet",
             "--no-enable-error-reporting", f"--chrome-flags={flags}", *options],
            check=False, env={**os.environ, "CHROME_PATH": browser_path() or ""}, capture_output=True, text=True,
        )  # fmt: skip
        report = Path(written.name).read_text(encoding="utf-8")
    found = json.loads(report) if report else {}
    fault = found["runtimeError"]["code"] if "runtimeError" in found else ""
    return found, fault or ("" if found else ended.stderr.strip()[-500:] or "no report")


def read(found: dict[str, Any]) -> Run:
    audits = found["audits"].values()
    faults = [audit for audit in audits if audit["score"] is not None and audit["score"] < 0.9]
    return Run(
        scores={name: round(category["score"] * 100) for name, category in found["categories"].items()},
        metrics={name: found["audits"][name].get("numericValue", 0) for name in METRICS},
        complaints=tuple(f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}" for audit in faults),
    )


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def report(found: Mapping[str, list[Run]]) -> None:
    """Print medians, the spread of performance, the worst of the other scores, and what was complained of most."""
    for name, runs in found.items():
        performance = sorted(run.scores["performance"] for run in runs)
        others = "  ".join(f"{kind} {worst(runs, kind)}" for kind in LEAST)
        print(f"{name}: performance {median(performance):g} (median of {len(runs)}: {performance})  {others} (worst)")
        values = {key: median(run.metrics[key] for run in runs) for key in METRICS}
        print("  ", "  ".join(f"{label} {_short(values[key])} {unit}" for key, (label, unit) in METRICS.items()))
        said = [complaint for run in runs for complaint in run.complaints]
        for complaint in sorted({each for each in said if said.count(each) * 2 > len(runs)}):
            print(f"   {complaint}")


def median_score(runs: list[Run]) -> float:
    return median(run.scores["performance"] for run in runs)


def worst(runs: list[Run], kind: str) -> int:
    return min(run.scores[kind] for run in runs)


if __name__ == "__main__":
    sys.exit(main())
