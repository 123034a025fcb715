"""The HTML that the configurator writes for each choice."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import html
from markupsafe import escape

FORM = (
    '  <form action="http://localhost/search">\n'
    '    <input type="search" name="q" aria-label="Search the glossary"> <button>Search</button>\n'
    "  </form>\n"
)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (
            "",
            f'<script src="http://localhost/widget/v1.js" defer></script>\n<glossary-search>\n{FORM}</glossary-search>',
        ),
        (
            "?kind=terms&category=money&category=law&theme=dark&open=panel",
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            '<glossary-terms for="article" category="money law" theme="dark"></glossary-terms>',
        ),
        (
            "?category=money&language=es&target=_blank&accent=7A1F5C",
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            '<glossary-search category="money" lang="es" target="_blank" '
            'style="--glossary-accent: light-dark(#7a1f5c, #caa5be)">\n'
            '  <form action="http://localhost/search" target="_blank">\n'
            '    <input type="hidden" name="category" value="money">\n'
            '    <input type="search" name="q" aria-label="Buscar en el glosario"> <button>Buscar</button>\n'
            "  </form>\n</glossary-search>",
        ),
        (
            "?kind=terms&selector=main+p&accent=%23000",
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            "<style>:root { --glossary-accent: light-dark(#000000, #999999) }</style>\n"
            '<glossary-terms for="main p"></glossary-terms>',
        ),
        (
            "?accent=%22%3E%3Cscript%3E&selector=%3C/pre%3E&language=xx&target=evil",
            f'<script src="http://localhost/widget/v1.js" defer></script>\n<glossary-search>\n{FORM}</glossary-search>',
        ),
        (
            "?kind=frame&category=law&theme=light",
            '<iframe src="http://localhost/embed/frame?category=law&amp;theme=light" title="Glossary" width="100%" '
            'height="480" frameborder="0" loading="lazy"></iframe>',
        ),
        (
            "?kind=frame&term=copayment&category=law",
            '<iframe src="http://localhost/embed/frame?term=copayment" title="Glossary" width="100%" height="240" '
            'frameborder="0" loading="lazy"></iframe>',
        ),
        (
            "?kind=nope&category=%22%3E%3Cscript%3E&theme=nope&open=nope",
            f'<script src="http://localhost/widget/v1.js" defer></script>\n<glossary-search>\n{FORM}</glossary-search>',
        ),
    ],
)
def test_the_code_matches_the_choice(client: FlaskClient, query: str, code: str) -> None:
    page = client.get("/embed" + query).text
    assert f"<code>{escape(code)}</code>" in page
    assert f'data-copy="{escape(code)}"' in page


def test_a_refused_text_stays_in_its_field_with_the_reason(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/embed?kind=terms&accent=%23ffe08a&selector=p+{").text)
    for name, typed, reason in (
        ("accent", "#ffe08a", "#ffe08a is too pale to read on white (1.3 to 1; 4.5 are needed). Choose a darker one."),
        ("selector", "p {", "“p {” is not a CSS selector or an id. Write it like .entry-content or main p."),
    ):
        (field,) = page.xpath(f"//input[@name='{name}']")
        assert field.get("value") == typed
        assert field.get("aria-invalid") == "true"
        (message,) = page.xpath(f"//*[@id='{field.get('aria-describedby').split()[0]}']")
        assert message.text_content() == reason
    assert 'for="article"' in page.xpath("//*[@id='embed-code']")[0].text_content()


def test_the_page_says_what_authors_on_other_systems_need(client: FlaskClient) -> None:
    page = client.get("/embed").text
    for text in ("oEmbed", "plugin", "&lt;article&gt;", 'href="/embed/docs"', 'href="/embed/docs/recipes"'):
        assert text in page
    assert "one line" not in page
