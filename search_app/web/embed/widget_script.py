"""The widget's script: `/widget/v1.js` is the current one, `/widget/1.0.0.js` is a release and never changes.

A release is a copy of the script in `releases/`: the address and the hash that a page pins stay valid after every
upgrade. `python -m search_app.web.embed.widget_script 1.1.1` makes one.

The script loads its part for `<glossary-terms>` by an address with a hash of its content, such as
`/widget/marking-0123456789ab.js`, and checks its integrity; a release has a copy of its part beside it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response, request
from werkzeug.exceptions import NotFound

from search_app.web.runtime.assets import KEPT_FOR_GOOD, bundle, integrity, part_version

NAME = "widget.js"
PART = "widget-marking.js"
CURRENT = "v1"
RELEASES = Path(__file__).parent / "releases"
KEPT_SHORTLY = "public, max-age=600, stale-while-revalidate=86400"  # an upgrade reaches pages within ten minutes

# Any page may load it, with an integrity check or under Cross-Origin-Embedder-Policy too.
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the script."""

    version: str
    body: bytes

    @property
    def integrity(self) -> str:
        """What a page writes into `integrity`."""
        return integrity(self.body)

    @property
    def path(self) -> str:
        return f"/widget/{self.version}.js"


def script(version: str) -> Response:
    known = {each.version: each for each in (current(), *releases(), *parts())}
    if version not in known:
        raise NotFound
    response = Response(known[version].body, content_type="text/javascript; charset=utf-8", headers=CROSS_ORIGIN)
    response.headers["Cache-Control"] = KEPT_SHORTLY if version == CURRENT else KEPT_FOR_GOOD
    response.set_etag(known[version].integrity.removeprefix("sha384-")[:24])
    response.make_conditional(request)
    return response


@cache
def current() -> Release:
    """Return the script joined from its current sources."""
    return Release(CURRENT, bundle(NAME))


@cache
def releases() -> tuple[Release, ...]:
    """Return the releases, the newest first."""
    found = [Release(file.stem, file.read_bytes()) for file in RELEASES.glob("*.js") if "-" not in file.name]
    return tuple(sorted(found, key=lambda each: tuple(map(int, each.version.split("."))), reverse=True))


@cache
def parts() -> tuple[Release, ...]:
    """Return the parts of the current script and of the releases; the version of a part is a hash of its content."""
    bodies = [bundle(PART), *(file.read_bytes() for file in RELEASES.glob("*-marking.js"))]
    return tuple(Release(part_version(body), body) for body in bodies)


def release(version: str) -> Release:
    """Keep the script and its part as they are now under `version`, such as 1.1.1.

    Raises:
        FileExistsError: there is such a release; it stays as it is.
    """
    file = RELEASES / f"{version}.js"
    RELEASES.mkdir(exist_ok=True)
    with file.open("xb") as opened:
        opened.write(current().body)
    (RELEASES / f"{version}-marking.js").write_bytes(bundle(PART))
    return Release(version, file.read_bytes())


if __name__ == "__main__":
    made = release(sys.argv[1])
    print(f"| `{made.version}` | `{made.integrity}` |")
