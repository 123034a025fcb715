"""Find phone numbers and agencies in running text that `help` does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search_app.glossary.model import AGENCIES_FILE, Agency, Remark
from search_app.glossary.review.reviewed_term import ReviewedTerm

_PHONE = re.compile(r"(?<![\w-])(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])(?:\d{3}[-. ]\d{4}|[A-Z][A-Z-]{6,})(?![\w-])")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")  # 1-800-MEDICARE
# What comes before the name of an agency that readers are sent to; a phone number of three digits is called too.
_ENGLISH = (
    r"\b(?:(?i:call|phone|contact)|(?i:complain|write|turn) to|(?i:report|appeal|take)\b[^.;:?!]{0,40}? to|"
    r"(?i:file|complaint)\b[^.;:?!]{0,40}? (?:with|to|at)) (?:the |your )?"
)
_SPANISH = (
    r"\b(?i:ll[aá]me\w*|escriba|acuda|vaya|diríjase|quéjese|reclame|apele|denuncie|denúncie\w+|reporte|repórte\w+|"
    r"presente|preséntel[oa]|mande|mándel[oa]|envíe|envíel[oa]|pida)\b[^.;:?!]{0,40}? "
    r"(?:a|al|ante|con|en) (?:la |el |las |los |su )?"
)
_SENT = {"en": _ENGLISH, "es": _SPANISH}


def contact_remarks(
    reviewed_terms: Sequence[ReviewedTerm], agencies: Sequence[Agency], language: str
) -> Iterator[Remark]:
    """Yield remarks on phone numbers, and on agencies that readers are sent to, that are not in the term's `help`.

    Only phone numbers are looked for in a `language` (its code) whose verbs of sending are not known.
    """
    sent = _SENT.get(language, "")
    names = {agency.id: re.compile(sent + _names(agency)) for agency in agencies if sent}
    phones = {_digits(agency.phone): agency.id for agency in agencies if agency.phone}
    for reviewed in reviewed_terms:
        helping = set(reviewed.term.help)
        for section in reviewed.sections:
            for number in _PHONE.findall(section.text):
                known = phones.get(_digits(number), "")
                if known not in helping:
                    yield reviewed.remark_at("contact", section, number, _phone_message(number, known))
            for agency, pattern in names.items():
                if agency not in helping and (found := pattern.search(section.text)):
                    helping.add(agency)
                    message = f"the text says {found[0]!r}, but 'help' does not list {agency!r}; add it there."
                    yield reviewed.remark_at("contact", section, found[0], message)


def _names(agency: Agency) -> str:
    """Return a pattern of the names that text has for an agency: the name without its department, and its acronym."""
    name = re.sub(r"^(?:Your|El|La|Los|Las) ", "", re.split(r",| \(", agency.name)[0])
    names = [f"(?i:{re.escape(name)})".replace("state's", "state(?:['’]s)?")]
    if agency.id.isalnum():
        names.append(agency.id.upper())
    return rf"(?:{'|'.join(names)})(?![\w-])"


def _phone_message(number: str, agency: str) -> str:
    if agency:
        return f"the text has the phone number {number}, but 'help' does not list {agency!r}; add it there."
    return (
        f"the phone number {number} is of no agency in {AGENCIES_FILE}; add it there and to 'help', or remove it here."
    )


def _digits(phone: str) -> str:
    """Return the ten digits of a US phone number, without the 1 before the area code; letters are those of the keys."""
    digits = re.sub(r"\D", "", phone.translate(_KEYPAD))
    return digits.removeprefix("1")[:10] if len(digits) > 10 else digits
