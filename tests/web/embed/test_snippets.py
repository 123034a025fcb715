"""The HTML that the configurator writes for each choice."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from lxml import html
from markupsafe import escape

from search_app.language import languages
from search_app.web.embed.snippets import LANGUAGES
from search_app.web.runtime.assets import FOLDER

SCRIPT = '<script src="http://localhost/widget/v1.js" defer></script>\n'
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
            "?category=money&language=es&target=_blank&accent=7A1F5C",  # Spanish, which this glossary does not have
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            '<glossary-search category="money" target="_blank" '
            'style="--glossary-accent: light-dark(#7a1f5c, #caa5be)">\n'
            '  <form action="http://localhost/search" target="_blank">\n'
            '    <input type="hidden" name="category" value="money">\n'
            '    <input type="search" name="q" aria-label="Search the glossary"> <button>Search</button>\n'
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


SPANISH_FORM = (
    '<glossary-search lang="es">\n  <form action="http://localhost/es/buscar">\n'
    '    <input type="search" name="q" aria-label="Buscar en el glosario"> <button>Buscar</button>\n'
    "  </form>\n</glossary-search>"
)


@pytest.mark.parametrize(
    ("path", "language", "code"),
    [
        ("/embed?language=es", "es", SPANISH_FORM),
        ("/es/insertar", "es", SPANISH_FORM),
        ("/es/insertar?language=xx", "es", SPANISH_FORM),
        ("/es/insertar?language=en", "en", f"<glossary-search>\n{FORM}</glossary-search>"),
        ("/embed", "en", f"<glossary-search>\n{FORM}</glossary-search>"),
        ("/embed?kind=terms&language=es", "es", '<glossary-terms for="article" lang="es"></glossary-terms>'),
        (
            "/embed?kind=frame&language=es&term=copayment",
            "es",
            '<iframe src="http://localhost/embed/frame?term=copayment&lang=es" title="Glosario" width="100%" '
            'height="240" frameborder="0" loading="lazy"></iframe>',
        ),
        (
            "/es/insertar?kind=frame&language=en",
            "en",
            '<iframe src="http://localhost/embed/frame" title="Glossary" width="100%" '
            'height="480" frameborder="0" loading="lazy"></iframe>',
        ),
    ],
)
def test_the_code_is_in_the_chosen_language(bilingual: FlaskClient, path: str, language: str, code: str) -> None:
    page = html.fromstring(bilingual.get(path).text)
    assert page.xpath("//input[@name='language'][@checked]/@value") == [language]
    written = page.xpath("//*[@id='embed-code']")[0].text_content().removeprefix(SCRIPT)
    assert written.replace("&amp;", "&") == code


@pytest.mark.parametrize("path", ["/embed?kind=frame", "/es/insertar?kind=frame"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_preview_is_in_the_chosen_language(bilingual: FlaskClient, path: str, language: str) -> None:
    page = html.fromstring(bilingual.get(f"{path}&language={language}").text)
    (frame,) = page.xpath("//*[@id='embed-preview']/iframe/@src")
    assert f'<html lang="{language}"' in bilingual.get(frame).text


def test_a_term_that_the_language_does_not_have_has_no_frame(bilingual: FlaskClient) -> None:
    assert bilingual.get("/embed?kind=frame&term=tip-pooling").status_code == 200
    assert bilingual.get("/embed?kind=frame&term=tip-pooling&language=es").status_code == 404


def test_one_language_is_no_choice(client: FlaskClient) -> None:
    assert 'name="language"' not in client.get("/embed").text


def test_the_widget_has_texts_in_every_language_that_has_rules() -> None:
    texts = (FOLDER / "embed/static/texts.js").read_text(encoding="utf-8")
    assert set(LANGUAGES) == set(languages.LANGUAGES) == set(re.findall(r"^  ([a-z]{2}): \{$", texts, re.M))


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
