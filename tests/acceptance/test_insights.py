"""What an editor sees after a week, and does about it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow
from search_app.search import Engine
from tests import traffic
from tests.acceptance.conftest import assert_accessible
from tests.acceptance.test_serve import fetch
from tests.cli.command import glossary
from tests.conftest import ROOT, Served

TOKEN = "the-editors-token"


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory, real: Engine) -> str:
    """The address of a database that holds a week of traffic."""
    url = f"sqlite:///{tmp_path_factory.mktemp('week')}/analytics.db"
    traffic.write_week(Database(url), real)
    return url


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, real_index: Path, week: str) -> Iterator[str]:
    environ = {"GLOSSARY_DATABASE_URL": week, "GLOSSARY_INSIGHTS_TOKEN": TOKEN}
    log = tmp_path_factory.mktemp("insights") / "log"
    server = Served("--index", str(real_index), log=log, environ=environ).wait()
    yield server.url
    server.kill()


@pytest.fixture
def command(week: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The `glossary` command over that week."""
    monkeypatch.setitem(os.environ, "GLOSSARY_DATABASE_URL", week)
    return glossary


def test_what_was_planted_is_first(command: Callable[..., subprocess.CompletedProcess[str]], real_index: Path) -> None:
    ran = command("insights", "--days", "7", "--format", "json", "--index", str(real_index))
    found = json.loads(ran.stdout)
    first, second = found["missed"][:2]
    assert set(first["queries"]) == set(list(traffic.MISSED)[:3])
    assert (first["searches"], second["label"], second["searches"]) == (107, "jaywalking", 55)
    assert found["unhelpful"][0]["slug"] == traffic.UNHELPFUL
    assert found["sites"][0]["origin"] == traffic.EMBEDDER
    assert found["unopened"][0]["query"] == "insurance"
    assert found["requested"][0]["query"] == "trespass"
    assert found["ranks"][0]["opened"] > found["ranks"][1]["opened"] > found["ranks"][2]["opened"]
    text = command("insights", "--days", "7", "--index", str(real_index)).stdout
    for planted in ("trespass", "Arbitration Clause", traffic.EMBEDDER):
        assert planted in text


def test_the_suggested_patch_applies_and_makes_the_query_find_the_term(tmp_path: Path, real_index: Path) -> None:
    shutil.copytree(ROOT / "terms", tmp_path / "terms")
    index = str(tmp_path / "index")
    url = f"sqlite:///{tmp_path}/a.db"
    with Database(url).writing() as session:
        for _ in range(5):
            session.add(SearchRow(day=today(), query="deductibilizatory", results=0, corrected=False, origin=""))
    environ = os.environ | {"GLOSSARY_DATABASE_URL": url, "GLOSSARY_TERMS": str(tmp_path / "terms")}

    def run(*command: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "search_app"] if command[0] != "git" else []
        return subprocess.run(
            [*program, *command], env=environ, cwd=tmp_path, input=text, text=True, capture_output=True, check=False
        )

    patch = run("insights", "--suggest", "--index", str(real_index))
    assert patch.returncode == 0, patch.stderr
    assert patch.stdout.startswith("# 'deductibilizatory', 5 searches: nearest is Deductible, ")
    run("git", "init", "-q", ".")
    assert run("git", "apply", "-", text=patch.stdout).returncode == 0
    assert run("check").returncode == 0
    assert run("build", "--index", index).returncode == 0
    assert json.loads(run("search", "deductibilizatory", "--json", "--index", index).stdout)["total"] == 1


def test_an_opened_result_becomes_a_relevance_test(
    command: Callable[..., subprocess.CompletedProcess[str]], real_index: Path, tmp_path: Path
) -> None:
    tests = tmp_path / "relevance.yaml"
    tests.write_text("# ours\nIOP: intensive-outpatient-program\n")
    arguments = ("--file", str(tests), "--index", str(real_index))
    done = command("promote", "deductible", *arguments)
    assert done.returncode == 0, done.stderr
    assert tests.read_text() == "# ours\nIOP: intensive-outpatient-program\ndeductible: deductible\n"
    assert command("relevance", str(tests), "--index", str(real_index)).returncode == 0
    again = command("promote", "Deductible", *arguments)
    assert (again.returncode, "holds 'Deductible' already" in again.stdout) == (1, True)
    never = command("promote", "what nobody asked", *arguments)
    assert (never.returncode, "Nobody opened a result" in never.stderr) == (1, True)
    wrong = command("promote", "copay", "--term", "nope", *arguments)
    assert (wrong.returncode, "no term with the slug 'nope'" in wrong.stderr) == (1, True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_readable_on_a_phone_and_by_everyone(browser: Browser, site: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
        http_credentials={"username": "editor", "password": TOKEN},
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + "/insights?days=7")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    missed = page.get_by_role("region", name="What people looked for and did not find")
    expect(missed.get_by_role("rowheader").first).to_contain_text("trespass")
    unhelpful = page.get_by_role("region", name="Terms few people found helpful")
    expect(unhelpful.get_by_role("rowheader").first).to_have_text("Arbitration Clause")
    expect(page.get_by_role("img", name="Searches a day")).to_be_visible()
    assert_accessible(page)
    page.emulate_media(forced_colors="active")
    assert_accessible(page, "forced colours", without=("color-contrast",))
    assert [text for text in said if "401" not in text] == []
    assert context.cookies() == []
    context.close()


def test_without_the_token_there_is_nothing_to_see(site: str, opened: Callable[..., Page]) -> None:
    status, text = fetch(site + "/insights")
    assert status == 401
    assert "trespass" not in text
    assert "This page is for editors" in text
    page = opened()  # the page of an error, as it is shown where it is no missing page
    page.route("**/refused", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(site + "/refused")
    for scheme, colors in (("light", "none"), ("dark", "none"), ("light", "active")):
        page.emulate_media(color_scheme=scheme, forced_colors=colors)  # type: ignore[arg-type]
        assert_accessible(page, f"{scheme} {colors}", without=("color-contrast",) if colors == "active" else ())
