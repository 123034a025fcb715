"""Every error the service raises on purpose.

    GlossaryError                 500, exit 1
    ├── SettingError              500, exit 2   a setting holds a value it cannot have
    ├── ContentError              500, exit 1   the terms have faults; nothing was published
    ├── LibraryMissing            404, exit 2   a format or a command needs an optional library that is not installed
    ├── ShrinkRefused             500, exit 1   most of the published terms are missing; they stay published
    ├── WorkerEnded               500, exit 1   a process that a build had started ended; nothing was published
    ├── IndexUnavailable          503, exit 1   no generation can be served
    │   └── GenerationRefused     503, exit 1   one generation failed its checks
    ├── TextsUnavailable          503, exit 1   the full text is on other machines, and none of them answers
    ├── DatabaseUnavailable       503, exit 1   feedback and searches cannot be written or read now
    ├── BackupRefused             500, exit 1   an archive, or what it would replace, cannot be used; nothing changed
    ├── BadParameter              400, exit 2   a request's parameter is out of its range
    ├── BadBody                   400, exit 2   what was sent cannot be read at all
    ├── BadField                  422, exit 2   a field of what was sent is missing or out of its range
    ├── SentTooOften              429, exit 1   a visitor sent more in a short time than is taken
    └── NotFound                  404, exit 1   no such term, category or page

Each knows the HTTP status a request ends with and the code a command exits with; its text is one
sentence that names the culprit and, where there is one, the fix. Texts with `message` are translated for readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from search_app.messages import Phrase, message

ONE_OF = message("one of %(values)s")  # what a parameter may be


class GlossaryError(Exception):
    """The root of the tree above: an English `sentence`, with `values` for its placeholders such as `%(slug)s`."""

    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str = "", **values: object) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(sentence % values if values else sentence)


class SettingError(GlossaryError):
    exit_code = 2


class ContentError(GlossaryError):
    """The terms have faults; `faults` lists all of them as `path:line: the problem and how to fix it`."""

    def __init__(self, faults: Sequence[object]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(f"{count} fault{'s' * (count != 1)} in the terms; nothing was published.")


class LibraryMissing(GlossaryError):
    """What was asked for needs an extra of the package; no page or file of that kind exists here."""

    http_status = 404
    exit_code = 2

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs a library. Install it with: pip install "commerceguard-glossary[{extra}]"')


class ShrinkRefused(GlossaryError):
    """A glossary would replace one with more than twice as many terms: probably a wrong path, or missing files."""

    def __init__(self, source: object, terms: int, before: int) -> None:
        has = "has no terms" if not terms else f"has {terms:,} term{'s' * (terms != 1)}"
        remedy = "check the path, or publish it with --allow-shrink"
        super().__init__(f"{source} {has}, and {before:,} are published; nothing was published: {remedy}.")


class WorkerEnded(GlossaryError):
    """A process that indexes a part of the terms was killed, or its script does not let it start."""

    def __init__(self) -> None:
        super().__init__(
            "A worker of the build ended early; nothing was published. It may have been killed, perhaps for want of "
            'memory. A script of your own has to call the build under `if __name__ == "__main__":`.'
        )


class IndexUnavailable(GlossaryError):
    http_status = 503


class GenerationRefused(IndexUnavailable):
    pass


class TextsUnavailable(GlossaryError):
    """The full text cannot be searched now; the default text is for visitors, and the cause is logged."""

    http_status = 503

    def __init__(self, text: str = "The search is not available at the moment; try again in a few seconds.") -> None:
        super().__init__(text)


class DatabaseUnavailable(GlossaryError):
    """The analytics database is down, locked or damaged; the text is for visitors, the cause is logged."""

    http_status = 503


class BackupRefused(GlossaryError):
    pass


class BadParameter(GlossaryError):
    http_status = 400
    exit_code = 2

    def __init__(self, name: str, value: str, allowed: str, **values: object) -> None:
        """`allowed` ends the sentence `it must be ...`; `values` are those of its placeholders."""
        self.name, self.value = name, value
        shown = value if len(value) <= 60 else value[:60] + "…"
        super().__init__(
            message("The parameter %(name)s is %(value)s; it must be %(allowed)s."),
            name=repr(name), value=repr(shown), allowed=Phrase(allowed, values),
        )  # fmt: skip


class BadBody(GlossaryError):
    http_status = 400
    exit_code = 2


class BadField(GlossaryError):
    http_status = 422
    exit_code = 2

    def __init__(self, name: str, sentence: str, **values: object) -> None:
        """`sentence` contains `%(field)s`, the name in quotes."""
        self.name = name
        super().__init__(sentence, field=repr(name), **values)


class SentTooOften(GlossaryError):
    http_status = 429


class NotFound(GlossaryError):
    http_status = 404
