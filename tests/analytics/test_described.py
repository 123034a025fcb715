"""What can be used is described: every address, command, option, key of the report, field that can be sent."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from search_app.analytics.reporting import query_clusters, report
from search_app.cli import glossary
from search_app.config import load_settings
from search_app.web.app import create_app
from search_app.web.feedback import endpoints
from tests.conftest import ROOT


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["insights", "promote"])
def test_every_option_of_the_editors_commands_is_described(command: str) -> None:
    described = page("docs/insights.md")
    assert f"glossary {command}" in described
    assert f"glossary {command}" in page("README.md")
    for option in glossary.commands[command].params:
        if option.name not in ("query", "terms", "index"):
            assert option.opts[0] in described


@pytest.mark.parametrize(
    "kind",
    [
        report.Report, report.Day, report.Query, report.Rank, report.Card, report.Comment, report.Requested,
        report.Site, query_clusters.Cluster, query_clusters.SuggestedFix,
    ],
)  # fmt: skip
def test_every_key_of_the_report_is_described(kind: type[msgspec.Struct]) -> None:
    described = page("docs/insights.md")
    for field in msgspec.structs.fields(kind):
        assert f"`{field.encode_name}`" in described


@pytest.mark.parametrize("kind", [endpoints.PostedVote, endpoints.PostedRequest, endpoints.PostedSearch])
def test_every_field_that_can_be_sent_is_described(kind: type[msgspec.Struct]) -> None:
    described = page("docs/api.md")
    for field in msgspec.structs.fields(kind):
        assert f"`{field.encode_name}`" in described


def test_every_address_is_documented(tiny_index: Path) -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").glob("*.md")))
    app = create_app(load_settings({"GLOSSARY_INDEX": str(tiny_index)}))
    assert [str(rule) for rule in app.url_map.iter_rules() if f"`{rule}`" not in written] == []


def test_every_make_target_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (names,) = [line.removeprefix(".PHONY:").split() for line in makefile.splitlines() if line.startswith(".PHONY:")]
    for name in names:
        assert f"\n{name}:" in makefile
    for line in makefile.splitlines():
        if line.startswith(("serve:", "test:", "check:", "screenshots:", "lighthouse:")):
            assert "## " in line


def test_every_picture_in_the_readme_is_there_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "screenshots").iterdir())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(pictures) == 16  # four pages, two widths, light and dark
    assert all(picture.stat().st_size <= 60 * 1024 for picture in pictures)
    for name in ("front", "results", "zero", "term"):
        assert f"docs/screenshots/{name}-" in readme
