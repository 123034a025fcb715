"""A wheel installed in an empty environment serves, from a folder that is not the checkout."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

from tests.conftest import ROOT


def test_a_wheel_in_an_empty_environment_serves(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    wheel = next(tmp_path.glob("*.whl"))
    catalogs = {str(file.relative_to(ROOT)) for file in ROOT.glob("search_app/translations/*/LC_MESSAGES/messages.po")}
    assert catalogs and catalogs <= set(zipfile.ZipFile(wheel).namelist())
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*install, "--no-deps", "--no-index", str(wheel)], check=True)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = tmp_path / "place"
    place.mkdir()
    clean = {"PATH": os.environ["PATH"], "HOME": str(place)}
    command = [str(tmp_path / "venv" / "bin" / "glossary"), "serve", "--port", str(port)]
    log = tmp_path / "log"
    server = subprocess.Popen(command, cwd=place, env=clean, stderr=log.open("w"), start_new_session=True)
    try:
        page = wait_for(f"http://127.0.0.1:{port}/api/v1/search?q=IOP", server, log)
        assert json.loads(page)["results"][0]["slug"] == "intensive-outpatient-program"
        assert b"CommerceGuard" in wait_for(f"http://127.0.0.1:{port}/", server, log)
        assert b"content security policy" in wait_for(f"http://127.0.0.1:{port}/embed/docs", server, log)
        assert b"MkDocs" in wait_for(f"http://127.0.0.1:{port}/embed/docs/recipes", server, log)
        assert (place / "index" / "CURRENT").is_file()
        sent = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/requests", b'{"query": "gym"}', {"Content-Type": "application/json"}
        )
        assert urllib.request.urlopen(sent, timeout=10).status == 201  # the migrations came with it
        assert (place / "var" / "audience.db").is_file()
        code = "from search_app.config import load_settings; print(load_settings({}).relevance)"
        found = subprocess.run([python, "-c", code], cwd=place, env=clean, capture_output=True, text=True, check=True)
        assert Path(found.stdout.strip()).is_file()  # the relevance tests came with it
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> bytes:
    give_up = time.monotonic() + 120  # the server builds its index first
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.read()  # type: ignore[no-any-return]
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}:\n{log.read_text()}")
