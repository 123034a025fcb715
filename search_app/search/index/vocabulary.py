"""The vocabulary of a generation: the structures that analyze a query, in this process whatever the back end.

Names, words, spellings and stems are small compared with the texts, which are behind the TextIndex port.
"""

from __future__ import annotations

import math
from pathlib import Path

from search_app.language.language import Language
from search_app.search.index.category_model import CategoryModel
from search_app.search.index.common_words import CommonWords
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.names import NameIndex
from search_app.search.index.one_word_names import OneWordNames
from search_app.search.index.postings import StemDictionary
from search_app.search.index.questions import QuestionIndex
from search_app.search.index.spelling import Speller

DICTIONARY_FROM = 0.5  # names of one word for each word of the texts; WordNet has 1.25, FOLDOC .17, this glossary .13


class Vocabulary:
    """The vocabulary of the generation in `folder`.

    entries: the number of its entries.
    language: that of the entries and of queries.
    is_dictionary: whether names explain most words of the texts, as in a dictionary, rather than some of them.
    """

    def __init__(self, folder: Path, entries: int, language: Language) -> None:
        self.entries = entries
        self.language = language
        self.names = NameIndex(folder, language)
        self.questions = QuestionIndex(folder)
        self.one_word_names = OneWordNames(folder)
        self.lexicon = Lexicon(folder, language)
        self.stems = StemDictionary(folder, "entry")
        self.speller = Speller(folder, language, self.stems)
        self.common_words = CommonWords(folder)
        self.category_model = CategoryModel(folder)
        self.is_dictionary = len(self.one_word_names) >= DICTIONARY_FROM * len(self.lexicon)

    def idf(self, frequency: int) -> float:
        """Return the inverse document frequency of a word that `frequency` entries contain."""
        return math.log(self.entries / (frequency + 1)) + 1
