from __future__ import annotations

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.synonyms import Expansion
from search_app.search.query.syntax_tree import And, Field, Not, Phrase, Prefix, Term
from search_app.search.query.word_masks import words_of_query, words_of_tree


def test_each_word_of_a_query_is_a_bit() -> None:
    assert words_of_query([[7], [8, 9], []], []) == {7: 0b1, 8: 0b10, 9: 0b10}


def test_a_stem_may_match_several_words() -> None:
    assert words_of_query([[7, 9], [8, 9]], []) == {7: 0b1, 8: 0b10, 9: 0b11}


def test_an_expansion_matches_the_words_it_covers_unless_the_stem_is_a_word_itself() -> None:
    expansions = [Expansion((0, 2), (5, 6)), Expansion((1,), (7,))]
    assert words_of_query([[7], [8], [9]], expansions) == {7: 0b1, 8: 0b10, 9: 0b100, 5: 0b101, 6: 0b101}


def test_each_word_of_a_tree_is_a_bit_but_for_excluded_ones_and_categories(vocabulary: Vocabulary) -> None:
    find = vocabulary.stems.find
    tree = And(
        (
            Phrase(Field.NAME, ("fix", "fee")),
            Not(Term(Field.ENTRY, "visit")),
            Term(Field.CATEGORY, "law"),
            Term(Field.ENTRY, "unheard"),
            Prefix(Field.ENTRY, "pool"),
        )
    )
    assert words_of_tree(tree, vocabulary) == {find("fix"): 0b1, find("fee"): 0b10, find("pool"): 0b1000}
