"""The other files of deploy/: what they refer to is there, and they give away no right."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from search_app.config import SETTINGS
from tests.conftest import ROOT, need

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
VARIABLES = {setting.variable for setting in SETTINGS}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_hardened(unit: Path) -> None:
    need("systemd-analyze", "systemd", found=shutil.which("systemd-analyze") is not None)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)]  # 2.0 of 10
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-400:]


def test_every_variable_in_deploy_is_a_setting() -> None:
    named = {
        name
        for file in DEPLOY.rglob("*")
        if file.is_file() and file.suffix != ".md"
        for name in re.findall(r"\bGLOSSARY_[A-Z_]+", file.read_text())
    }
    assert named - VARIABLES == {"GLOSSARY_DB_PASSWORD"}  # of compose.yaml itself


def test_compose_mounts_files_that_are_there_and_hardens_every_service() -> None:
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for name, service in composed["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in composed["volumes"] or (DEPLOY / source).is_file(), volume
        assert set(service["networks"]) <= set(composed["networks"])
        assert set(service.get("depends_on", ())) <= set(composed["services"])
    assert (ROOT / "deploy" / composed["services"]["glossary"]["build"]["dockerfile"].removeprefix("deploy/")).is_file()


def test_the_image_copies_files_that_are_there_and_runs_as_a_user_without_rights() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), line
    assert "USER 10001:10001" in lines
    assert lines.index("USER 10001:10001") > max(number for number, line in enumerate(lines) if line.startswith("RUN"))
    assert any(line.startswith("HEALTHCHECK") for line in lines)
