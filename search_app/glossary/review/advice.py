"""Find advice that too many terms give in the same words. The table is English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search_app.glossary.model import Remark
from search_app.glossary.review.limits import MAX_ADVICE_TERMS
from search_app.glossary.review.reviewed_term import ReviewedTerm, glossary_remark

# Two to four words that come to mind first; many terms have more precise ones for what should be done.
ADVICE = (
    "by certified mail",
    "call your bank",
    "get it in writing",
    "in writing",
    "keep a copy",
    "keep a log",
    "keep copies",
    "keep records",
    "keep the letter",
    "keep the receipt",
    "read the contract",
    "read the fine print",
    "save the messages",
    "take a picture",
    "take photos",
    "take screenshots",
    "talk to a lawyer",
    "write down",
)
_SHOWN = 12  # slugs in a message


def advice_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield a remark on each advice that more than MAX_ADVICE_TERMS terms give."""
    for advice in ADVICE:
        wanted = re.compile(r"\b" + r"\s+".join(advice.split()) + r"\b", re.IGNORECASE)
        slugs = [each.slug for each in reviewed_terms if any(wanted.search(section.text) for section in each.sections)]
        if len(slugs) > MAX_ADVICE_TERMS:
            shown = ", ".join(slugs[:_SHOWN])
            message = (
                f"{len(slugs)} terms have the advice {advice!r}, the limit is {MAX_ADVICE_TERMS}; say in some of them "
                f"which letter, form or message it is: {shown}{' …' * (len(slugs) > _SHOWN)}."
            )
            yield glossary_remark(reviewed_terms, "advice", message)
