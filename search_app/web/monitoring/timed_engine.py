"""An engine that measures how long its answers take."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, cast

from search_app.search import Engine

TIMED = ("search", "suggest", "related")

Observe = Callable[[str, float], None]


class TimedEngine:
    """Answers as `engine` does, and reports the seconds of each search, suggestion and list of related terms."""

    def __init__(self, engine: Engine, observe: Observe) -> None:
        self._engine = engine
        self._languages: Mapping[str, Engine] = {}
        for kind in TIMED:
            setattr(self, kind, _timed(kind, getattr(engine, kind), observe))

    @classmethod
    def in_all_languages(cls, engine: Engine, observe: Observe) -> TimedEngine:
        """Return the measured `engine`, whose other languages are measured, too."""
        timed = {code: cls(each, observe) for code, each in engine.languages.items()}
        if len(timed) > 1:  # otherwise nothing refers to itself, and all is freed with the last reference
            for each in timed.values():
                each._languages = cast(Mapping[str, Engine], timed)
        return timed[engine.language]

    @property
    def languages(self) -> Mapping[str, Engine]:
        return self._languages or {self._engine.language: cast(Engine, self)}

    def __len__(self) -> int:
        return len(self._engine)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def _timed(kind: str, answer: Callable[..., Any], observe: Observe) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return answer(*args, **options)
        finally:
            observe(kind, time.perf_counter() - started)

    return timed
