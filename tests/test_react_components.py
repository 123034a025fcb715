"""The React components have the types that React 18 and 19 expect; `make check` installs the compiler."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

CHECKS = ROOT / "tests" / "javascript"
COMPILER = CHECKS / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.mark.parametrize("version", ["18", "19"])
def test_the_components_are_typed_for_react(version: str) -> None:
    node = shutil.which("node")
    if not (node and COMPILER.exists() and (CHECKS / "node_modules" / "@types" / f"react-{version}").is_dir()):
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs the TypeScript compiler: `make check` installs it.")
        pytest.skip("The TypeScript compiler is not installed; `make check` installs it.")
    project = CHECKS / "react" / f"tsconfig.{version}.json"
    checked = subprocess.run(
        [node, str(COMPILER), "--project", str(project)], capture_output=True, text=True, check=False
    )
    assert checked.stdout == ""
    assert checked.returncode == 0
