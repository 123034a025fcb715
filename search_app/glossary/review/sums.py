"""Check sums that are written out: `$40 + $25 = $65`, `$40 plus $25 is $65`, `$90 minus $25 leaves $65`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from search_app.glossary.model import Remark
from search_app.glossary.review.reviewed_term import ReviewedTerm

_MONEY = r"\$\d+(?:,\d{3})*(?:\.\d+)?"
_OPERATOR = r"\s*(?:\+|plus|[-−–]|minus|less)\s*"
_SUM = rf"(?P<terms>{_MONEY}(?:{_OPERATOR}{_MONEY})+)"
_IS = r",?\s*(?:=|(?:is|are|makes?|equals?|leaves?|comes? to|adds? up to|totals?)\b)\s*(?:just |only |a total of )?"
_TOTAL = rf"(?P<total>{_MONEY})(?!\d| ?(?:%|thousand|million|billion))"
_WRITTEN_OUT = re.compile(_SUM + _IS + _TOTAL)
# `$400 as her share and $800 on top: $1,200 in all`: the last amounts before the total, two at least.
_LISTED = re.compile(
    rf"(?P<terms>(?:{_MONEY}[^.;:$]{{0,60}}?,\s[^.;:$]{{0,40}}?)*"
    rf"{_MONEY}[^.;:$]{{0,60}}?\b(?:and|plus)\b[^.;:$]{{0,40}}?{_MONEY}[^.;:$]{{0,60}}?)[:,]\s"
    rf"(?:(?:or |for )?(?:a total of|together|in all|altogether),?\s{_TOTAL}"
    rf"|(?:or )?{_TOTAL.replace('total', 'before')},?\s(?:in all|in total|altogether|together)\b)"
)
# `Of a $900 price she has paid $300, which leaves $600`. Not `still owes`: a debt grows by its interest.
_REST = re.compile(
    rf"(?<![$\d])(?P<terms>{_MONEY}[^.;:$]{{0,60}}?\b(?:pays?|paid|puts? down)\b[^.;:$]{{0,30}}?"
    rf"(?P<paid>{_MONEY})(?! (?:an?|each|every|per)\b)[^.;:$]{{0,40}}?)"
    rf"\b(?:leaves|leaving|owes? the other)\s(?:(?:her|him|you|them|a balance)\s(?:with |of )?)?{_TOTAL}"
)
_PART = re.compile(rf"(?P<operator>\+|plus|[-−–]|minus|less)?\s*(?P<amount>{_MONEY})")


def sum_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield a remark on each written-out sum whose result is not the one given."""
    for reviewed in reviewed_terms:
        for section in reviewed.sections:
            for text, right in wrong_sums(section.text):
                message = f"{text!r} does not add up, the result is ${right:,}; correct one of the amounts."
                yield reviewed.remark_at("sum", section, text, message)


def wrong_sums(text: str) -> Iterator[tuple[str, Decimal]]:
    """Yield the sums in `text` with a wrong result, each with the right one."""
    for found in _WRITTEN_OUT.finditer(text):
        right = sum((_signed(part) for part in _PART.finditer(found["terms"])), Decimal())
        if not _agree(right, _amount(found["total"])):
            yield found[0], right
    for found in _LISTED.finditer(text):
        amounts = [_amount(each) for each in re.findall(_MONEY, found["terms"])]
        sums = [sum(amounts[first:], Decimal()) for first in range(len(amounts) - 1)]
        if not any(_agree(each, _amount(found["total"] or found["before"])) for each in sums):
            yield found[0], sums[-1]
    for found in _REST.finditer(text):
        rest = _amount(re.findall(_MONEY, found["terms"])[0]) - _amount(found["paid"])
        if not _agree(rest, _amount(found["total"])):
            yield found[0], rest


def _agree(right: Decimal, given: Decimal) -> bool:
    """Return whether `given` is `right`, rounded to as many digits after the point."""
    return abs(right - given) <= Decimal(1).scaleb(int(given.as_tuple().exponent)) / 2


def _signed(part: re.Match[str]) -> Decimal:
    amount = _amount(part["amount"])
    return amount if part["operator"] in (None, "+", "plus") else -amount


def _amount(written: str) -> Decimal:
    return Decimal(written.strip("$").replace(",", ""))
