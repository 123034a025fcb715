"""The description of the API: OpenAPI 3.1 for programs, a reference page for people, both from `openapi.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml
from flask import Response, render_template

from search_app.search import Engine
from search_app.web.api.responses import json_response
from search_app.web.runtime.context import engine, origin

_LANGUAGE = {"$ref": "#/components/parameters/lang"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter or body field of an operation; `allowed` describes its values in words."""

    name: str
    place: str
    description: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `example` is a URL to try, empty for operations with a body."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


def description() -> Response:
    return json_response(document(engine(), origin()))


def reference() -> str:
    described = document(engine(), origin())
    return render_template("api/reference.html", info=described["info"], operations=list(operations(described)))


def document(serving: Engine, base: str) -> dict[str, Any]:
    """Return the OpenAPI document, with this server's URL, the slugs of its categories and its languages."""
    described = deepcopy(_openapi_yaml())
    described["servers"] = [{"url": f"{base}/api/v1"}]
    slugs = [category.slug for category in serving.site.categories]
    described["components"]["parameters"]["category"]["schema"]["items"]["enum"] = slugs
    _offer_languages(described, list(serving.languages))
    return described


def _offer_languages(described: dict[str, Any], codes: list[str]) -> None:
    """Name the languages that `lang` accepts; one language is no choice, and has no parameter."""
    parameters = described["components"]["parameters"]
    if len(codes) > 1:
        parameters["lang"]["schema"]["enum"] = codes
        return
    del parameters["lang"]
    for methods in described["paths"].values():
        for operation in methods.values():
            if "parameters" in operation:
                operation["parameters"] = [each for each in operation["parameters"] if each != _LANGUAGE]


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    """Yield the operations of an OpenAPI document in its order."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            given = [_resolved(described, each) for each in operation.get("parameters", [])]
            yield Operation(
                method=method.upper(),
                path="/api/v1" + path,
                summary=operation["summary"],
                description=operation.get("description", ""),
                parameters=tuple(
                    Parameter(each["name"], each["in"], each.get("description", ""), _allowed(each["schema"]))
                    for each in given + _fields(described, operation)
                ),
                answers=tuple(
                    (status, _resolved(described, answer)["description"])
                    for status, answer in operation["responses"].items()
                ),
                example=_example(path, given) if method == "get" else "",
            )


@cache
def _openapi_yaml() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "openapi.yaml").read_text(encoding="utf-8"))
    return read


def _resolved(described: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return the target of `$ref`, or the part itself."""
    if "$ref" not in part:
        return part
    found = described
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found


def _fields(described: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of an operation's body in the form of parameters."""
    if "requestBody" not in operation:
        return []
    body = _resolved(described, operation["requestBody"]["content"]["application/json"]["schema"])
    resolved = {name: _resolved(described, schema) for name, schema in body["properties"].items()}
    return [
        {"name": name, "in": "body", "description": schema.get("description", ""), "schema": schema}
        for name, schema in resolved.items()
    ]


def _allowed(schema: dict[str, Any]) -> str:
    if schema["type"] == "array":
        return _allowed(schema["items"]) + ", several"
    if "enum" in schema:
        return " or ".join(str(each) for each in schema["enum"])
    if "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']:,}"
    if schema["type"] == "boolean":
        return "true or false"
    return {1: "one character"}.get(schema.get("maxLength", 0), "text")


def _example(path: str, given: list[dict[str, Any]]) -> str:
    examples = {each["name"]: each["example"] for each in given if "example" in each}
    in_path = {name: value for name, value in examples.items() if f"{{{name}}}" in path}
    query = urlencode({name: value for name, value in examples.items() if name not in in_path}, doseq=True)
    return "/api/v1" + path.format(**in_path) + (f"?{query}" if query else "")
