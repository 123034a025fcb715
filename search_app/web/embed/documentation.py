"""The documentation of embedding as pages (/embed/docs): the files of `docs/` that a wheel carries, rendered.

The files are written for a repository, too: links to other files become links to pages of the site, or plain text, and
the example address becomes that of this glossary.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from flask import render_template
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from search_app.config import home
from search_app.glossary.naming import slugify
from search_app.web.runtime.context import origin

EXAMPLE = "https://glossary.example.org"  # the glossary, as the files call it

# Files and the pages of the site with the same contents; links to other files become plain text.
PAGES = {
    "embedding.md": "/embed/docs",
    "embedding-recipes.md": "/embed/docs/recipes",
    "api.md": "/api/v1/",
    "privacy.md": "/about",
}
REFERENCE, RECIPES = "embedding.md", "embedding-recipes.md"

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered file: its title, its text, and its sections as pairs of an anchor and a heading."""

    title: str
    html: str
    sections: tuple[tuple[str, str], ...]


def reference() -> str:
    """Show how each kind of embedding works."""
    return _page(REFERENCE)


def recipes() -> str:
    """Show the steps for content management systems and site generators."""
    return _page(RECIPES)


def _page(name: str) -> str:
    document = read_document(name)
    return render_template(
        "embed/documentation.html",
        title=document.title,
        sections=document.sections,
        text=Markup(document.html.replace(EXAMPLE, escape(origin()))),  # noqa: S704 - HTML of our own files, escaped
        other=RECIPES if name == REFERENCE else REFERENCE,
        pages=PAGES,
    )


@cache
def read_document(name: str) -> Document:
    """Return a file of `docs/` without its title, which the page shows itself."""
    tokens = _MARKDOWN.parse((home("docs") / name).read_text(encoding="utf-8"))
    title, body = tokens[1].content, tokens[3:]  # the file begins with a heading: opening, text, closing
    sections = tuple(_anchor_headings(body))
    for token in body:
        token.children = list(_relink(token.children)) if token.children else token.children
    return Document(title, _MARKDOWN.renderer.render(body, _MARKDOWN.options, {}), sections)


def _anchor_headings(tokens: list[Token]) -> Iterable[tuple[str, str]]:
    """Give each heading an id, as code hosts do, and yield those of the second level with their texts."""
    for heading, text in pairwise(tokens):
        if heading.type != "heading_open":
            continue
        plain = "".join(child.content for child in text.children or ())
        heading.attrSet("id", slugify(plain))
        if heading.tag == "h2":
            yield slugify(plain), plain


def _relink(tokens: list[Token]) -> Iterable[Token]:
    """Yield the tokens of a text, with links to files replaced; links do not nest."""
    is_dropped = False
    for token in tokens:
        if token.type == "link_open":
            address = _address(str(token.attrGet("href")))
            is_dropped = not address
            token.attrSet("href", address)
        if not is_dropped or not token.type.startswith("link_"):
            yield token


def _address(written: str) -> str:
    """Return the address on the site for a link of a file, or "" if it leads to no page."""
    if written.startswith(("#", "https://")):
        return written
    file, hash_sign, anchor = written.partition("#")
    page = PAGES.get(file, "")
    # Only our own documents have the anchors of the files.
    return page + hash_sign + anchor if file in (REFERENCE, RECIPES) else page
