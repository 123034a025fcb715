"""Pages of other people, on an origin and port of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EXAMPLE = "https://glossary.example.org"  # the glossary, as the pages in examples/ call it


class Host:
    """A site that embeds the glossary: `host.page(html)` publishes a page and returns its address."""

    def __init__(self, origin: str, glossary: str) -> None:
        self.origin, self.glossary = origin, glossary
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}

    def page(self, body: str, *, head: str = "", policy: str = "", lang: str = "en") -> str:
        """Publish a page; `HOST` in its texts stands for the glossary."""
        html = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>A host</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="icon" href="/icon.png">{head}</head><body>{body}</body></html>'
        )
        return self.document(html, policy=policy)

    def document(self, html: str, *, policy: str = "") -> str:
        """Publish a whole document."""
        path = f"/page-{len(self.pages)}"
        headers = {"Content-Security-Policy": policy.replace("HOST", self.glossary)} if policy else {}
        self.pages[path] = (html.replace("HOST", self.glossary).replace(EXAMPLE, self.glossary), headers)
        return self.origin + path

    def style_sheet(self, css: str) -> str:
        """Publish a style sheet and return the link to it."""
        path = f"/style-{len(self.pages)}.css"
        self.pages[path] = (css, {"Content-Type": "text/css"})
        return f'<link rel="stylesheet" href="{path}">'


@contextmanager
def hosting(glossary: str) -> Iterator[Host]:
    """Serve a host's pages until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text, headers = host.pages.get(self.path.partition("?")[0], ("", {}))
            self.send_response(200 if text or "icon" in self.path else 404)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(f"http://localhost:{server.server_port}", glossary)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield host
        server.shutdown()
