"""The visitor of the current request: a key for today, and the site the visitor comes from.

Neither the address nor the user agent leaves this module.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from flask import request

from search_app.analytics.privacy.redaction import is_personal
from search_app.analytics.storage.tables import LONGEST_ORIGIN
from search_app.web.runtime.context import origin, settings
from search_app.web.runtime.current import current_request
from search_app.web.runtime.services import services

UNNAMED = "a site without a name"  # in place of an address or number, which might be a person's
_NUMERIC = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)\.?")  # hosts that browsers read as IPv4 addresses: `127.1`
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def visitor_key(*scope: str) -> str:
    """Return the visitor's key of today for `scope`."""
    return services().visitors.key(current_request().remote_addr or "", *scope)


def visitor_identifier(*scope: str) -> str:
    """Return the key as a UUID, for forms: these cannot send an identifier of their own."""
    return services().visitors.identifier(request.remote_addr or "", *scope)


def opted_out_of_log() -> bool:
    """Return whether the browser asks not to be tracked, or prefetches a page that may never be read."""
    environ = current_request().environ  # its headers are read faster there
    opted_out = environ.get("HTTP_SEC_GPC") == "1" or environ.get("HTTP_DNT") == "1"
    return opted_out or "prefetch" in (environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or "")


def embedding_origin(claimed: str = "") -> str:
    """Return the other site this request comes from, such as `https://news.example.org`, or an empty string.

    The first of these that names another site counts: `Origin`, which browsers send with requests of scripts;
    `claimed`, the parameter `from` of an embedded form or frame; `Referer`, which links and forms send.
    """
    environ = current_request().environ
    for url in (environ.get("HTTP_ORIGIN"), claimed, environ.get("HTTP_REFERER")):
        if url and (site := _other_site(url)):
            return site
    return ""


def is_cross_site_form() -> bool:
    """Return whether a form was sent from another site. Requests without `Origin` are not from a browser's form."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return False
    sender = request.headers.get("Origin")
    return sender is not None and not is_own_host(split_url(sender).netloc)


def split_url(url: str | None) -> SplitResult:
    """Return the parts of a URL that a client sent; of a malformed one, empty parts."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return urlsplit("")


def _other_site(url: str) -> str:
    """Return the origin of another site's URL; an empty string for our own and for malformed ones."""
    parts = split_url(url)
    try:
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:  # the port is not a number
        return ""
    if parts.scheme not in ("http", "https") or not host or is_own_host(parts.netloc):
        return ""
    if _names_a_person(host):
        return UNNAMED
    site = f"{parts.scheme}://{host}{port}"
    return site if _HOST.fullmatch(host) and len(site) <= LONGEST_ORIGIN else ""


def _names_a_person(host: str) -> bool:
    """Return whether a host is a network address, or contains one or a phone number."""
    try:
        ip_address(host)
    except ValueError:
        return bool(_NUMERIC.fullmatch(host)) or is_personal(host[:LONGEST_ORIGIN])
    return True


def is_own_host(netloc: str) -> bool:
    """Return whether a host (with its port) is this service."""
    return netloc != "" and netloc in (request.host, urlsplit(settings().base_url).netloc, urlsplit(origin()).netloc)
