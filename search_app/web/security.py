"""The security headers: one table for every response, and what differs for the API."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",  # and no policy makes any: text never becomes markup
        "trusted-types 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",  # a query in the address is nobody else's business
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

API_HEADERS = {
    "Access-Control-Allow-Origin": "*",  # read-only and without credentials: open to every site
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Put the headers on a response; a view that set one of them itself keeps its own."""
    if request.path.startswith("/api/") and request.method in ("GET", "HEAD", "OPTIONS"):
        for name, value in API_HEADERS.items():
            response.headers[name] = value
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
