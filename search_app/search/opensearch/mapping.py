"""The index of the texts of one generation: its settings and fields.

Words are the numbers of their stems in the dictionary of the generation. The score of a word in an entry was computed
at build time (index/postings.py) and is stored as its term frequency, and the similarity returns it: scores are those
of the embedded back end, and they do not depend on how the entries are distributed among shards.
"""

from __future__ import annotations

from typing import Any

from search_app.search.index.fields import GAP, WEIGHTS

SCALE = 16_384  # a score of 1 as a term frequency
WINDOW = 10_000  # results that can be paged through; more cost each shard memory
SENTENCE_GAP = 4_000  # positions between two sentences: longer than any sentence
ENTRIES_A_SHARD = 2_000_000

ENTRY, NAME, SENTENCES, SECTIONS = "entry", "name", "sentences", "at"
ORDINAL, CATEGORY, NAME_RANK, UPDATED = "ordinal", "category", "name_rank", "updated"
TOKENS, DOCUMENT = "tokens", "document"

_SCORE = f"return query.boost * doc.freq / {SCALE}.0;"

_ANALYSIS = {
    "filter": {
        "score": {"type": "delimited_term_freq", "delimiter": "|"},
        "same_position": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
    },
    "analyzer": {
        "scored": {"tokenizer": "whitespace", "filter": ["score"]},
        "stacked": {"tokenizer": "whitespace", "filter": ["same_position"]},
    },
}

_NUMBER = {"type": "integer"}
_ORDER = {"type": "integer", "index": False}  # sorted by, not searched
_SCORED = {
    "type": "text",
    "analyzer": "scored",
    "search_analyzer": "whitespace",
    "similarity": "stored_score",
    "index_options": "freqs",
    "norms": False,
}
_PLACED = {"type": "text", "search_analyzer": "whitespace", "norms": False}
_SECTION = {**_PLACED, "analyzer": "stacked", "position_increment_gap": GAP}


def section(kind: str) -> str:
    """Return the field with the positions of words in the parts of a kind."""
    return f"{SECTIONS}.{kind}"


def index_body(entries: int, average_length: float) -> dict[str, Any]:
    """Return the settings and the mapping of the index for so many entries, with so many words each on average."""
    return {
        "settings": {
            "index": {
                "number_of_shards": 1 + entries // ENTRIES_A_SHARD,
                "number_of_replicas": 0,  # until all is indexed
                "refresh_interval": "-1",
                "max_result_window": WINDOW,
                "similarity": {"stored_score": {"type": "scripted", "script": {"source": _SCORE}}},
                "analysis": _ANALYSIS,
            }
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"entries": entries, "average_length": average_length},
            "_source": {"includes": [TOKENS, DOCUMENT]},
            "properties": {
                ORDINAL: _NUMBER,
                CATEGORY: _NUMBER,
                NAME_RANK: _ORDER,
                UPDATED: _ORDER,
                ENTRY: _SCORED,
                NAME: _SCORED,
                SENTENCES: {**_PLACED, "analyzer": "whitespace", "position_increment_gap": SENTENCE_GAP},
                SECTIONS: {"properties": dict.fromkeys(WEIGHTS, _SECTION)},
                TOKENS: {"type": "binary"},
                DOCUMENT: {"type": "binary"},
            },
        },
    }
