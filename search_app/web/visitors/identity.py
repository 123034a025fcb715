"""What the web knows of a visitor while a request lasts: a key for today, and the site they came from.

Neither the address nor the user agent leaves this module.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import cast
from urllib.parse import SplitResult, urlsplit

from flask import Flask, current_app, request

from search_app.analytics.collection.search_log import SearchLog
from search_app.analytics.privacy.visitor_keys import VisitorKeys
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import LONGEST_ORIGIN
from search_app.web.runtime.context import origin, settings

UNNAMED = "a site without a name"  # its address is a number, and no number that could be a person's is kept
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def init_app(app: Flask) -> None:
    chosen = app.extensions["settings"]
    database = Database(chosen.database_url)
    app.extensions["database"] = database
    app.extensions["visitors"] = VisitorKeys()
    app.extensions["search_log"] = SearchLog(
        database, enabled=chosen.search_log == "on", retention_days=chosen.retention_days
    )


def database() -> Database:
    return cast(Database, current_app.extensions["database"])


def search_log() -> SearchLog:
    return cast(SearchLog, current_app.extensions["search_log"])


def visitor_key(*scope: str) -> str:
    """Return the visitor's key of today for `scope`."""
    return cast(VisitorKeys, current_app.extensions["visitors"]).key(request.remote_addr or "", *scope)


def visitor_identifier(*scope: str) -> str:
    """Return the same as a UUID: for forms, which cannot bring an identifier of their own."""
    return cast(VisitorKeys, current_app.extensions["visitors"]).identifier(request.remote_addr or "", *scope)


def wants_no_log() -> bool:
    """Return whether the browser asks not to be followed, or fetches ahead of a visitor who may never look."""
    headers = request.headers
    asks = headers.get("Sec-GPC") == "1" or headers.get("DNT") == "1"
    return asks or "prefetch" in (headers.get("Sec-Purpose") or headers.get("Purpose") or "")


def embedding_origin(claimed: str = "") -> str:
    """Return the other site this request comes from, such as `https://news.example.org`, or nothing.

    A browser says it in `Origin` when a script of that site asks; `claimed` is the `from` that an embedded form or
    frame brings along; `Referer` is what a link or form leaves by itself.
    """
    for address in (request.headers.get("Origin"), claimed, request.referrer):
        if site := _site(address or ""):
            return site
    return ""


def sent_by_another_site() -> bool:
    """Return whether a form was sent from a page that is not ours; what sends no `Origin` is no browser's page."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return False
    sender = request.headers.get("Origin")
    return sender is not None and not is_own(split(sender).netloc)


def split(address: str | None) -> SplitResult:
    """Return the parts of an address that somebody sent; of one that is none, empty parts."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


def _site(address: str) -> str:
    """Return the origin of an address of another site; nothing for our own and for what is none."""
    parts = split(address)
    try:
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:  # a port that is no number
        return ""
    if parts.scheme not in ("http", "https") or not host or is_own(parts.netloc):
        return ""
    try:
        ip_address(host)
    except ValueError:
        site = f"{parts.scheme}://{host}{port}"
        return site if _HOST.fullmatch(host) and len(site) <= LONGEST_ORIGIN else ""
    return UNNAMED


def is_own(netloc: str) -> bool:
    """Return whether a host (with its port) is this service."""
    return netloc != "" and netloc in (request.host, urlsplit(settings().base_url).netloc, urlsplit(origin()).netloc)
