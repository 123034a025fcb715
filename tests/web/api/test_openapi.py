"""The API against its own description: every answer it can be made to give is one that is described."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree
from schemathesis import GenerationMode

from search_app.config import load_settings
from search_app.search.request import MAX_CHARACTERS, MAX_PAGE, MAX_PER_PAGE, MAX_WORDS, SORTS
from search_app.web.api.endpoints import MAX_RELATED, MAX_SUGGESTIONS
from search_app.web.app import create_app
from search_app.web.runtime.typography import curl
from tests.conftest import ROOT

EXAMPLES = 80  # requests of each kind

RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
READ = ("/search", "/suggest", "/terms", "/terms/{slug}", "/terms/{slug}/related", "/categories", "/compare")
LIMITED = ("/search", "/suggest", "/terms", "/terms/{slug}/related")  # what can be asked wrongly
ASKED = [*((path, RIGHT) for path in READ), *((path, WRONG) for path in LIMITED)]


def schema_of(index: Path) -> schemathesis.BaseSchema:
    app = create_app(load_settings({"GLOSSARY_INDEX": str(index)}))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.fixture(scope="session")
def schema(tiny_index: Path) -> schemathesis.BaseSchema:
    return schema_of(tiny_index)


@pytest.fixture(scope="session")
def bilingual_schema(bilingual_index: Path) -> schemathesis.BaseSchema:
    return schema_of(bilingual_index)


def has_empty(case: schemathesis.Case) -> bool:
    """Say whether a parameter is sent without a value, which is the same as not sending it."""
    values = [each for value in (case.query or {}).values() for each in (value if isinstance(value, list) else [value])]
    return not all(values) or not all((case.query or {}).values())


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_whatever_is_asked_the_answer_is_as_described(
    schema: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    check(schema, path, mode)


@pytest.mark.parametrize(("path", "mode"), [*((path, RIGHT) for path in READ), ("/categories", WRONG)])
def test_answers_in_several_languages_are_as_described(
    bilingual_schema: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    check(bilingual_schema, path, mode)


def check(schema: schemathesis.BaseSchema, path: str, mode: GenerationMode) -> None:
    """Send requests generated from the description of a path, and compare the answers with it."""

    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def ask(case: schemathesis.Case) -> None:
        assume(mode is RIGHT or not has_empty(case))
        case.call_and_validate(headers={"Accept-Encoding": "identity"})  # the transport unpacks nothing

    ask()


def test_the_description_says_the_limits_that_hold(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    given = {each["name"]: each for each in described["paths"]["/search"]["get"]["parameters"] if "name" in each}
    shared = described["components"]["parameters"]
    assert given["sort"]["schema"]["enum"] == list(SORTS)
    assert given["per_page"]["schema"]["maximum"] == MAX_PER_PAGE
    assert shared["page"]["schema"]["maximum"] == MAX_PAGE
    assert f"more than {MAX_CHARACTERS} characters or {MAX_WORDS} words" in shared["q"]["description"]
    assert described["paths"]["/suggest"]["get"]["parameters"][1]["schema"]["maximum"] == MAX_SUGGESTIONS
    assert described["paths"]["/terms/{slug}/related"]["get"]["parameters"][1]["schema"]["maximum"] == MAX_RELATED
    assert shared["category"]["schema"]["items"]["enum"] == ["money", "work", "law"]
    assert described["servers"] == [{"url": "http://localhost/api/v1"}]


def test_endpoints_have_a_language_where_there_are_several(client: FlaskClient, bilingual: FlaskClient) -> None:
    described = bilingual.get("/api/v1/openapi.json").get_json()
    language = {"$ref": "#/components/parameters/lang"}
    having = {path for path, methods in described["paths"].items() for each in methods.values()
              if language in each.get("parameters", [])}  # fmt: skip
    assert having == set(described["paths"])
    assert described["components"]["parameters"]["lang"]["schema"]["enum"] == ["en", "es"]
    assert "/parameters/lang" not in client.get("/api/v1/openapi.json").text


def test_every_route_of_the_api_is_described_and_documented(tiny_index: Path) -> None:
    app = create_app(load_settings({"GLOSSARY_INDEX": str(tiny_index)}))
    described = app.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    routes = {str(rule).removeprefix("/api/v1").replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()
              if str(rule).startswith("/api/v1/")}  # fmt: skip
    assert routes - {"/", "/openapi.json"} == set(described)
    documented = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for path in described:
        assert f"`/api/v1{path.replace('{', '<').replace('}', '>')}`" in documented


def test_people_read_the_same_description(client: FlaskClient) -> None:
    page = etree.HTML(client.get("/api/v1/").get_data(as_text=True))
    text = " ".join(" ".join(page.itertext()).split())
    for path, methods in client.get("/api/v1/openapi.json").get_json()["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} /api/v1{path}" in text
            assert curl(f"<p>{operation['summary']}").removeprefix("<p>") in text
    tries = [link for link in page.xpath("//a/@href") if link.startswith("/api/v1/") and link != "/api/v1/"]
    assert len(tries) >= 6
    assert {client.get(link).status_code for link in tries} == {200}
