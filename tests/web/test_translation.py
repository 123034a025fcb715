"""Every text of the interface can be translated: pages in a language whose catalog puts each text into brackets.

The terms of this test are in Greek, so a Latin letter outside of brackets is a text that no catalog has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask, g, render_template
from flask.testing import FlaskClient
from msgspec.structs import replace

from search_app.config import load_settings
from search_app.search import Correction, Engine, SearchRequest
from search_app.web.app import create_app
from search_app.web.runtime import translation
from search_app.web.runtime.paging import paging
from search_app.web.site.pages import search_context
from tests.conftest import ROOT
from tests.web.bracketed import LANGUAGE, TEMPLATE, greek, publish_greek, write_brackets
from tests.web.site import states

KEYWORDS = {"gettext": None, "ngettext": (1, 2), "_": None, "message": None}

CONTENT = {
    "Definition", "Example", "Misuse", "Benefits", "Conclusion",  # headings of term files
    "English", "Español", "Search the glossary", "Search",  # of the widget, which has a language of its own
    "article",  # a selector
    "CSV", "JSON Lines", "JSON", "LD", "RDF", "XML", "TBX",  # formats
}  # fmt: skip
READ = ("alt", "aria-label", "placeholder", "title", "data-announcement", "data-empty", "data-long")
DESCRIBED = ("description", "og:title", "og:description")
UNREAD = {"script", "style", "pre", "code", "textarea", "samp"}
LATIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ ,.’]+")  # single letters are those of the index
ADDRESS = re.compile(r"https?://[^\s⟧]+")

PAGES = (
    "/", "/search?q=", "/search?q=λέξη", "/search?q=λέξη&page=2", "/search?q=λέξη&category=money&sort=name",
    "/search?q=ωχψξ", "/search?q=ωχψξ&category=work&exact=1", "/search?q=Λέξη+αα&all=1",
    "/search?q=Λέξη+αα+και+Λέξη+ββ", "/terms/a0", "/terms/a1", "/categories", "/categories/money", "/browse",
    "/browse/λ", "/browse/0", "/recent", "/about", "/compare", "/compare?term=a0", "/compare?term=a0&term=a1",
    "/compare?term=a0&term=a1&term=a2&term=a3&term=a4", "/compare?term=ωχψξ", "/explain", "/embed",
    "/embed?kind=terms", "/embed?kind=frame&term=a0", "/embed?accent=x&selector=%7B", "/embed?accent=%23ffff00",
    "/embed/frame", "/embed/frame?q=λέξη", "/embed/frame?q=ωχψξ", "/embed/frame?term=a0", "/terms/a0/feedback",
    "/terms/a0/feedback?done", "/terms/a0/feedback?helpful=yes&id=0b0e7a3e-0a52-4f6e-9d2f-6f1f0a2b7c11", "/requests",
    "/requests?done", "/nope", "/terms/a00", "/categories/none", "/browse/%24", "/browse?page=9", "/embed?term=none",
    "/insights", "/export/glossary.pdf",
)  # fmt: skip

PROBLEMS = (
    "/search?all=2", "/search?page=0", "/search?category=none", "/terms?letter=λλ", "/compare",
    "/terms/none", "/nope",
)  # fmt: skip

FORMS = (
    ("/explain", {"text": "Λέξη αα, Λέξη αα και Λέξη ββ."}), ("/explain", {"text": "ωχψξ"}), ("/explain", {"text": ""}),
    ("/explain", {"text": "ω " * 30_000}), ("/terms/a0/feedback", {}), ("/requests", {"query": ""}),
    ("/requests", {"query": "ω" * 400}), ("/terms/a0/feedback", {"helpful": "yes", "comment": "ω" * 2_000}),
    ("/terms/a0/feedback", {"helpful": "yes", "id": "ω"}), ("/about", {}),
)  # fmt: skip


class Texts(HTMLParser):
    """Collect what a page shows or has read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._unread += tag in UNREAD
        self.texts += [f"{given[name]}\0" for name in READ if given.get(name)]
        if tag == "meta" and (given.get("name") or given.get("property")) in DESCRIBED:
            self.texts.append(f"{given['content']}\0")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.texts.append(data)


def untranslated(html: str) -> list[str]:
    """Return the Latin texts of a page that are outside of brackets, other than names of sections and languages."""
    page = Texts()
    page.feed(html)
    outside = without_brackets(ADDRESS.sub("", "".join(page.texts)))
    found = [each.strip() for text in LATIN.findall(outside) for each in text.split(",")]
    return [each for each in found if each and each not in CONTENT]


