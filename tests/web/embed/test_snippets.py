"""The HTML that the configurator writes for each choice."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from markupsafe import escape


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (
            "",
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            '<glossary-search><a href="http://localhost/">Search the glossary</a></glossary-search>',
        ),
        (
            "?kind=terms&category=money&category=law&theme=dark&open=panel",
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            '<glossary-terms for="article" category="money law" theme="dark"></glossary-terms>',
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
            '<script src="http://localhost/widget/v1.js" defer></script>\n'
            '<glossary-search><a href="http://localhost/">Search the glossary</a></glossary-search>',
        ),
    ],
)
def test_the_code_matches_the_choice(client: FlaskClient, query: str, code: str) -> None:
    page = client.get("/embed" + query).text
    assert f"<code>{escape(code)}</code>" in page
    assert f'data-copy="{escape(code)}"' in page
