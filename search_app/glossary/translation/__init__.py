"""A glossary in another language: its texts, merged with what all languages share, and their faults."""
