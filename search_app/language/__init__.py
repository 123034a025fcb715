"""Rules of natural languages: folding, tokens, sentences, stop words, plurals, stems. Knows no glossary, no index.

A language is one file of tables, such as `english.py`, that makes a `Language` of them; the other modules hold the
mechanisms that languages share. A text in one language is read by one `Language`: folding by Unicode alone is the same
in all of them, and stays a function.
"""
