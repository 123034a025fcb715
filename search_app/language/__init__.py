"""Rules of natural languages: folding, tokens, sentences, stop words, stems. Knows no glossary, no index."""
