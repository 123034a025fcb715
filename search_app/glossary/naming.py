"""Normalize names: keys without case, accents and punctuation, and slugs. Take names with abbreviations apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from search_app.language.characters import INSIDE, LETTER
from search_app.language.folding import fold

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Identifiers of a collection's own, such as wn:n:00001740; not a folder of a URL, nor the address of a term's download.
BULK_SLUG = re.compile(r"(?!\.{1,2}\Z)(?!.*\.(?:md|json)\Z)[^\s/\\?#%\x00-\x1f\x7f]{1,200}", re.IGNORECASE)

_APOSTROPHES = re.compile("['’‘`´ʼ＇]")
_SEPARATORS = re.compile(r"[\W_]+")
_SPECIAL = re.compile(r"[^\W_](?:\+\+?|#)(?![\w+#])|(?<![\w.])\.[^\W\d_]{2}|[^\x00-\x7f]")
_WORD = re.compile(rf"(?:(?<![\w.])\.(?=[^\W\d_]{{2}}))?(?:{LETTER}{INSIDE}*)+(?:(?:\+\+?|#)(?![\w+#]))?")

_SPOKEN = (("+", " plus"), ("#", " sharp"), (".", "dot "))  # signs in a key, in slugs

_IN_BRACKETS = re.compile(r"(.*\S)\s+[(\[]([^()\[\]]+)[)\]]")
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9&/.-]{1,9}")


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """Return the key that spellings of one name share: `Workers' Compensation`, `workers compensation`.

    Signs that belong to a word stay: `C++`, `C#`, `.NET`. A name of symbols alone, such as `@`, is its own key.
    """
    words = text.split()
    if text.isascii() and "".join(words).isalnum():  # as most queries
        return " ".join(words).lower()
    folded = _APOSTROPHES.sub("", fold(text))
    if _SPECIAL.search(folded):
        return " ".join(_WORD.findall(folded)) or folded.strip()
    return _SEPARATORS.sub(" ", folded).strip() or folded.strip()


def joined(key: str) -> str:
    """Return a name's key without spaces: `co pay` and `copay` share one."""
    return key.replace(" ", "") or key


def slugify(text: str) -> str:
    """Return the slug of a name: `401(k) Plan` becomes `401-k-plan`, `C++` `c-plus-plus`, `C#` `c-sharp`."""
    words = name_key(text)
    for sign, spoken in _SPOKEN:
        words = words.replace(sign, spoken)
    return "-".join(re.findall("[a-z0-9]+", words))


def slug_of(name: str) -> str:
    """Return the slug of a name in any script: `Zakat (زكاة)` becomes `zakat`, `زكاة المال` `زكاة-المال`.

    Latin letters and digits alone, if there are any; otherwise the letters of the name as its key has them.
    """
    return slugify(name) or "-".join(_WORD.findall(name_key(name)))


def is_slug(text: str) -> bool:
    """Return whether a term file may have this name."""
    return bool(SLUG.fullmatch(text)) or (not slugify(text) and text != "" and text == slug_of(text))


def names_in_brackets(name: str) -> tuple[str, ...]:
    """Return the two names of a name that ends with brackets if one, inside them or before, abbreviates the other.

    `Temporary Protected Status (TPS)` has two, and so has `TPS (Temporary Protected Status)`; `401(k)` and
    `Stock (finance)` have none.
    """
    found = _IN_BRACKETS.fullmatch(name) if name[-1:] in (")", "]") else None
    if not found:
        return ()
    first, last = found.groups()
    return (first, last) if _abbreviates(last, first) or _abbreviates(first, last) else ()


def further_names(name: str, aliases: Sequence[str]) -> list[str]:
    """Return the names in brackets of `name` that are not among its aliases."""
    found = names_in_brackets(name)
    known = {name_key(alias) for alias in aliases} if found else ()
    return [each for each in found if name_key(each) not in known]


def _abbreviates(short: str, words: str) -> bool:
    """Return whether the letters of `short` appear in `words`, in order, the first one at the beginning of a word.

    A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003.
    """
    if not _ABBREVIATION.fullmatch(short) or len(short) >= len(words):
        return False
    letters = "".join(filter(str.isalnum, fold(short.removesuffix("s"))))
    initial, text = letters[0], " " + name_key(words)
    return any(
        _in_order(letters[1:], text[start + 2 :]) for start in range(len(text)) if text.startswith(f" {initial}", start)
    )


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
