"""A long list in pages: which part of it is shown, and the addresses of the other parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search_app.errors import NotFound

PER_PAGE = 100
WHOLE = 300  # a list no longer than this stays in one piece: that is easier to look through
PAGE_LINKS = 2  # page numbers shown to each side of the current one

Links = list[tuple[int, str]]  # numbers of pages and their addresses; a gap has neither


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of the list at `path`; `before` and `after` are addresses, empty where the list ends."""

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

    def address(self, page: int) -> str:
        """Return the address of a page."""
        return f"{self.path}?page={page}" if page > 1 else self.path

    def address_of(self, place: int) -> str:
        """Return the address of the page that has this place of the list."""
        return self.address(1 + place // self.per_page)

    @property
    def url(self) -> str:
        return self.address(self.page)

    @property
    def before(self) -> str:
        return self.address(self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        return self.address(self.page + 1) if self.page < self.pages else ""

    @property
    def links(self) -> Links:
        return page_links(self.page, self.pages, self.address)

    @property
    def title(self) -> str:
        """What the titles of the further pages end in: no two pages have the same."""
        return f", page {self.page}" if self.page > 1 else ""


def paging(path: str, asked: str, length: int, *, per_page: int = PER_PAGE, whole: int = WHOLE) -> Paging:
    """Return page `asked` (the first, if empty) of the list of `length` at `path`.

    Raises:
        NotFound: the list has no such page.
    """
    per_page = per_page if length > whole else whole
    pages = max(1, -(-length // per_page))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0 if asked else 1
    if not 1 <= number <= pages:
        raise NotFound(f"There is no page {asked!r} here; the last one is {pages:,}.")

    return Paging(path, number, pages, per_page, length)


def page_links(page: int, pages: int, address: Callable[[int], str]) -> Links:
    """Return the first, the last and the nearest pages; nothing where there is but one."""
    near = range(max(1, page - PAGE_LINKS), min(pages, page + PAGE_LINKS) + 1)
    links: Links = []
    for number in sorted({1, *near, pages} - {0}):
        if links and number > links[-1][0] + 1:
            links.append((0, ""))
        links.append((number, address(number)))
    return links if pages > 1 else []
