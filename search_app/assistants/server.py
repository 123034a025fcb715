"""The MCP server over standard input and output, with the official SDK. https://modelcontextprotocol.io"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from search_app.assistants.tools import Answer, GlossaryTools
from search_app.config import Settings
from search_app.errors import GlossaryError, LibraryMissing
from search_app.search import LiveEngine

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server.fastmcp import FastMCP


def create_server(settings: Settings) -> FastMCP:
    """Return a server whose tools read the published glossary; a new publication is followed.

    Raises:
        LibraryMissing: the SDK is not installed.
        IndexUnavailable: nothing is published.
    """
    try:
        from mcp.server.fastmcp import FastMCP  # noqa: PLC0415  an extra
        from mcp.types import ToolAnnotations  # noqa: PLC0415
    except ModuleNotFoundError:
        raise LibraryMissing("The MCP server", "mcp") from None
    live = LiveEngine(settings.index)
    site = live.current().site
    server = FastMCP(site.title, _instructions(site.title, site.tagline), log_level="ERROR")
    for tool in GlossaryTools(live, settings.base_url).all():
        hints = ToolAnnotations(readOnlyHint=True, idempotentHint=True, openWorldHint=False)
        server.add_tool(_in_sentences(tool), name=tool.__name__, annotations=hints)
    return server


def _instructions(title: str, tagline: str) -> str:
    about = f"{title}: {tagline}" if tagline else title
    return (
        f"{about.rstrip('.')}. Search first, then read a term with get_term. Answer in its words and name its url. "
        "The glossary informs; it is not legal, medical or financial advice."
    )


def _in_sentences(tool: Callable[..., Answer]) -> Callable[..., Answer]:
    """Return a tool whose errors are the sentences of ours, which the SDK sends as the tool's result."""

    @wraps(tool)
    def answered(*args: object, **kwargs: object) -> Answer:
        try:
            return tool(*args, **kwargs)
        except GlossaryError as error:
            raise ValueError(str(error)) from None

    return answered
