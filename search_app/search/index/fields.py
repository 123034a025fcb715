"""The indexed fields, and the weight of a word in each part of an entry."""

from __future__ import annotations

# Weight of a word in the field `entry`, by the part of the entry that contains it.
WEIGHTS = {
    "name": 1.0,
    "alias": 1.0,
    "asked_as": 2.0,
    "definition": 2.0,
    "example": 1.0,
    "misuse": 1.0,
    "benefits": 1.0,
    "conclusion": 1.0,
    "actions": 1.0,
    "further": 1.0,
}
GAP = 100  # positions between two parts: longer than any phrase

FIELDS = ("entry", "name")
