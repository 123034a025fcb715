"""Write a term as a file: front matter in the house style, then a section for each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_app.glossary.formats.front_matter import NotFrontMatterError, read_front_matter
from search_app.glossary.model import PREFERRED, SINGLE_SECTIONS, Term

LONGEST_LINE = 120  # characters of a list on one line; a longer one has one item a line

_FLOW, _BLOCK = "flow", "block"


def term_file(term: Term, updated: str = "") -> str:
    """Return the file of `term`; `updated` is its date if it has none."""
    blocks = [_front_matter(term, term.updated or updated)]
    blocks.append(term.definition)
    blocks += [f"## Example\n{example}\n" for example in term.examples]
    blocks += [f"## {heading}\n{text}\n" for heading, key in SINGLE_SECTIONS.items() if (text := getattr(term, key))]
    blocks += [f"## {heading}\n{text}\n" for heading, text in term.further]
    return "\n".join([blocks[0], blocks[1] + "\n", *blocks[2:]])


def _front_matter(term: Term, updated: str) -> str:
    lines = ["---", f"name: {quoted(term.name)}"]
    for key, items, needed in _lists(term):
        lines += _list(key, items) if items or needed else []
    if term.reviewed:
        lines.append(f"reviewed: {term.reviewed}")
    if term.status != PREFERRED:
        lines.append(f"status: {term.status}")
    if term.successor:
        lines.append(f"successor: {quoted(term.successor)}")
    return "\n".join([*lines, f"updated: {updated}", "---"])


def _lists(term: Term) -> Iterator[tuple[str, Sequence[str], bool]]:
    """Yield the lists of the front matter: the key, the items, and whether an empty one is written too."""
    yield "aliases", term.aliases, True
    yield "also_in", term.categories[1:], True
    yield "asked_as", term.asked_as, True
    yield "related", term.related, True
    yield "broader", term.broader, False
    yield "not_linked", term.not_linked, False
    yield "sources", [str(source) for source in term.sources], False
    yield "help", term.help, False
    yield "changes", [f"{change.day}: {change.note}" for change in term.changes], False


def _list(key: str, items: Sequence[str]) -> list[str]:
    line = f"{key}: [{', '.join(quoted(item, _FLOW) for item in items)}]"
    if len(line) <= LONGEST_LINE and key not in ("sources", "changes"):
        return [line]
    return [f"{key}:", *(f"  - {quoted(item)}" for item in items)]


def quoted(text: str, style: str = _BLOCK) -> str:
    """Return `text` as a scalar of YAML in this style, quoted where it would be read as something else."""
    if _is_plain(text, style):
        return text
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_plain(text: str, style: str) -> bool:
    """Return whether YAML reads the bare text back, in a list or after a key."""
    if text.replace(" ", "").replace("-", "").isalnum() and text[:1] != "-" and text.isascii():
        return True  # most items: no need to parse them
    if style == _FLOW and any(mark in text for mark in ",[]{}"):
        return False
    line = f"key: [{text}]" if style == _FLOW else f"key: {text}"
    try:
        ((_, value),) = read_front_matter(line)
    except (NotFrontMatterError, ValueError):
        return False
    if style == _FLOW:
        return value.items is not None and [item.text for item in value.items] == [text]
    return value.text == text and ": " not in text and not text.startswith("- ")
