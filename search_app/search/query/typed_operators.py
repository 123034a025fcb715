"""Operators as people and phones type them, brought to one spelling before a query is parsed.

Curly and angle quotes are quotes; `NOT fee` and the dashes of phones mean `-fee`; `AND` joins words that are joined
anyway; `Name: fee` means `name:fee`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_app.language.folding import fold
from search_app.language.language import Language
from search_app.search.query.syntax_tree import Field

FIELDS = "|".join(field.value for field in Field if field != Field.ENTRY)

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_SINGLE_QUOTES = re.compile(r"(?<!\w)[‘‚‹](?=\w)([^‘‚‹›\"]*?\w)[’‘›](?!\w)|(?<!\S)'(\w[^'\"]* [^'\"]*\w)'(?!\w)")
_MINUS = re.compile(r'(?:^|(?<=\s))[‐‑‒–—―−](?=[\w"])')
_FIELD = re.compile(rf'(?:^|(?<=\s)|(?<=\s[-+])|(?<=^[-+]))({FIELDS})\s?:\s*(?=[\w"])', re.IGNORECASE)
_PIECE = re.compile(r'[^\s"]*"[^"]*"\S*|\S+')  # a word, or a phrase with what is attached to it

# Words before a `not` in capitals that belongs to a sentence, besides stop words: "YOU MAY NOT CALL". Folded.
_AUXILIARIES = frozenset({"may", "must", "shall", "might", "whether"})


def one_spelling(text: str, language: Language) -> str:
    """Return `text` with each operator in its usual spelling."""
    text = _SINGLE_QUOTES.sub(lambda found: f'"{found[1] or found[2]}"', text.translate(_QUOTES))
    text = _FIELD.sub(lambda found: found[1].lower() + ":", _MINUS.sub("-", text))
    return " ".join(_without_words(_PIECE.findall(text), language))


def _without_words(pieces: list[str], language: Language) -> Iterator[str]:
    """Yield the pieces of a query, with `NOT` as a sign and without `AND`."""
    before, negated = "", False
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        if piece == "NOT" and not is_last and _may_negate(before, pieces[number + 1], language):
            negated = True
        elif piece in ("AND", "and") and before not in ("", "OR") and not is_last and pieces[number + 1] != "OR":
            pass
        else:
            yield "-" * negated + piece
            negated = False
        before = piece


def _may_negate(before: str, following: str, language: Language) -> bool:
    if before not in ("", "AND", "and", "OR"):
        word = fold(before)
        if word in _AUXILIARIES or word in language.stop_words:
            return False
    return following[0] == '"' or (following[0].isalnum() and following not in ("AND", "OR", "NOT"))
