"""The sources of a term: citations of American law, and titled pages of official sites. Links are made from a table."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from search_app.glossary.model import Source

MAX_SOURCE = 300  # characters
FORMS = "`29 USC 206`, `29 CFR 531.35`, `Pub. L. 116-260`, a case with its reporter and year, or a title and its URL"
LAST_SCANNED_VOLUME = 542  # of U.S. Reports that the Library of Congress has as single cases


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of citation, and the address of the text it cites; without one, the citation has no link."""

    pattern: re.Pattern[str]
    address: str = ""


_SUBSECTIONS = r"(?:\([A-Za-z0-9]{1,5}\))*"
_STATES = (
    r"Ala\.|Alaska|Ariz\.|Ark\.|Cal\.|Colo\.|Conn\.|Del\.|D\.C\.|Fla\.|Ga\.|Haw\.|Idaho|Ill\.|Ind\.|Iowa|Kan\.|Ky\.|La\.|Me\.|"
    r"Md\.|Mass\.|Mich\.|Minn\.|Miss\.|Mo\.|Mont\.|Neb\.|Nev\.|N\.H\.|N\.J\.|N\.M\.|N\.Y\.|N\.C\.|N\.D\.|Ohio|Okla\.|Or\.|"
    r"Pa\.|R\.I\.|S\.C\.|S\.D\.|Tenn\.|Tex\.|Utah|Vt\.|Va\.|Wash\.|W\. Va\.|Wis\.|Wyo\."
)
_YEAR = r"\((?:[^()]+ )?(?:1[789]|20)\d\d\)"
_PARTIES = r"(?:[^,]+(?:, [^,]+)*? v\. .+|In re .+|Ex parte .+)"

_FORMS = (
    _Form(
        re.compile(
            r"(?P<title>[1-9]\d?) USC (?P<section>\d+(?:[A-Za-z]+\d*(?:-\d+[A-Za-z]*)*)?)"
            rf"{_SUBSECTIONS}(?:-\d+[A-Za-z]*| et seq\.| note)?"
        ),
        "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}-section{section}",
    ),
    _Form(
        re.compile(
            r"(?P<title>[1-9]\d?) CFR (?P<section>\d+[a-z]?\.\d+[A-Za-z]*(?:(?:\([a-z]\))?-\d+[A-Za-z]*)*)"
            + _SUBSECTIONS
        ),
        "https://www.ecfr.gov/current/title-{title}/section-{section}",
    ),
    _Form(
        re.compile(r"(?P<title>[1-9]\d?) CFR (?:[Pp]art )?(?P<part>\d+)"),
        "https://www.ecfr.gov/current/title-{title}/part-{part}",
    ),
    _Form(
        re.compile(r"Pub\. L\. (?P<congress>\d{2,3})-(?P<number>\d{1,4})(?:, (?:div|tit|title|sec|§)\.? ?[\w().-]+)*"),
        "https://www.govinfo.gov/link/plaw/{congress}/public/{number}",
    ),
    _Form(
        re.compile(r"(?P<volume>\d{1,3}) Stat\. (?P<page>\d+)"), "https://www.govinfo.gov/link/statute/{volume}/{page}"
    ),
    _Form(
        re.compile(r"(?P<volume>\d{1,3}) Fed\. Reg\. (?P<page>\d+)"), "https://www.govinfo.gov/link/fr/{volume}/{page}"
    ),
    _Form(
        re.compile(rf"{_PARTIES}, (?P<volume>\d{{1,3}}) U\.S\. (?P<page>\d{{1,4}})(?:, \d+)? {_YEAR}"),
        "https://www.loc.gov/item/usrep{volume:0>3}{page:0>3}/",
    ),
    _Form(re.compile(rf"{_PARTIES}, \d{{1,4}} (?!US )[A-Z][\w.' ]{{0,24}} \d{{1,5}}(?:, \d+)? {_YEAR}")),
    _Form(re.compile(rf"(?:{_STATES}) [A-Z][\w.,'&§ -]* ?(?:§+ ?)?\d[\w.:/()-]*(?:, § ?\d[\w.:()-]*)?(?: et seq\.)?")),
    _Form(re.compile(r"\d+ ILCS \d+/\d[\w.-]*|(?:RCW|NRS|ORS) \d+[A-Z]?\.\d+[\w.]*" + _SUBSECTIONS)),
    _Form(re.compile(r"U\.S\. Const\. (?:art\. [IVX]+(?:, § \d+)?(?:, cl\. \d+)?|amend\. [IVX]+)(?:, § \d+)?")),
    _Form(re.compile(r"(?:UCC \d[A-Z]?-\d+[A-Za-z]?|Exec\. Order \d{4,5})" + _SUBSECTIONS)),
)

