"""Attributes that are computed when they are first read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class lazy_property(Generic[Value]):  # noqa: N801  a decorator, as `property`
    """A `functools.cached_property` without the lock that it takes before Python 3.12: one thread has a query."""

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> Value:
        """Compute the value, and store it where the next access finds it first."""
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
