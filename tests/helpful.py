"""A glossary that uses every field of a term: actions, sources, help, review, status and hierarchy."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.help_table import KINDS, STATES
from tests.conftest import COPAYMENT, DEDUCTIBLE, SITE, TINY, write_terms

AGENCIES = """
[desk]
name = "Desk <b>of</b> complaints"
does = "Takes complaints about fees."
phone = "1-800-555-0100"
url = "https://desk.example.gov/complain?a=1&b=2"
hours = "9 to 5"
categories = ["money"]

[state-labor]
name = "Your state's labor office"
does = "Takes wage claims."
states = "labor"
categories = ["work"]
"""
WHOLE = (
    COPAYMENT.replace(
        "also_in: []",
        "sources:\n  - 29 USC 206\n  - 'Fees: a guide https://fees.example.gov/guide?a=1&b=2'\n"
        "  - Groff v. DeJoy, 600 U.S. 447 (2023)\nhelp: [state-labor, desk]\nreviewed: 2026-11-28, editor\n"
        "broader: [deductible]",
    ).replace("## Benefits", "## What you can do\nAsk the **desk** for the zebra price.\n\n## Benefits")
    + "\n## Sources\nOld ledgers.\n\n## History & *use*\nOf giraffes.\n"
)
OLD = (
    DEDUCTIBLE.replace("name: Deductible", "name: Former Share")
    .replace("[annual deductible]", "[]")
    .replace("updated:", "status: deprecated\nsuccessor: deductible\nupdated:")
)
DRAFT = (
    DEDUCTIBLE.replace("name: Deductible", "name: Unfinished Word")
    .replace("[annual deductible]", "[]")
    .replace("updated:", "status: draft\nupdated:")
)
LINKED = TINY["work/tip-pooling"].replace("related: [deductible]", "related: [former-share, unfinished-word]")


def state_offices() -> str:
    """Return a table of every kind, with an office of each state."""
    lines = "\n".join(f'{code} = ["Office of {code}", "https://{code.lower()}.example.gov/"]' for code in STATES)
    return "\n".join(f"[{kind}]\n{lines}" for kind in KINDS)


def write_helpful(folder: Path) -> Path:
    """Write the glossary, and return its folder."""
    files = {"money/copayment": WHOLE, "money/former-share": OLD, "money/unfinished-word": DRAFT}
    write_terms(folder, {**TINY, **files, "work/tip-pooling": LINKED}, SITE)
    (folder / "agencies.toml").write_text(AGENCIES, encoding="utf-8")
    (folder / "state_offices.toml").write_text(state_offices(), encoding="utf-8")
    return folder
