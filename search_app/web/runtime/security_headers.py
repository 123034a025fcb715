"""The security headers: one table for all responses, and the differences for the API."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response

from search_app.web.runtime.current import current_request

NOT_IN_FRAMES = "frame-ancestors 'none'"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        NOT_IN_FRAMES,
        "require-trusted-types-for 'script'",  # and no policy creates them: scripts cannot turn text into markup
        "trusted-types 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",  # other sites do not learn the query in the URL
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

API_HEADERS = HEADERS | {
    "Access-Control-Allow-Origin": "*",  # without credentials, any site may read and post
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

PREFLIGHT_HEADERS = API_HEADERS | {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": "86400",
}

TRANSPORT_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}


def framed_policy(origins: Sequence[str], own: str) -> str:
    """Return the policy of a page that our own pages and those of `origins` (`*`: any) may show in a frame.

    `own` is our origin. In a sandbox it has to be named: WebKit takes `'self'` for the origin of the document, which a
    sandbox makes opaque, and would load neither style sheet nor script.
    """
    policy = CONTENT_SECURITY_POLICY.replace("'self'", f"'self' {own}")
    return policy.replace(NOT_IN_FRAMES, " ".join(("frame-ancestors 'self'", *origins)))


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add the headers that the view has not set itself."""
    asked, added = current_request(), HEADERS
    if asked.path.startswith("/api/"):
        added = API_HEADERS if asked.method != "OPTIONS" else PREFLIGHT_HEADERS
    if asked.is_secure:
        added = added | TRANSPORT_HEADERS
    present = {name.lower() for name, _ in response.headers}
    for name, value in added.items():
        if name.lower() not in present:
            response.headers.add(name, value)
    if "content-security-policy" in present and NOT_IN_FRAMES not in response.headers["Content-Security-Policy"]:
        response.headers.remove("X-Frame-Options")  # it cannot name origins; `frame-ancestors` does
    return response
