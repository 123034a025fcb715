"""Find the statements of a Turtle text, to leave out one that is broken and read the others."""

from __future__ import annotations

import re

# Strings, addresses and comments, in which brackets and dots mean nothing; a bracket; or the end of a statement.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*+'''|"
    r'"(?:[^"\\\n]|\\.)*+"|' + r"'(?:[^'\\\n]|\\.)*+'|" + r"<[^<>\s]*+>|#[^\n]*+|([\[(])|([\])])|(\.(?=\s|$|#))",
    re.DOTALL,
)


def deepest_bracket(text: str) -> tuple[int, int]:
    """Return how deep brackets are nested in `text`, and the position of the deepest."""
    depth, deepest = 0, (0, 0)
    for token in _TOKEN.finditer(text):
        depth += bool(token[1]) - bool(token[2])
        deepest = max(deepest, (depth, token.start()), key=lambda pair: pair[0])
    return deepest


def statement_at(text: str, position: int) -> tuple[int, int]:
    """Return the start and the end of the statement at `position`; the end is behind its dot."""
    start = depth = 0
    for token in _TOKEN.finditer(text):
        depth = max(0, depth + bool(token[1]) - bool(token[2]))
        if token[3] and (not depth or token.start() > position):
            if token.end() > position:
                return start, token.end()
            start, depth = token.end(), 0
    return start, len(text)
