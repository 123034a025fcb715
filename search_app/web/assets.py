"""Static files, addressed by what is in them: `/static/site.css?v=1a2b3c4d` never changes and is kept for a year."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import cast

from flask import Flask, Response, current_app, request, send_from_directory

from search_app.config import home

FOLDER = Path(__file__).parent / "static"
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"  # a year, for what has a fingerprint in its address


def init_app(app: Flask) -> None:
    app.extensions["assets"] = {file.name: _digest([file]) for file in sorted(FOLDER.iterdir()) if file.is_file()}
    themes = [home("templates"), *filter(None, [app.extensions["settings"].templates])]
    templates = [file for folder in themes for file in sorted(folder.rglob("*.html"))]
    code = sorted(Path(__file__).parent.rglob("*.py"))
    app.extensions["code_version"] = _digest([*code, *sorted(FOLDER.iterdir()), *templates])
    app.add_url_rule("/static/<name>", "static", serve)


def serve(name: str) -> Response:
    response = send_from_directory(FOLDER, name, conditional=True)
    if request.args.get("v") == current_app.extensions["assets"].get(name):
        response.headers["Cache-Control"] = KEPT_FOR_GOOD
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


def asset_path(name: str) -> str:
    """Return the address of a static file, with its fingerprint."""
    return f"/static/{name}?v={current_app.extensions['assets'][name]}"


def code_version(app: Flask) -> str:
    """Return what changes with anything that decides how an answer looks."""
    return cast(str, app.extensions["code_version"])


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]
