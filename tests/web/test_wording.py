"""The words of the pages: curly quotes, American spelling, one spelling of each label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search_app.config import load_settings
from search_app.web.app import create_app
from tests.acceptance.conftest import PAGES
from tests.conftest import ROOT

UNREAD = {"script", "style", "pre", "code", "kbd", "textarea"}  # not prose, or the reader's own words
SPOKEN = ("alt", "aria-label", "content", "placeholder", "title")  # spelling only: nobody hears which quotes they have
VOID = {"meta", "link", "input", "img", "br", "hr", "path", "rect", "circle", "line"}

BRITISH = re.compile(
    r"\b(?:\w*colour\w*|\w*favour\w*|\w*behaviour\w*|\w*neighbour\w*|\w*labour\w*|\w*centred?|licence\w*|\w*organis\w+|"
    r"\w*recognis\w+|\w*customis\w+|\w*summaris\w+|\w*cancelled|cheques?|whilst|grey|catalogue|judgement|towards)\b",
    re.IGNORECASE,
)
STRAIGHT = re.compile(r"[\"']")
LABELS = {"related terms": "Related terms", "last updated": "Last updated"}  # the spelling at the start of a label


class Texts(HTMLParser):
    """Collect the texts of a page, and those of attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.spoken: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD
        self.spoken += [text for name, text in attrs if name in SPOKEN and text and "://" not in text]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._unread:
            self.texts.append(data.strip())


@pytest.fixture(scope="module")
def client(real_index: Path) -> FlaskClient:
    return create_app(load_settings({"GLOSSARY_INDEX": str(real_index)})).test_client()


def read(client: FlaskClient, path: str) -> Texts:
    page = Texts()
    page.feed(client.get(path).get_data(as_text=True))
    return page


def faults(page: Texts) -> Iterator[str]:
    yield from (text for text in page.texts if STRAIGHT.search(text))
    yield from (text for text in page.texts + page.spoken if BRITISH.search(text))
    yield from (text for text in page.texts if LABELS.get(text.lower(), text) != text)


OTHERS = ("/embed", "/requests", "/terms/deductible/feedback", "/compare")


@pytest.mark.parametrize("path", [*PAGES.values(), *OTHERS])
def test_pages_have_curly_quotes_and_american_spelling(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    assert len(page.texts) > 20
    assert list(faults(page)) == []


def test_scripts_say_it_in_american_english_with_curly_quotes() -> None:
    for script in sorted((ROOT / "search_app" / "web").glob("*/static/*.js")):
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
        for text in re.findall(r"\"([^\"\n]* [^\"\n]*)\"|`([^`]* [^`]*)`", code):
            sentence = "".join(text)
            assert not re.search(r"\w'\w", sentence), (script, sentence)
            assert not BRITISH.search(sentence), (script, sentence)


def test_the_check_finds_each_kind() -> None:
    page = Texts()
    page.feed("<p>It's</p><p>the colour</p><h2>Related Terms</h2><a aria-label='grey'>x</a><code>'colour'</code>")
    assert list(faults(page)) == ["It's", "the colour", "grey", "Related Terms"]
