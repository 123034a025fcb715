"""The page of results as finished values: headings, the best answer, rows, and the ways on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from search_app.search import Confidence, Correction, Engine, Hit, SearchPage, SearchRequest
from search_app.search.comparison import LEAST, MOST
from search_app.search.results.reasons import reason
from search_app.urls import compare_path
from search_app.web.runtime.categories import category_tags
from search_app.web.runtime.formats import count_of, either, joined, number
from search_app.web.runtime.per_generation import per_generation
from search_app.web.runtime.translation import gettext, ngettext
from search_app.web.site.other_languages import ResultsInLanguage, Translation, results_in_languages, translation_of
from search_app.web.site.passages import summary_and_passage

MAX_CLOSEST = 3
DEFINITIONS = 1_024  # that a generation keeps, of the terms that were the best answer last


class Row(Struct, frozen=True, gc=False):
    """One result: its first sentence, what the matching passage adds, and links to its categories, as safe HTML.

    why: what else matched; may be empty.
    translation: the name in another language by which it was found.
    """

    hit: Hit
    summary_html: str
    passage_html: str
    tags_html: str
    why: str
    translation: Translation | None


class BestAnswer(Struct, frozen=True, gc=False):
    """The first result where it is sure to be the answer, with the first paragraph of its definition as safe HTML."""

    row: Row
    definition_html: str


class Link(Struct, frozen=True, gc=False):
    """A link to another state of the search, or to another page."""

    label: str
    url: str


class ResultsPage(Struct, frozen=True):
    """What the page says besides filters and paging.

    found: the number of results, in words.
    where: the chosen categories, in words; empty without a filter.
    subject: the query that was searched.
    did_you_mean: a correction that is offered.
    weak: the heading of results that may be no answer; empty where they are.
    start: the number of the first of `rows`: the best answer is not among them.
    more: to results that only mention some words; `fewer` leaves them out again.
    elsewhere: to the results in all categories, where the chosen ones have none.
    in_languages: the best results of other languages.
    """

    found: str
    where: str
    subject: str
    announcement: str
    did_you_mean: Link | None
    weak: str
    best: BestAnswer | None
    rows: tuple[Row, ...]
    start: int
    closest: tuple[Row, ...]
    compare: Link | None
    more: Link | None
    fewer: Link | None
    elsewhere: Link | None
    in_languages: tuple[ResultsInLanguage, ...]


def results_page(serving: Engine, asked: SearchRequest, page: SearchPage) -> ResultsPage:
    best = _best_answer(serving, asked, page)
    first = (page.page - 1) * page.per_page + 1
    found, where = gettext("No good match") if page.is_weak else count_of(page.total), _where(page)
    elsewhere, more = _elsewhere(asked, page), _more(asked, page)
    in_languages = results_in_languages(page)
    summary = gettext("%(found)s in %(where)s", found=found, where=where) if where else found
    others = [*(link.label for link in (elsewhere, more) if link), *(each.heading for each in in_languages)]
    return ResultsPage(
        found=found,
        where=where,
        subject=page.correction.to if page.correction and page.correction.applied else page.query,
        announcement=_announcement(page, summary, best, others),
        did_you_mean=_did_you_mean(asked, page),
        weak=gettext("What comes nearest: %(terms)s", terms=count_of(page.total)) if page.is_weak else "",
        best=best,
        rows=_rows(serving, page.hits[1:] if best else page.hits),
        start=first + 1 if best else first,
        closest=_rows(serving, page.closest[:MAX_CLOSEST]),
        compare=_compare(page),
        more=more,
        fewer=_fewer(asked),
        elsewhere=elsewhere,
        in_languages=in_languages,
    )


def _where(page: SearchPage) -> str:
    chosen = [value.name for value in page.facets["category"] if value.selected]
    return either(chosen) if chosen else ""


def _announcement(page: SearchPage, found: str, best: BestAnswer | None, others: Sequence[str]) -> str:
    """Return what a screen reader says when the results have changed; `others` only if there are none."""
    if page.is_weak:
        found = _with_nearest(found, page.total)
    if page.pages > 1:
        found = gettext("%(found)s, page %(page)s of %(pages)s", found=found, page=page.page, pages=page.pages)
    parts = [found]
    if not page.total:
        parts += others
    if best:
        parts.append(gettext("Best answer: %(name)s", name=best.row.hit.name))
    if correction := page.correction:
        parts.append(_corrected(correction))
    return ". ".join(parts)


def _with_nearest(found: str, total: int) -> str:
    return ngettext(
        "%(found)s; %(count)s term comes nearest",
        "%(found)s; %(count)s terms come nearest",
        total, count=number(total), found=found,
    )  # fmt: skip


def _corrected(correction: Correction) -> str:
    if correction.applied:
        return gettext("Showing results for %(query)s", query=correction.to)
    return gettext("Did you mean %(query)s?", query=correction.to)


def _best_answer(serving: Engine, asked: SearchRequest, page: SearchPage) -> BestAnswer | None:
    if page.confidence is not Confidence.SURE or page.page > 1 or asked.sort != "relevance" or not page.hits:
        return None
    row = _row(serving, page.hits[0])
    return BestAnswer(row, _definition(serving, row.hit.slug))


@per_generation(maxsize=DEFINITIONS)
def _definition(serving: Engine, slug: str) -> str:
    """Return the first paragraph of a term's definition, or nothing; a whole entry takes long to read."""
    definition = serving.entry(slug).passage("definition")
    return _first_paragraph(definition.html) if definition else ""