# Other ways to write a citation, and the form to write instead.
_VARIANTS = (
    (re.compile(r"\bU\. ?S\. ?C\.(?:A\.)?|\bUSCA\b|\bU\.S\.C\b"), "USC"),
    (re.compile(r"\bC\. ?F\. ?R\.(?!\w)"), "CFR"),
    (re.compile(r"(?<=\d )(USC|CFR) (?:§+|[Ss]ec(?:tion|s?\.)) ?"), r"\1 "),
    (re.compile(r"\b(?:P\. ?L\.|PL|Pub\. ?L\.|Public Law)(?: No\.)? ?(?=\d)"), "Pub. L. "),
    (re.compile(r"(?<=\d) F\. ?R\. (?=\d)|(?<=\d) FR (?=\d)"), " Fed. Reg. "),
    (re.compile(r"(?<=\d) U\.? ?S\.? (?=\d)"), " U.S. "),
    (re.compile(r" vs?\.? "), " v. "),
    (re.compile(r"[–—]"), "-"),
    (re.compile(r"\.$"), ""),
)
_PAGE = re.compile(r"(.*\S) (\w+://\S+)")


def read_source(text: str) -> Source | str:
    """Return the source that a line describes, or what is wrong with the line."""
    text = " ".join(text.split())
    if len(text) > MAX_SOURCE:
        return f"{text[:60]!r} … has {len(text)} characters, the limit is {MAX_SOURCE}; shorten it."
    if "://" in text:
        return _read_page(text)
    if _form_of(text):
        return Source(text)
    known = text
    for pattern, form in _VARIANTS:
        known = pattern.sub(form, known)
    remedy = f"write `{known}`." if _form_of(known) else f"write {FORMS}."
    return f"{text!r} is not a source in a known form; {remedy}"


def link(source: Source) -> str:
    """Return the address of a source: the one its author wrote, or that of the text it cites; or an empty string."""
    if source.url:
        return source.url
    form, values = _form_of(source.text) or (None, {})
    if not form or not form.address or int(values.get("volume", 0) * ("usrep" in form.address)) > LAST_SCANNED_VOLUME:
        return ""
    return form.address.format(**{name: quote(value, safe="()-.") for name, value in values.items()})


def is_official(url: str, hosts: Collection[str] = ()) -> bool:
    """Return whether `url` is on a site of an American government, or on one of `hosts` or below it."""
    host = (urlsplit(url).hostname or "").lower()
    if re.search(r"\.(?:gov|mil)$|(?:^|\.)state\.[a-z]{2}\.us$", host):
        return True
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _read_page(text: str) -> Source | str:
    found = _PAGE.fullmatch(text)
    if not found:
        return f"{text!r} must be the title of a page, a space and its URL."
    if "://" in found[1]:
        return f"{text!r} has two URLs; write each source on a line of its own."
    try:
        address = urlsplit(found[2])
        is_good = address.scheme == "https" and address.hostname and "." in address.hostname and not address.username
    except ValueError:
        is_good = False
    if not is_good or re.search(r"[<>\"'`\\{}|^]", found[2]):
        return f"{found[2]!r} is not the address of a page; write one that begins with https://."
    return Source(found[1], found[2])


def _form_of(text: str) -> tuple[_Form, dict[str, str]] | None:
    for form in _FORMS:
        if found := form.pattern.fullmatch(text):
            return form, found.groupdict()
    return None
