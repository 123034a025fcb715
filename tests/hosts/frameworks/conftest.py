"""The page that holds an element of the widget, as the tests of tests/acceptance use it."""

from __future__ import annotations

from tests.acceptance.conftest import host, hosts

__all__ = ["host", "hosts"]
