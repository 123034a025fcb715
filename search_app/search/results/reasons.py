"""The sentence that says why a result is listed."""

from __future__ import annotations

from search_app.search.results.model import Hit

# By the field that matched; {} is the text that matched. A match in the name or the definition has none: the row shows
# both, and the reader sees the words there.
REASONS = {
    "alias": "Also called “{}”",
    "acronym": "Short form: {}",
    "asked_as": "People ask: “{}”",
    "spelling": "Spelled “{}”",
    "vocabulary": "{}",
    "synonym": "{}",
    "example": "Found in an example",
    "misuse": "Found under Misuse",
    "benefits": "Found under Benefits",
    "conclusion": "Found in the conclusion",
    "actions": "Found under What you can do",
    "further": "Found in another section",
}


def reason(hit: Hit) -> str:
    """Return why a result is listed; the empty string where its row shows that by itself."""
    return REASONS.get(hit.matched.field, "").format(hit.matched.text)
