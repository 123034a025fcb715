"""The vocabulary of a generation: the structures that analyze a query, in this process whatever the back end.

Names, words, spellings and stems are small compared with the texts, which are behind the TextIndex port.
"""

from __future__ import annotations

import math
from pathlib import Path

from search_app.search.index.category_model import CategoryModel
from search_app.search.index.common_words import CommonWords
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.names import NameIndex
from search_app.search.index.one_word_names import OneWordNames
from search_app.search.index.postings import StemDictionary
from search_app.search.index.questions import QuestionIndex
from search_app.search.index.spelling import Speller


class Vocabulary:
    """The vocabulary of the generation in `folder`; `entries` is the number of its entries."""

    def __init__(self, folder: Path, entries: int) -> None:
        self.entries = entries
        self.names = NameIndex(folder)
        self.questions = QuestionIndex(folder)
        self.one_word_names = OneWordNames(folder)
        self.lexicon = Lexicon(folder)
        self.speller = Speller(folder)
        self.common_words = CommonWords(folder)
        self.category_model = CategoryModel(folder)
        self.stems = StemDictionary(folder, "entry")

    def idf(self, frequency: int) -> float:
        """Return the inverse document frequency of a word that `frequency` entries contain."""
        return math.log(self.entries / (frequency + 1)) + 1