def _first_paragraph(html: str) -> str:
    """Return the paragraph that rendered Markdown begins with; the empty string if it begins with something else."""
    paragraph, end, _ = html.partition("</p>")
    return paragraph + end if paragraph.startswith("<p>") else ""


def _rows(serving: Engine, hits: Iterable[Hit]) -> tuple[Row, ...]:
    return tuple([_row(serving, hit) for hit in hits])


def _row(serving: Engine, hit: Hit) -> Row:
    translation = translation_of(hit)
    why = "" if translation else reason(hit, gettext)
    summary, passage = summary_and_passage(hit.summary, hit.snippet_html)
    return Row(hit, summary, passage, category_tags(serving, hit.categories), why, translation)


def _did_you_mean(asked: SearchRequest, page: SearchPage) -> Link | None:
    if not page.correction or page.correction.applied:
        return None
    return Link(page.correction.to, _with(asked, q=page.correction.to))


def _compare(page: SearchPage) -> Link | None:
    compared = page.compared[:MOST]
    if len(compared) < LEAST:
        return None
    names = joined([term.name for term in compared])
    return Link(gettext("Compare %(names)s", names=names), compare_path([term.slug for term in compared]))


def _more(asked: SearchRequest, page: SearchPage) -> Link | None:
    if not page.more or asked.all:
        return None
    shown = number(page.more)
    if page.total:
        label = ngettext(
            "%(count)s more mentions some of these words", "%(count)s more mention some of these words",
            page.more, count=shown,
        )  # fmt: skip
    else:
        label = ngettext(
            "%(count)s term mentions some of these words", "%(count)s terms mention some of these words",
            page.more, count=shown,
        )  # fmt: skip
    return Link(label, _with(asked, all=True))


def _fewer(asked: SearchRequest) -> Link | None:
    if not asked.all or not asked.q:
        return None
    return Link(gettext("Leave out terms that only mention some of the words"), _with(asked, all=False))


def _elsewhere(asked: SearchRequest, page: SearchPage) -> Link | None:
    if page.total or not asked.categories or not page.total_unfiltered:
        return None
    found = number(page.total_unfiltered)
    label = ngettext("%(count)s in all categories", "%(count)s in all categories", page.total_unfiltered, count=found)
    return Link(label, _with(asked, categories=()))


def _with(asked: SearchRequest, **changes: object) -> str:
    """Return the URL of the first page of this search with other values."""
    return replace(asked, page=1, **changes).path()
