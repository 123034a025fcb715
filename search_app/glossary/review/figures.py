"""Compare the figures of a translation with those of its original: amounts, percentages, years, numbers of laws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from search_app.glossary.model import Remark, Term
from search_app.glossary.review.reviewed_term import ReviewedTerm

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_YEAR = re.compile(r"(?<![\w$,.-])(?:19|20)\d\d(?=s?(?![\w%]|,\d|\.\d))")
_PERCENT = re.compile(rf"(?<![\w.,])({_NUMBER})\s?(?:%|(?:percent|per cent|por ciento)\b)")
_SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "mil millones": 9, "mil": 3, "millón": 6, "millones": 6, "billones": 12,
}  # fmt: skip
_SCALE = rf"(?:\s({'|'.join(_SCALES)})\b)?"
_MONEY = re.compile(rf"\$({_NUMBER}){_SCALE}|(?<![\w$.,])({_NUMBER}){_SCALE}\s(?:de )?(?:dollars|dólares)\b")
_LAW = re.compile(
    r"\b(?i:sections?|title|chapter|form|rule|u\.?s\.?c\.?|c\.?f\.?r\.?|public law|"
    r"secci(?:ón|ones)|título|capítulo|formulario|forma|regla|ley pública)\s(\d[\w-]*|[IVX]+)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is written, and the value that it has in any language."""

    written: str
    value: str


def figure_remarks(reviewed_terms: Sequence[ReviewedTerm], originals: dict[str, Term]) -> Iterator[Remark]:
    """Yield remarks on figures that only one of two texts has; `originals` are terms by slug."""
    for reviewed in reviewed_terms:
        original = originals[reviewed.slug]
        own = {section.anchor: section.text for section in reviewed.sections}
        source = {section.anchor: section.markdown for section in original.sections()}
        for anchor, figure in _only_in(source, own):
            message = f"{original.origin.path} has {figure.written!r}, which is missing here; add it."
            yield reviewed.remark("figures", anchor, message)
        for anchor, figure in _only_in(own, source):
            section = next(each for each in reviewed.sections if each.anchor == anchor)
            message = f"{figure.written!r} is not in {original.origin.path}; correct it."
            yield reviewed.remark_at("figures", section, figure.written, message)


def figures_in(text: str) -> Iterator[Figure]:
    """Yield the figures of a text; a number of a law has the value that it is written as."""
    for found in _MONEY.finditer(text):
        number, scale = found[1] or found[3], found[2] or found[4]
        yield Figure(found[0], f"${_value(number).scaleb(_SCALES.get(scale, 0)).normalize():f}")
    for found in _PERCENT.finditer(text):
        yield Figure(found[0], f"{_value(found[1]).normalize():f}%")
    for pattern, group in ((_YEAR, 0), (_LAW, 1)):
        for found in pattern.finditer(text):
            yield Figure(found[0], found[group])


def _only_in(texts: dict[str, str], others: dict[str, str]) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of `texts` that no text of `others` has, each once with the anchor of its text."""
    whole = "\n".join(others.values())
    seen = {figure.value for figure in figures_in(whole)}
    for anchor, text in texts.items():
        for figure in figures_in(text):
            is_plain = figure.value[0] != "$" and figure.value[-1] != "%"
            if figure.value in seen or (is_plain and re.search(rf"(?<!\w){re.escape(figure.value)}(?!\w)", whole)):
                continue
            seen.add(figure.value)
            yield anchor, figure


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
