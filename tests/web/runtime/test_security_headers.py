"""Every response has the security headers and no cookie."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

PATHS = [
    "/",
    "/search?q=tips",
    "/terms/copayment",
    "/nope",
    "/api/v1/search?q=tips",
    "/api/v1/nope",
    "/healthz",
    "/static/site.css",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_security_headers_and_no_cookie(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers
