"""The documentation of embedding as pages: one source, our own address, no dead link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from search_app.web.embed import documentation
from search_app.web.embed.documentation import PAGES, read_document
from tests.conftest import ROOT

OURS = ["/embed/docs", "/embed/docs/recipes"]


@pytest.mark.parametrize("path", OURS)
def test_its_links_lead_somewhere(client: FlaskClient, path: str) -> None:
    page = html.fromstring(client.get(path).text)
    links = page.xpath("//article//a/@href")
    assert len(links) > 8
    for link in links:
        address, _, anchor = link.partition("#")
        if link.startswith("https://"):
            continue
        shown = page if not address else html.fromstring(client.get(address).text)
        assert not anchor or shown.xpath(f"//*[@id='{anchor}']"), link
        assert not address or client.get(address).status_code == 200, link
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", OURS)
def test_its_examples_have_the_address_of_this_glossary(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Host": "words.example"}).text
    assert "glossary.example.org" not in page
    assert "&lt;script src=&quot;http://words.example/widget/v1.js&quot; defer&gt;" in page


def test_it_says_what_the_files_say(client: FlaskClient) -> None:
    for file, path in zip(("embedding.md", "embedding-recipes.md"), OURS, strict=True):
        headings = re.findall(r"^##+ (.+)$", (ROOT / "docs" / file).read_text(encoding="utf-8"), re.MULTILINE)
        page = html.fromstring(client.get(path).text)
        shown = [heading.text_content() for heading in page.xpath("//article//*[self::h2 or self::h3]")]
        assert shown == [heading.replace("`", "") for heading in headings]
    for system in ("WordPress", "MkDocs Material", "Docusaurus", "Hugo", "React"):
        assert system in shown


def test_markup_in_a_file_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heading, text = (
        "A `code` & <b>heading</b>",
        "<script>x</script> [file](terms.md) [page](privacy.md#x) [here](#there)",
    )
    (tmp_path / "nasty.md").write_text(f"# Title\n\n## {heading}\n\n{text}\n")
    monkeypatch.setattr(documentation, "home", lambda _: tmp_path)
    document = read_document("nasty.md")
    read_document.cache_clear()
    assert document.title == "Title"
    assert document.sections == (("a-code-b-heading-b", "A code & <b>heading</b>"),)
    assert "<script>" not in document.html
    assert '&lt;script&gt;x&lt;/script&gt; file <a href="/about">page</a> <a href="#there">here</a>' in document.html


def test_each_page_named_exists(client: FlaskClient) -> None:
    assert [path for path in PAGES.values() if client.get(path).status_code != 200] == []
