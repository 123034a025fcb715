"""The MCP server, asked by the client of the official SDK over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from search_app.assistants.server import create_server
from search_app.config import load_settings
from search_app.errors import LibraryMissing
from tests.cli.command import glossary
from tests.conftest import ROOT

Call = tuple[str, dict[str, Any]]


def asked(index: Path, *calls: Call) -> tuple[list[str], list[Any]]:
    """Return the names of the tools, and the result of each call: its value, or the text of its error."""

    async def session() -> tuple[list[str], list[Any]]:
        environ = {**os.environ, "GLOSSARY_BASE_URL": "https://glossary.example.org", "PYTHONPATH": str(ROOT)}
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "search_app", "mcp", "--index", str(index)], env=environ
        )
        async with stdio_client(command) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            tools = (await client.list_tools()).tools
            assert all(tool.annotations and tool.annotations.readOnlyHint and tool.description for tool in tools)
            results = [await client.call_tool(name, arguments) for name, arguments in calls]
            texts = [result.content[0].text for result in results]  # type: ignore[union-attr]
            values = [text if r.isError else json.loads(text) for r, text in zip(results, texts, strict=True)]
            return [tool.name for tool in tools], values

    return asyncio.run(session())


def test_an_assistant_searches_reads_compares_and_explains(tiny_index: Path) -> None:
    tools, values = asked(
        tiny_index,
        ("search", {"query": "my boss took my tips", "limit": 1}),
        ("get_term", {"slug": "copay"}),
        ("compare", {"terms": ["Copayment", "deductible"]}),
        ("list_categories", {}),
        ("explain_text", {"text": "The copay is due after the deductible. A copay is small."}),
    )
    assert tools == ["search", "get_term", "compare", "list_categories", "explain_text"]
    found, term, compared, categories, explained = values
    assert [each["url"] for each in found["results"]] == ["https://glossary.example.org/terms/tip-pooling"]
    assert (term["name"], term["sections"][0]["title"]) == ("Copayment", "Definition")
    assert [each["slug"] for each in compared["terms"]] == ["copayment", "deductible"]
    assert {each["slug"]: each["terms"] for each in categories["categories"]} == {"money": 2, "work": 1, "law": 2}
    assert [(each["slug"], each["mentions"]) for each in explained["terms"]] == [("copayment", 2), ("deductible", 1)]


def test_what_is_not_there_is_said_in_a_sentence(tiny_index: Path) -> None:
    _, values = asked(
        tiny_index,
        ("get_term", {"slug": "nothing"}),
        ("compare", {"terms": ["copay"]}),
        ("compare", {"terms": ["copay", "nothing"]}),
        ("search", {"query": "tips", "category": "food"}),
        ("explain_text", {"text": "a" * 200_001}),
        ("search", {"query": "", "limit": 900}),
    )
    assert [isinstance(value, str) for value in values] == [True] * 5 + [False]
    assert "There is no term 'nothing'" in values[0]
    assert "There is no category 'food'" in values[3]
    assert values[5]["total"] == 3


def test_without_a_published_glossary_the_command_says_so(tmp_path: Path) -> None:
    done = glossary("mcp", "--index", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_without_the_sdk_the_extra_is_named(tiny_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.fastmcp", None)
    with pytest.raises(LibraryMissing, match=r"commerceguard-glossary\[mcp\]"):
        create_server(load_settings(index=str(tiny_index)))
