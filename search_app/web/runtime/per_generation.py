"""Cache values that are computed once for each generation, and free them with its engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple, cast
from weakref import WeakKeyDictionary

from search_app.search import Engine

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

_ABSENT = object()


def per_generation(maxsize: int = 1) -> Callable[[Callable[[Engine, *Ts], T]], Callable[[Engine, *Ts], T]]:
    """Return a decorator for functions of an engine and hashable arguments.

    For each engine, the results for the last `maxsize` different arguments are cached. The cache does not keep an
    engine alive (`functools.lru_cache` would, and with it the mapped files of a replaced generation); therefore a
    result must not refer to its engine.
    """

    def decorate(function: Callable[[Engine, *Ts], T]) -> Callable[[Engine, *Ts], T]:
        caches: WeakKeyDictionary[Engine, dict[tuple[*Ts], T]] = WeakKeyDictionary()
        lock = threading.Lock()

        @wraps(function)
        def cached(engine: Engine, *args: *Ts) -> T:
            results = caches.setdefault(engine, {})
            cached_result = results.get(args, _ABSENT)  # one look: between two, another thread may make room
            if cached_result is not _ABSENT:
                return cast(T, cached_result)
            result = function(engine, *args)  # outside the lock: others read cached results meanwhile
            with lock:
                results[args] = result
                while len(results) > maxsize:
                    del results[next(iter(results))]
            return result

        return cached

    return decorate
