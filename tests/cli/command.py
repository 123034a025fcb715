"""The `glossary` command: in a process of its own, as a person runs it, or in this one, which is faster."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from search_app.cli import main
from tests.conftest import ROOT


def glossary(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search_app", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=cwd or ROOT, check=False)


def invoke(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command's `main` in this process."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            main(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    return subprocess.CompletedProcess(arguments, code, stdout.getvalue(), stderr.getvalue())
