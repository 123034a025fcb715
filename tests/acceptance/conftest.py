"""A real Chromium. Without one these tests are skipped, and fail where CI=true."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.conftest import browser_path

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browser_path()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("CI needs a browser: tests/install-browser.sh found no Chromium.")
    if path is None:
        pytest.skip("Chromium is not installed; set CHROMIUM to its path.")
    return {**browser_type_launch_args, "executable_path": path, "chromium_sandbox": False, "args": FLAGS}
