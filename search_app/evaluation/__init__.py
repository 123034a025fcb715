"""Quality of answers: relevance tests of a glossary, metrics of ranked results."""
