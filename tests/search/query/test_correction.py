from __future__ import annotations

import pytest

from search_app.glossary.model import Synonym
from search_app.language.english import ENGLISH
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.correction import WORDS, CorrectedQuery, QueryCorrector
from search_app.search.query.plain import parse_plain
from search_app.search.query.synonyms import SynonymExpander
from tests.search.glossaries import open_reader, publish


@pytest.fixture(scope="module")
def corrector(vocabulary: Vocabulary) -> QueryCorrector:
    return QueryCorrector(vocabulary, SynonymExpander([Synonym("docter", ("doctor",))], vocabulary))


def text(corrected: CorrectedQuery | None) -> str | None:
    return corrected.query.text if corrected else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("deductable", "deductible"),
        ("Deductable  plan", "deductible  plan"),  # only the misspelled word is replaced
        ("tip poling", "tip pooling"),  # among likely words those that make it a name
        ("januery teecher", "january teacher"),
        ("pricevisit fee", "price visit fee"),  # two words written as one
        ("deductible", None),
        ("deductibles", None),
        ("TPX", None),  # an acronym
        ("docter", None),  # editors gave it a synonym
        ("dedu", None),  # a name that is not typed to its end
        ("tip puling", "tip pooling"),
        ("revenge pooling", None),  # a common word of the language
        ("zelle pooling", None),  # too far from the word of any name
        ("zzzzzzzz", None),
    ],
)
def test_unknown_words_are_corrected(
    corrector: QueryCorrector, vocabulary: Vocabulary, typed: str, meant: str | None
) -> None:
    assert text(corrector.correct_unknown_words(AnalyzedQuery(parse_plain(typed, ENGLISH), vocabulary))) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("type pooling", "tip pooling"),
        ("type-pooling", "tip-pooling"),
        ("tip pooling", None),
        ("deductibles", None),
        ("january teacher", None),
        ("tip pooling " * WORDS, None),
        ("top pooling", None),  # known words are replaced only by those that sound alike
        ("january pooling", None),
    ],
)
def test_known_words_are_corrected_if_a_name_comes_of_it(
    corrector: QueryCorrector, vocabulary: Vocabulary, typed: str, meant: str | None
) -> None:
    assert text(corrector.correct_as_name(AnalyzedQuery(parse_plain(typed, ENGLISH), vocabulary))) == meant


def test_the_nearest_entries_are_those_with_similar_names_each_once(corrector: QueryCorrector) -> None:
    assert corrector.nearest("copaymant", 5) == [0]
    assert corrector.nearest("zzz", 5) == []


def test_words_that_sound_like_a_name_without_its_stop_words_are_left(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"name": "Terms of Service", "definition": "A text that serves."}, {"name": "Loan", "definition": "A sum."}]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("alike"), rows)).vocabulary
    corrector = QueryCorrector(vocabulary, SynonymExpander([], vocabulary))
    for typed, meant in (("terms servis", None), ("loan servis", "loan serves")):
        query = AnalyzedQuery(parse_plain(typed, ENGLISH), vocabulary)
        assert text(corrector.correct_unknown_words(query)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nortice of the pla", "notice of the pla"),
        ("nortice pla", "notice pla"),
        ("nortice of the plann", "notice of the plann"),
        ("acount of the yeer", "account of the year"),
    ],
)
def test_a_misspelled_name_may_be_unfinished(tmp_path_factory: pytest.TempPathFactory, typed: str, meant: str) -> None:
    rows = [
        {"name": "Notice of the Planner", "definition": "A text about an account."},
        {"name": "Account of the Year", "definition": "A year of play. We wear it."},
    ]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("unfinished"), rows)).vocabulary
    corrector = QueryCorrector(vocabulary, SynonymExpander([], vocabulary))
    assert text(corrector.correct_unknown_words(AnalyzedQuery(parse_plain(typed, ENGLISH), vocabulary))) == meant
