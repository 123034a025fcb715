"""Curly quotes in the text of a page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search_app.web.runtime.typography import curl, curl_text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Workers' pay isn't theirs</p>", "<p>Workers’ pay isn’t theirs</p>"),
        ("<p>&#34;No,&#34; she said</p>", "<p>“No,” she said</p>"),
        ("<p>He said &quot;it&#39;s &#x27;free&#x27;&quot;.</p>", "<p>He said “it’s ‘free’”.</p>"),
        ("<dt>a</dt><dd>'b'</dd>", "<dt>a</dt><dd>‘b’</dd>"),
        ("<p>a <em>word</em>\"s ('x')", "<p>a <em>word</em>”s (‘x’)"),
        ("<p>the '90s, '70 and 'em", "<p>the ’90s, ’70 and ’em"),
        ("<p>—'x'", "<p>—‘x’"),
        ("<a title=\"it's\">it's</a>", '<a title="it\'s">it’s</a>'),
        ("<i>it</i><b>'s</b>", "<i>it</i><b>’s</b>"),
        ("<code>'x'</code>'s", "<code>'x'</code>’s"),
        ('<script>"a<b"</script>', '<script>"a<b"</script>'),
        ("<q>&#34;copay&#34;</q>", "<q>&#34;copay&#34;</q>"),
        ("<!-- it's --><p>1 &lt; 2 isn't", "<!-- it's --><p>1 &lt; 2 isn’t"),
        ("", ""),
    ],
)
def test_quotes_turn_by_what_stands_before_them(written: str, shown: str) -> None:
    assert curl(written) == shown


def test_pages_are_curled_and_data_is_not(client: FlaskClient) -> None:
    page = client.get("/search?q=%22worker%27s+tips%22").get_data(as_text=True)
    assert '<q dir="auto">&#34;worker&#39;s tips&#34;</q>' in page  # as it was typed
    assert "“worker’s tips”: Search" in page  # the title
    found = client.get("/api/v1/search?q=%22worker%27s+tips%22").get_json()
    assert found["query"] == '"worker\'s tips"'


def test_plain_text_keeps_what_looks_like_markup() -> None:
    assert curl_text('an insurer\'s "no" to <b>, &amp; R&D') == "an insurer’s “no” to <b>, &amp; R&D"
