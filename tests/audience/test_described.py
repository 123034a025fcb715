"""What can be used is described: every command, option, key of the report and field that can be sent."""

from __future__ import annotations

import msgspec
import pytest

from search_app.audience import clusters, report
from search_app.cli import glossary
from search_app.web import feedback
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
        report.Site, clusters.Cluster, clusters.Mend,
    ],
)  # fmt: skip
def test_every_key_of_the_report_is_described(kind: type[msgspec.Struct]) -> None:
    described = page("docs/insights.md")
    for field in msgspec.structs.fields(kind):
        assert f"`{field.encode_name}`" in described


@pytest.mark.parametrize("kind", [feedback.PostedVote, feedback.PostedRequest, feedback.PostedSearch])
def test_every_field_that_can_be_sent_is_described(kind: type[msgspec.Struct]) -> None:
    described = page("docs/api.md")
    for field in msgspec.structs.fields(kind):
        assert f"`{field.encode_name}`" in described
