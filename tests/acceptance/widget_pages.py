"""Pages with a search widget: its markup, the strictest policy, and style sheets that would break it."""

from __future__ import annotations

from playwright.sync_api import Locator

SUGGEST = "**/api/v1/suggest**"
SCRIPT = '<script src="HOST/widget/v1.js" defer></script>'
BOX = '<glossary-search><a href="HOST/">Search the glossary</a></glossary-search>'
LINE = SCRIPT + BOX

STRICT = (
    "default-src 'none'; script-src HOST; connect-src HOST; style-src 'self'; img-src 'self'; form-action HOST; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

# What a widget in the page's own tree would not survive.
HOSTILE = {
    "unset": "* { all: unset !important }",
    "no divisions": "div, form, input, button, p, span { display: none !important }",
    "giant": (
        "html { font-size: 90px } "
        "* { font-size: 60px !important; line-height: 4 !important; letter-spacing: 1em !important }"
    ),
    "unseen": (
        "* { color: transparent !important; visibility: hidden !important; pointer-events: none !important; "
        "text-indent: -999px }"
    ),
    "old reset": (
        "html, body, div, span, form, label, a, p, ul, li, mark { margin: 0; padding: 0; border: 0; font: inherit; "
        "vertical-align: baseline } :focus { outline: 0 } input, button { -webkit-appearance: none; width: 3px } "
        "[hidden] { display: block !important }"
    ),
    "trap": (
        ".trap { position: relative; z-index: 0; overflow: hidden; height: 70px; transform: translateX(0) } "
        ".over { position: relative; z-index: 99999; height: 300px; background: red }"
    ),
}


def type_into(widget: Locator, text: str) -> None:
    widget.get_by_role("combobox").press_sequentially(text)
