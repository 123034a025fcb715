"""Static files, addressed by their content: `/static/site.css?v=1a2b3c4d` never changes and is cached for a year.

Sources are small, one idea a file, and lie beside the pages they serve; BUNDLES lists the files that are served.
There is no build step: they are joined when the application starts.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import rjsmin

import search_app.web
from search_app.language.languages import LANGUAGES
from search_app.web.runtime.modules import join_modules, join_part, read_utf8

FOLDER = Path(search_app.web.__file__).resolve().parent
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"  # a year, for URLs with a fingerprint

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

# Served name -> sources; of a script only the entry module, which imports the others.
BUNDLES = {
    "site.css": (
        "runtime/static/tokens.css", "runtime/static/base.css", "site/static/frame.css",
        "runtime/static/search-box.css", "site/static/front.css", "site/static/results.css", "site/static/term.css",
        "site/static/help.css",
        "site/static/compare.css", "site/static/explain.css", "feedback/static/feedback.css",
        "embed/static/configurator.css", "embed/static/documentation.css", "site/static/api.css",
        "site/static/print.css",
    ),
    "embed.css": (
        "runtime/static/tokens.css", "runtime/static/base.css", "runtime/static/search-box.css",
        "embed/static/embed-frame.css",
    ),
    "insights.css": ("insights/static/insights.css",),
    "theme.js": ("site/static/theme.js",),
    "site.js": ("site/static/site.js",),
    "explain.js": ("site/static/explain.js",),
    "embed.js": ("embed/static/frame.js",),
    "widget.js": ("embed/static/elements.js",),
    "widget-marking.js": ("embed/static/marking.js",),
    "icon.svg": ("site/static/icon.svg",),
}  # fmt: skip

# A part of a script, loaded when it is needed -> the script, which contains the modules that both need.
PARTS = {"widget-marking.js": "widget.js"}

# Made here, not files.
_LANGUAGE = FOLDER / "embed/static/language.json"
_MARKING = FOLDER / "embed/static/marking-part.json"
_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file as it is served."""

    body: bytes
    content_type: str

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:10]


def read_assets() -> dict[str, Asset]:
    """Return every static file by its served name."""
    return {name: Asset(bundle(name), CONTENT_TYPES[Path(name).suffix]) for name in BUNDLES}


def bundle(name: str) -> bytes:
    """Return the sources of a bundle as one file, without their comments.

    A script is strict and has a scope of its own: it adds no names to the page.
    """
    sources = [FOLDER / source for source in BUNDLES[name]]
    if name in PARTS:
        return cast(str, rjsmin.jsmin(_joined_part(name))).encode()
    if name.endswith(".js"):
        (entry,) = sources
        script = f'(() => {{\n"use strict";\n{join_modules(entry, read_source)}}})();\n'
        return cast(str, rjsmin.jsmin(script)).encode()
    return "\n".join(read_source(source) for source in sources).encode()


def integrity(body: bytes) -> str:
    """Return the hash of a script as a page writes it into `integrity`: https://www.w3.org/TR/SRI/."""
    return "sha384-" + b64encode(hashlib.sha384(body).digest()).decode()


def part_version(body: bytes) -> str:
    """Return the name of a part in URLs, which depends on its content."""
    return "marking-" + hashlib.sha256(body).hexdigest()[:12]


def _joined_part(name: str) -> str:
    (entry,), (script,) = BUNDLES[name], BUNDLES[PARTS[name]]
    # The script contains the address of its part: here it is not known yet, nor needed.
    return join_part(FOLDER / entry, FOLDER / script, lambda file: "{}" if file == _MARKING else read_source(file))


def read_source(source: Path) -> str:
    """Return the text of a file that a bundle is made of; two tables are made from the languages and from a part.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if source == _LANGUAGE:
        return _language_rules()
    if source == _MARKING:
        body = bundle("widget-marking.js")
        return json.dumps({"path": f"/widget/{part_version(body)}.js", "integrity": integrity(body)})
    text = read_utf8(source)
    return _CSS_COMMENT.sub("", text) if source.suffix == ".css" else text


def _language_rules() -> str:
    """Return as JSON the rules that scripts apply as Python does, by the code of the language."""
    rules = {
        code: {
            "possessives": language.plurals.possessives,
            "plurals": language.plurals.rules,
            "prefixes": sorted(language.prefixes),
        }
        for code, language in LANGUAGES.items()
    }
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
