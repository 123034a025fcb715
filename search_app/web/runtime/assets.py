"""Static files, addressed by what is in them: `/static/site.css?v=1a2b3c4d` never changes and is kept for a year.

Sources are small, one idea a file; BUNDLES says which are served as one. There is no build step: they are joined
when the application starts.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import rjsmin

WEB = Path(__file__).parent.parent
FOLDER = WEB / "static"
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"  # a year, for what has a fingerprint in its address

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

BUNDLES = {
    "site.css": (
        "css/tokens.css", "css/base.css", "css/frame.css", "css/search-box.css", "css/front.css", "css/results.css",
        "css/term.css", "css/feedback.css", "css/configurator.css", "css/api.css", "css/print.css",
    ),
    "theme.js": ("js/theme.js",),
    "site.js": (
        "js/combobox.js", "js/suggest.js", "js/suggestions.js", "js/theme-toggle.js", "js/results.js",
        "js/configurator.js", "js/preview.js", "js/copy.js", "js/feedback.js",
    ),
    "embed.css": ("css/tokens.css", "css/base.css", "css/search-box.css", "css/embed-frame.css"),
    "embed.js": ("js/frame.js",),
    "widget.js": (
        "css/widget.css", "js/combobox.js", "js/suggest.js", "js/widget/home.js", "js/widget/texts.js",
        "js/widget/layer.js", "js/widget/panel.js", "js/widget/search.js", "js/widget/slices.js",
        "js/widget/vocabulary.js", "js/widget/term.js", "js/widget/terms.js", "js/widget/elements.js",
    ),
}  # fmt: skip

_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asset:
    """What is served under one name."""

    body: bytes
    content_type: str

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:10]


def read_assets() -> dict[str, Asset]:
    """Return every bundle, and the files that stand in the static folder itself."""
    single = {file.name: file.read_bytes() for file in sorted(FOLDER.iterdir()) if file.is_file()}
    joined = {name: join(name, sources) for name, sources in BUNDLES.items()}
    return {name: Asset(body, CONTENT_TYPES[Path(name).suffix]) for name, body in (single | joined).items()}


def join(name: str, sources: tuple[str, ...]) -> bytes:
    """Return the sources as one file, without their comments; scripts share a scope of their own and leave no name.

    A style sheet among scripts becomes their constant STYLES.
    """
    texts = [_read(FOLDER / source) for source in sources]
    if name.endswith(".js"):
        texts = [
            f"const STYLES = {json.dumps(text)};\n" if source.endswith(".css") else text
            for source, text in zip(sources, texts, strict=True)
        ]
    text = "\n".join(texts)
    if name.endswith(".js"):
        text = rjsmin.jsmin(f'(() => {{\n"use strict";\n{text}}})();\n')
    return text.encode()


def _read(source: Path) -> str:
    text = source.read_text(encoding="utf-8")
    return _CSS_COMMENT.sub("", text) if source.suffix == ".css" else text
