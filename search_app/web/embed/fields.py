"""The text fields of the configurator: what is accepted, and why something is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from search_app.glossary.site import contrast_on_white
from search_app.search.request import Arguments
from search_app.web.runtime.formats import one_decimal
from search_app.web.runtime.translation import gettext

SELECTOR = "article"  # of a choice without one
LONGEST_SELECTOR = 200  # characters
LEAST_CONTRAST = 4.5  # to 1, of links on white (WCAG 2.2, 1.4.3)
WHITENED = 0.6  # share of white in the accent on a dark page: even black has a contrast of 5.9 to 1 there

_COLOUR = re.compile(r"#?((?:[0-9a-f]{3}){1,2})", re.IGNORECASE)

_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\[^\n])+"
_ATTRIBUTE = r"\[(?:[^\]\"'{};<]|\"[^\"]*\"|'[^']*')+\]"
_PSEUDO = rf"::?{_NAME}(?:\((?:[^(){{}};<]|\([^(){{}};<]*\))*\))?"
_PART = rf"(?:[#.]{_NAME}|{_ATTRIBUTE}|{_PSEUDO})"
_COMPOUND = rf"(?:(?:{_NAME}|\*){_PART}*|{_PART}+)"
_SELECTORS = re.compile(rf"{_COMPOUND}(?:(?:\s*[>+~,]\s*|\s+){_COMPOUND})*")


class InvalidField(ValueError):
    """A text that a field does not accept; the message is a sentence for who typed it."""


def read_accent(text: str) -> str:
    """Return a colour as `#rrggbb`, or "" for an empty text.

    Raises:
        InvalidField: it is no colour, or too pale to read on white.
    """
    if not text.strip():
        return ""
    found = _COLOUR.fullmatch(text.strip())
    if not found:
        raise InvalidField(
            gettext("“%(typed)s” is not a color we can use here. Write it like #7a1f5c.", typed=text[:20])
        )
    digits = found[1].lower()
    colour = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    if (contrast := contrast_on_white(colour)) < LEAST_CONTRAST:
        raise InvalidField(
            gettext(
                "%(color)s is too pale to read on white (%(contrast)s to 1; %(least)s are needed). "
                "Choose a darker one.",
                color=colour,
                contrast=one_decimal(contrast),
                least=one_decimal(LEAST_CONTRAST),
            )
        )
    return colour


def read_selector(text: str) -> str:
    """Return an id or a CSS selector; the usual one for an empty text.

    Raises:
        InvalidField: it is neither.
    """
    selector = text.strip() or SELECTOR
    if len(selector) > LONGEST_SELECTOR or not _SELECTORS.fullmatch(selector):
        raise InvalidField(
            gettext(
                "“%(typed)s” is not a CSS selector or an id. Write it like .entry-content or main p.", typed=text[:60]
            )
        )
    return selector


def on_dark(colour: str) -> str:
    """Return `colour` (#rrggbb) mixed with white, for dark pages."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel + (255 - channel) * WHITENED):02x}" for channel in channels)


READERS: Mapping[str, Callable[[str], str]] = {"accent": read_accent, "selector": read_selector}


def read_field(args: Arguments, name: str) -> str:
    """Return the field `name` of a query string; a text that it does not accept counts as absent."""
    try:
        return READERS[name](args.get(name) or "")
    except InvalidField:
        return READERS[name]("")


def faults(args: Arguments) -> dict[str, str]:
    """Return what is wrong with each field of a query string, "" if nothing is."""
    return {name: _fault(name, args.get(name) or "") for name in READERS}


def _fault(name: str, text: str) -> str:
    try:
        READERS[name](text)
    except InvalidField as fault:
        return str(fault)
    return ""
