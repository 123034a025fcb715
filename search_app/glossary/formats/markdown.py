"""Read a term file: one Markdown file with front matter becomes a Term and the faults in it."""

from __future__ import annotations

from search_app.glossary.formats.limits import CONTROL, MAX_BYTES, long_paragraphs
from search_app.glossary.formats.sections import read_body
from search_app.glossary.formats.values import read_values
from search_app.glossary.model import DRAFT, ENGLISH_HEADINGS, PREFERRED, Fault, Headings, Origin, Term
from search_app.language.characters import clean_text


def parse_term(
    raw: bytes, path: str, slug: str, category: str, headings: Headings | None = None
) -> tuple[Term | None, list[Fault]]:
    """Return the term in `raw`, with faulty values left empty, and all its faults.

    The term is None if the front matter cannot be read, or a paragraph is too long to be looked at.

    Args:
        raw: the file's bytes.
        path: the file's name in faults.
        slug: the term's slug (the file name without `.md`).
        category: the primary category (the folder).
        headings: those of a translation, which has fewer keys; None for a term of the default language.
    """
    faults: list[Fault] = []
    text = _decode(raw, path, faults)
    if text is None:
        return None, faults
    lines = text.rstrip("\n").split("\n")
    end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        message = "the file must begin with front matter: a line ---, keys such as `name: Deductible`, a line ---."
        return None, [Fault(path, 1, message)]
    values, where = read_values("\n".join(lines[1 : end - 1]), path, end, faults, is_translation=headings is not None)
    long = [Fault(path, end + 1 + at, message) for at, message in long_paragraphs("\n".join(lines[end:]))]
    name = str(values.get("name", ""))
    body = read_body(lines[end:], end + 1, path, name, headings or ENGLISH_HEADINGS)
    faults += [*_needed(body.faults, values.get("status", PREFERRED)), *long]
    if long:
        return None, sorted(faults, key=lambda fault: fault.line)
    term = Term(
        slug=slug,
        name=name,
        categories=(category, *values.get("also_in", ())),
        aliases=tuple(values.get("aliases", ())),
        asked_as=tuple(values.get("asked_as", ())),
        related=tuple(values.get("related", ())),
        updated=str(values.get("updated", "")),
        not_linked=tuple(values.get("not_linked", ())),
        changes=values.get("changes", ()),
        sources=tuple(values.get("sources", ())),
        help=tuple(values.get("help", ())),
        reviewed=values.get("reviewed"),
        status=values.get("status", PREFERRED),
        successor=values.get("successor", ""),
        broader=tuple(values.get("broader", ())),
        definition="".join(body.texts["definition"]),
        examples=tuple(body.texts["examples"]),
        misuse="".join(body.texts["misuse"]),
        actions="".join(body.texts["actions"]),
        benefits="".join(body.texts["benefits"]),
        conclusion="".join(body.texts["conclusion"]),
        further=tuple(body.further),
        translates=str(values.get("translates", "")),
        headings=headings,
        origin=Origin(path, where),
    )
    where.update(body.lines)
    anchors = [section.anchor for section in term.sections() if section.kind == "further"]
    where.update(zip(anchors, body.further_lines, strict=True))
    return term, sorted(faults, key=lambda fault: fault.line)


def _needed(faults: list[Fault], status: str) -> list[Fault]:
    """Return `faults` without that of an empty definition in a draft, whose text is yet to be written."""
    return [fault for fault in faults if status != DRAFT or not fault.message.startswith("the definition is empty")]


def _decode(raw: bytes, path: str, faults: list[Fault]) -> str | None:
    if len(raw) > MAX_BYTES:
        faults.append(Fault(path, 1, f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}; shorten it."))
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        bad = raw[error.start]
        faults.append(Fault(path, line, f"byte 0x{bad:02x} is not UTF-8 text; save the file as UTF-8."))
        return None
    if bad_char := CONTROL.search(text):
        line = text.count("\n", 0, bad_char.start()) + 1
        faults.append(Fault(path, line, f"control character U+{ord(bad_char[0]):04X} in the text; delete it."))
        return None
    return clean_text(text)
