"""Report HTML in texts: a page shows it as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt

from search_app.glossary.model import Remark, Term

_MARKDOWN = MarkdownIt("commonmark", {"html": True})
_SHOWN = 40  # characters


def html_remarks(terms: Iterable[Term]) -> Iterator[Remark]:
    """Yield a remark on the first HTML in each section."""
    for term in terms:
        for section in term.sections():
            if "<" in section.markdown and (found := first_html(section.markdown)):
                line, html = found
                line += term.origin.line(section.anchor) if section.anchor in term.origin.lines else 0
                remedy = "a page shows it as text; write it in Markdown, such as **bold**, or between backticks."
                message = f"the text of {term.slug!r} has the HTML {html[:_SHOWN]!r}; {remedy}"
                yield Remark(term.origin.path, line or term.origin.line(""), "html", message)


def first_html(markdown: str) -> tuple[int, str] | None:
    """Return the line, counted from 0, and the text of the first HTML outside of code; None if there is none."""
    for token in _MARKDOWN.parse(markdown):
        first = token.map[0] if token.map else 0
        if token.type == "html_block":
            return first, token.content.strip().split("\n")[0]
        for child in token.children or ():
            if child.type == "html_inline":
                return first, child.content
    return None
