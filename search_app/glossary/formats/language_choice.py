"""Choose one language for each concept of a multilingual file: preference, region, English, untagged, the commonest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from search_app.glossary.formats.concepts import Concept, Text

ENGLISH = "en"

Rank = tuple[int, int, str]


def primary(language: str) -> str:
    """Return the language of a tag without its region and script: `en` of `en-US`."""
    return language.lower().replace("_", "-").partition("-")[0]


class LanguageChoice:
    """Ranks languages; `wanted` is the tag that comes first, `guessed` whether the file decided it."""

    def __init__(self, wanted: str, concepts: Iterable[Concept]) -> None:
        self._counts: Counter[str] = Counter()
        total = english = 0
        for concept in concepts:
            languages = {text.language for text in concept.names}
            self._counts.update(languages)
            total += 1
            english += any(primary(language) in (ENGLISH, "") for language in languages)
        self.guessed = not wanted and english * 2 < total
        commonest = max(self._counts.items(), key=lambda item: item[1], default=(ENGLISH, 0))[0]
        self.wanted = wanted or (commonest if self.guessed else ENGLISH)

    def rank(self, language: str) -> Rank:
        """Return the rank of a language tag, the lowest is the best."""
        if language.lower() == self.wanted.lower():
            return (0, 0, "")
        for place, base in enumerate((primary(self.wanted), ENGLISH, ""), 1):
            if primary(language) == base:
                return (place, -self._counts[language], language)
        return (4, -self._counts[language], language)

    def name(self, names: Sequence[Text]) -> Text | None:
        """Return the name in the best language; of several in one language, the first."""
        return min(names, key=lambda text: self.rank(text.language), default=None)

    def sort(self, texts: Sequence[Text], language: str) -> tuple[list[str], list[Text]]:
        """Return the texts that suit a name in `language`, those in the best language alone, and the others.

        The best is the language itself, then its regions, then untagged texts, then the wanted language; if the name
        has no language, any.
        """
        suiting = [text for text in texts if self._fit(text.language, language) < 4 or not language]
        if not suiting:
            return [], list(texts)
        best = min((self._fit(text.language, language), self.rank(text.language)) for text in suiting)
        chosen = [text for text in suiting if (self._fit(text.language, language), self.rank(text.language)) == best]
        return [text.value for text in chosen], [text for text in texts if text not in chosen]

    def same(self, texts: Sequence[Text], language: str) -> tuple[list[str], list[Text]]:
        """Return the texts in `language`, its regions and no language, and the others."""
        bases = (primary(language) or primary(self.wanted), "")
        return (
            [text.value for text in texts if primary(text.language) in bases],
            [text for text in texts if primary(text.language) not in bases],
        )

    def _fit(self, of_text: str, of_name: str) -> int:
        if of_text.lower() == of_name.lower():
            return 0
        bases = (primary(of_name), "", primary(self.wanted))
        return bases.index(primary(of_text)) + 1 if primary(of_text) in bases else 4
