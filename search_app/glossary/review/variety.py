"""Find examples that begin or end alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from search_app.glossary.model import Remark
from search_app.glossary.review.limits import MAX_ARTICLE_SHARE, MAX_DOLLAR_SHARE, MIN_EXAMPLES
from search_app.glossary.review.reviewed_term import ReviewedSection, ReviewedTerm, glossary_remark

_FIRST_WORD = re.compile(r"\W*([\w’'-]+)")
_DOLLARS_LAST = re.compile(
    r"\$\d[\d,.]*\d?(?: (?:thousand|million|billion))?(?: (?:a|an|per|each|every) [\w-]+| each| more| in all)?\W*$"
)


def opening_remarks(reviewed_terms: Sequence[ReviewedTerm], articles: Collection[str]) -> Iterator[Remark]:
    """Yield a remark on each term whose examples all begin with the same word; all of `articles` are one."""
    for reviewed in reviewed_terms:
        examples = _examples([reviewed])
        words = {_first_word(section, articles) for section in examples}
        if len(examples) > 1 and len(words) == 1:
            message = f"all examples begin with {words.pop().capitalize()!r}; begin one of them in another way."
            yield reviewed.remark("opening", examples[0].anchor, message)


def article_remarks(reviewed_terms: Sequence[ReviewedTerm], articles: Collection[str]) -> Iterator[Remark]:
    """Yield a remark on a glossary with too many examples that begin with one of `articles`."""
    examples = _examples(reviewed_terms)
    if len(examples) < MIN_EXAMPLES:
        return
    common = min(articles, default="")
    share = sum(_first_word(section, articles) == common for section in examples) / len(examples) if common else 0
    if share > MAX_ARTICLE_SHARE:
        named = " or ".join(repr(article.capitalize()) for article in sorted(articles))
        message = f"{share:.0%} of the examples begin with {named}, the limit is {MAX_ARTICLE_SHARE:.0%}; "
        remedy = "begin some with a time, a place, a number or a quotation."
        yield glossary_remark(reviewed_terms, "opening", message + remedy)


def ending_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield a remark on a glossary with too many examples that end with an amount."""
    examples = _examples(reviewed_terms)
    if len(examples) < MIN_EXAMPLES:
        return
    amounts = sum(bool(_DOLLARS_LAST.search(section.text)) for section in examples) / len(examples)
    if amounts > MAX_DOLLAR_SHARE:
        message = f"{amounts:.0%} of the examples end with an amount of dollars, the limit is {MAX_DOLLAR_SHARE:.0%}; "
        remedy = "end some with what the person does next, or what the other side answers."
        yield glossary_remark(reviewed_terms, "ending", message + remedy)


def _examples(reviewed_terms: Sequence[ReviewedTerm]) -> list[ReviewedSection]:
    return [section for each in reviewed_terms for section in each.sections if section.kind == "example"]


def _first_word(section: ReviewedSection, articles: Collection[str]) -> str:
    """Return the first word in small letters, the first article of the alphabet for each of them."""
    found = _FIRST_WORD.match(section.text)
    word = found[1].lower() if found else ""
    return min(articles) if word in articles else word
