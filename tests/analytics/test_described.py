"""The docs describe every command option, key of the report and field that can be sent."""

from __future__ import annotations

import msgspec
import pytest

from search_app.analytics.reporting import model, query_clusters
from search_app.cli import glossary
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
        model.Report, model.Day, model.Query, model.Rank, model.TermPerformance, model.Comment, model.RequestedTerm,
        model.Site, model.LanguageFigures, query_clusters.Cluster, query_clusters.SuggestedFix,
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