def without_brackets(text: str) -> str:
    """Return `text` without what is in ⟦brackets⟧, which may be nested."""
    depth, kept = 0, []
    for character in text:
        depth += character == "⟦"
        kept.append("" if depth else character)
        depth -= character == "⟧"
    assert depth == 0
    return "".join(kept)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_greek(tmp_path_factory.mktemp("greek"))


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The catalog in brackets, which applications use that are created meanwhile."""
    folder = tmp_path_factory.mktemp("translations")
    write_brackets(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(translation, "FOLDER", folder)
        yield


@pytest.fixture(scope="module")
def app(index: Path, catalogs: None) -> Flask:
    return greek(index, GLOSSARY_RATELIMIT="off")


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("path", PAGES)
def test_every_text_of_a_page_is_from_a_catalog(client: FlaskClient, path: str) -> None:
    page = client.get(path).get_data(as_text=True)
    assert "⟦" in page
    assert untranslated(page) == []


@pytest.mark.parametrize("path", PROBLEMS)
def test_every_part_of_the_sentence_about_a_problem_is_from_a_catalog(client: FlaskClient, path: str) -> None:
    detail = client.get(f"/api/v1{path}").get_json()["detail"]
    assert without_brackets(detail) == ""


@pytest.mark.parametrize(("path", "form"), FORMS)
def test_every_text_of_an_answered_form_is_from_a_catalog(client: FlaskClient, path: str, form: dict[str, str]) -> None:
    page = client.post(path, data=form).get_data(as_text=True)
    assert page.count("⟦") > 5
    assert untranslated(page) == []


def test_every_state_of_results_is_from_a_catalog(app: Flask, index: Path) -> None:
    engine = Engine.open(index)
    correction = Correction("ω", "Λέξη", "/search?q=ω&exact=1", "/search?q=Λέξη", applied=True)
    found = states.sure(engine, "Λέξη αα")
    pages = [
        found, states.weak(engine, "λέξη"), states.comparing(engine, "a0", "a1"), states.closest(engine, "ωχψξ"),
        states.offering(engine, "λέξη", "ω"), replace(found, correction=correction), replace(found, more=1),
        replace(found, more=3), replace(found, cut=True), replace(engine.search(SearchRequest("ωχψξ")), more=3),
    ]  # fmt: skip
    for page in pages:
        with app.test_request_context("/search"):
            g.language = LANGUAGE
            html = render_template("site/search.html", **search_context(engine, SearchRequest(page.query), page))
        assert html.count("⟦") > 5
        assert untranslated(html) == []


def test_pages_of_refusal_are_from_a_catalog(index: Path, catalogs: None, tmp_path: Path) -> None:
    limited = greek(index, GLOSSARY_RATELIMIT="1 per hour").test_client()
    answers = [limited.post("/requests", data={"query": "ω"}) for _ in range(2)]
    answers += [limited.post("/explain", data={"text": "ω"}) for _ in range(2)]
    answers.append(greek(index, GLOSSARY_INSIGHTS_TOKEN="a" * 32).test_client().get("/insights"))
    answers.append(greek(tmp_path / "empty").test_client().get("/"))
    assert [answer.status_code for answer in answers] == [303, 429, 200, 429, 401, 503]
    for answer in answers[1:]:
        assert untranslated(answer.get_data(as_text=True)) == []


def test_problem_documents_are_from_a_catalog(client: FlaskClient) -> None:
    answers = [client.get("/api/v1/terms/none"), client.get("/api/v1/none"), client.get("/api/v1/search?page=x")]
    answers += [client.post("/api/v1/requests", json={"x": 1}), client.post("/api/v1/requests", data="x")]
    assert [answer.status_code for answer in answers] == [404, 404, 400, 422, 415]
    for answer in answers:
        problem = answer.get_json()
        assert problem["title"][0] == problem["detail"][0] == "⟦"


def test_other_formats_are_from_a_catalog(client: FlaskClient) -> None:
    markdown = client.get("/terms/a0.md").get_data(as_text=True)
    assert "⟦Also called όνομα ααα⟧" in markdown.replace(":", "")
    assert "## ⟦Changes⟧" in markdown
    assert "<title>⟦Λεξικό: changes⟧</title>" in client.get("/feed.atom").get_data(as_text=True)


def test_the_language_is_not_the_browsers(index: Path, catalogs: None) -> None:
    app = create_app(load_settings({"GLOSSARY_INDEX": str(index)}))
    page = app.test_client().get("/", headers={"Accept-Language": LANGUAGE})
    assert "⟦" not in page.get_data(as_text=True)


def test_the_title_of_a_later_page_is_translated(app: Flask) -> None:
    with app.test_request_context():
        g.language = LANGUAGE
        assert paging("/browse", "2", 301).title == "⟦, page 2⟧"


def test_scripts_get_their_texts(client: FlaskClient, index: Path) -> None:
    page = client.get("/").get_data(as_text=True)
    table = re.search(r'<script type="application/json" id="texts" lang="el">(.*?)</script>', page)
    assert table
    texts = json.loads(table[1])
    assert texts["Copied"] == "⟦Copied⟧"
    assert texts["{count} word explained"] == {
        "one": "⟦{count} word explained⟧",
        "other": "⟦{count} words explained⟧",
    }
    assert "Filter by category" not in texts


def test_the_template_of_catalogs_is_up_to_date() -> None:
    with TEMPLATE.open("rb") as opened:
        written = {each.id for each in read_po(opened) if each.id}
    with (ROOT / "babel.cfg").open(encoding="utf-8") as opened:
        methods, options = parse_mapping_cfg(opened)
    found = set()
    for folder in ("search_app", "templates"):
        inside = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if folder in pattern]
        chosen = {pattern.removeprefix(f"{folder}/"): each for pattern, each in options.items()}
        for _file, _line, text, _comments, _context in extract_from_dir(ROOT / folder, inside, chosen, KEYWORDS):
            found.add(text)
    assert written == found, "run `make strings`"


def test_no_text_is_marked_inside_an_f_string() -> None:
    """The collection of messages does not look there."""
    marked = re.compile(r"\{(n?gettext|message|_)\(")
    files = (ROOT / "search_app").rglob("*.py")
    assert [file.name for file in files if marked.search(file.read_text(encoding="utf-8"))] == []


def test_the_check_finds_what_is_left_out() -> None:
    assert untranslated("<p>⟦all ⟦of⟧ it⟧ Λέξη</p><p title='Some'>text</p><code>code</code>") == ["Some", "text"]
