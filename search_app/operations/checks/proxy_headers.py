"""Headers of proxies: the settings, and with a URL what a forged header does to the running service."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

from search_app.config import Settings
from search_app.operations.finding import Finding, fault, ok, warning

CHECK = "proxy headers"
FORGED = "forged.invalid"
HEADERS = {
    "X-Forwarded-Host": FORGED,
    "X-Forwarded-Prefix": f"/{FORGED}",
    "X-Forwarded-Server": FORGED,
    "X-Script-Name": f"/{FORGED}",
    "Forwarded": f"host={FORGED};proto=http",
}
PAGE = "/robots.txt"  # it contains the site's own URL
TIMEOUT = 10  # seconds


def check(settings: Settings, url: str | None = None) -> Iterator[Finding]:
    if url:
        yield _probe(url.rstrip("/"))
    if settings.trusted_proxies and not settings.base_url:
        yield warning(
            CHECK,
            f"{settings.trusted_proxies} trusted proxy or more must set X-Forwarded-* ({settings.trusted_headers}).",
            "Set GLOSSARY_BASE_URL, or compare your proxy with deploy/nginx.",
        )
    elif settings.base_url.startswith("https:") and not settings.trusted_proxies:
        yield warning(
            CHECK,
            "The site is served by https, so a proxy is in front, but none is trusted: all visitors look like one.",
            "Set GLOSSARY_TRUSTED_PROXIES to the number of proxies.",
        )
    elif not url:
        yield ok(CHECK, f"{settings.trusted_proxies} trusted; `--url` tries forged headers on the running service.")


def _probe(url: str) -> Finding:
    if not url.startswith(("http://", "https://")):
        return fault(CHECK, f"{url} is no URL.", "--url https://glossary.example.org")
    request = urllib.request.Request(url + PAGE, headers=HEADERS)  # noqa: S310  http or https
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            text = response.read(65536).decode(errors="replace")
    except (OSError, ValueError) as error:
        return fault(CHECK, f"{url + PAGE} does not answer: {error}.", "Check the proxy and the service.")
    if FORGED in text:
        return fault(
            CHECK,
            f"A forged header of a visitor decides where links of {url} point.",
            "Set GLOSSARY_BASE_URL; name in GLOSSARY_TRUSTED_HEADERS only what the proxy sets, as deploy/nginx does.",
        )
    return ok(CHECK, f"{url} ignores forged headers.")
