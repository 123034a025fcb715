"""The indexed fields, and the weight of a word in each part of an entry."""

from __future__ import annotations

# How much a word counts in `entry`, by the part it stands in: moderate weights.
WEIGHTS = {
    "name": 1.0,
    "alias": 1.0,
    "asked_as": 2.0,
    "definition": 2.0,
    "example": 1.0,
    "misuse": 1.0,
    "benefits": 1.0,
    "conclusion": 1.0,
}
GAP = 100  # positions between two parts, so that no phrase reaches from one into the other

FIELDS = ("entry", "name")  # in which words are looked up
