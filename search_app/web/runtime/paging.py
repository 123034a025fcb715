"""Pagination: the slice of a long list that a page shows, and the URLs of the other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search_app.errors import NotFound
from search_app.messages import message
from search_app.web.runtime.formats import number
from search_app.web.runtime.translation import gettext

PER_PAGE = 100
MAX_UNPAGED = 300  # a list up to this length has one page, which is easier to scan
PAGE_LINKS = 2  # page numbers shown to each side of the current one

Links = list[tuple[int, str]]  # page numbers and URLs; a gap is (0, "")


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of the list at `path`; `before` and `after` are URLs, empty at the ends of the list."""

    path: str
    page: int
    pages: int
    per_page: int
    length: int

    @property
    def start(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def stop(self) -> int:
        return min(self.page * self.per_page, self.length)

    def page_url(self, page: int) -> str:
        """Return the URL of a page."""
        return f"{self.path}?page={page}" if page > 1 else self.path

    def url_of(self, position: int) -> str:
        """Return the URL of the page that contains this position of the list."""
        return self.page_url(1 + position // self.per_page)

    @property
    def url(self) -> str:
        return self.page_url(self.page)

    @property
    def before(self) -> str:
        return self.page_url(self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        return self.page_url(self.page + 1) if self.page < self.pages else ""

    @property
    def links(self) -> Links:
        return page_links(self.page, self.pages, self.page_url)

    @property
    def title(self) -> str:
        """The suffix of the page's title: no two pages have the same title."""
        return gettext(", page %(page)s", page=number(self.page)) if self.page > 1 else ""


def paging(path: str, asked: str, length: int, *, per_page: int = PER_PAGE, unpaged: int = MAX_UNPAGED) -> Paging:
    """Return page `asked` (empty: the first) of the list of `length` items at `path`.

    Raises:
        NotFound: there is no such page.
    """
    per_page = per_page if length > unpaged else unpaged
    pages = max(1, -(-length // per_page))
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0 if asked else 1
    if not 1 <= page <= pages:
        raise NotFound(
            message("There is no page %(page)s here; the last one is %(last)s."), page=repr(asked), last=number(pages)
        )

    return Paging(path, page, pages, per_page, length)


def page_links(page: int, pages: int, page_url: Callable[[int], str]) -> Links:
    """Return the first, the last and the nearest pages; nothing if there is only one page."""
    near = range(max(1, page - PAGE_LINKS), min(pages, page + PAGE_LINKS) + 1)
    links: Links = []
    for each in sorted({1, *near, pages} - {0}):
        if links and each > links[-1][0] + 1:
            links.append((0, ""))
        links.append((each, page_url(each)))
    return links if pages > 1 else []
