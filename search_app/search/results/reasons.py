"""The sentence that says why a result is listed."""

from __future__ import annotations

from collections.abc import Callable

from search_app.messages import message
from search_app.search.results.model import Hit

# By the field that matched; {text} is the text that matched. A match in the name or the definition has none: the row
# shows both, and the reader sees the words there.
REASONS = {
    "alias": message("Also called “{text}”"),
    "acronym": message("Short form: {text}"),
    "asked_as": message("People ask: “{text}”"),
    "spelling": message("Spelled “{text}”"),
    "vocabulary": "{text}",
    "synonym": "{text}",
    "translation": "{text}",
    "example": message("Found in an example"),
    "misuse": message("Found under Misuse"),
    "benefits": message("Found under Benefits"),
    "conclusion": message("Found in the conclusion"),
    "actions": message("Found under What you can do"),
    "further": message("Found in another section"),
}


def reason(hit: Hit, translate: Callable[[str], str] = str) -> str:
    """Return why a result is listed, in the language of `translate`; empty where its row shows that by itself."""
    found = REASONS.get(hit.matched.field, "")
    return translate(found).format(text=hit.matched.text) if found else ""
