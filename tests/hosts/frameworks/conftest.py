"""Chromium for the pages of frameworks, as the tests of tests/acceptance use it."""

from __future__ import annotations

from tests.acceptance.conftest import browser_type_launch_args, host, hosts, opened

__all__ = ["browser_type_launch_args", "host", "hosts", "opened"]
