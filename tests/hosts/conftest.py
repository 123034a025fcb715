"""The glossary in real hosts: content management systems, documentation sites, frameworks, other browsers.

`make test-hosts` installs and runs them; `make test` does not. What is missing is skipped, and fails where CI=true.
"""

from __future__ import annotations

import os

import pytest

from tests.acceptance.conftest import browser_type_launch_args, opened, plain
from tests.conftest import ROOT

__all__ = ["browser_type_launch_args", "opened", "plain"]  # Chromium, for every test here


TOOLS = ROOT / "var" / "hosts"  # programs that install.sh installs


def need_host(name: str, *, found: bool) -> None:
    """Skip a test whose host is not installed; where CI=true it fails."""
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"CI needs {name}: tests/hosts/install.sh did not install it.")
    if not found:
        pytest.skip(f"{name} is not installed: run tests/hosts/install.sh.")
