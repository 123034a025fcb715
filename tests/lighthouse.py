"""Lighthouse over front, result and term page: `make lighthouse` prints the scores and fails below the bars.

Lighthouse is large (about 185 MB) and wants npm, so it is not a part of `make test`; it is kept under var/.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from search_app.search import build
from tests.acceptance.conftest import FLAGS
from tests.conftest import ROOT, Served, browser_path

PAGES = {"front": "/", "results": "/search?q=insurance", "term": "/terms/intensive-outpatient-program"}
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}

# A result page must not be indexed, and Lighthouse counts just that as a fault of any page.
SKIPPED = {"results": ["--skip-audits=is-crawlable"]}


def main() -> int:
    low = False
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        build(ROOT / "terms", here / "index")
        server = Served("--terms", str(ROOT / "terms"), "--index", str(here / "index"), log=here / "log").wait()
        try:
            for name, path in PAGES.items():
                scores = measure(server.url + path, here / f"{name}.json", SKIPPED.get(name, []))
                print(f"{name:8}", "  ".join(f"{category} {score}" for category, score in scores.items()))
                low = low or any(scores[category] < bar for category, bar in BARS.items())
        finally:
            server.stop()
    return int(low)


def measure(url: str, report: Path, options: list[str]) -> dict[str, int]:
    """Return the scores of a page, of 100, on the mobile preset."""
    flags = " ".join(["--headless=new", "--no-sandbox", *FLAGS])
    command = [
        str(ROOT / "var" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"), url, "--output=json",
        f"--output-path={report}", "--quiet", "--no-enable-error-reporting", f"--chrome-flags={flags}", *options,
    ]  # fmt: skip
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": browser_path() or ""})
    found = json.loads(report.read_text(encoding="utf-8"))
    for audit in found["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"  {audit['id']}: {audit['title']} {audit.get('displayValue', '')}")
    return {name: round(category["score"] * 100) for name, category in found["categories"].items()}


if __name__ == "__main__":
    sys.exit(main())
