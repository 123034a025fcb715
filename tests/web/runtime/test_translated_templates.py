"""Texts in templates become their translations when a template is compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import client_of


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{ _('Page %(number)s', number=n) }}", "Page 3"),
        ("{{ _('%(query)s: Search', query=q) }}", "&lt;b&gt; &amp; c: Search"),
        ("{{ _('Search') if n else '' }}: {{ _('%(query)s %% %(query)s', query=n) }}", "Search: 3 % 3"),
        ("{% trans query=q %}<q>{{ query }}</q> in all{% endtrans %}", "<q>&lt;b&gt; &amp; c</q> in all"),
    ],
)
def test_values_in_a_text_are_escaped_and_the_text_is_not(tiny_index: Path, template: str, html: str) -> None:
    app = client_of(tiny_index).application
    app.jinja_env.autoescape = True
    with app.test_request_context("/"):
        assert app.jinja_env.from_string(template).render(n=3, q="<b> & c") == html
