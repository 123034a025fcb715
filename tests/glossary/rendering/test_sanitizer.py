"""HTML with allowed tags, attributes and protocols only."""

from __future__ import annotations

import pytest

from search_app.glossary.rendering.sanitizer import TAGS, sanitize


def test_tags_attributes_and_protocols_off_the_list_are_removed() -> None:
    dirty = '<p onclick="x()">a<script>b</script><a href="javascript:x()" class="term evil">c</a></p>'
    assert sanitize(dirty) == "<p>ab<a>c</a></p>"
    assert sanitize('<a href="https://a.example" class="term" title="t">x</a>') == (
        '<a href="https://a.example" class="term" title="t">x</a>'
    )


@pytest.mark.parametrize("tag", sorted(TAGS - {"br", "hr"}))
def test_allowed_tags_are_kept(tag: str) -> None:
    assert sanitize(f"<{tag}>a</{tag}>") == f"<{tag}>a</{tag}>"


@pytest.mark.parametrize(("start", "kept"), [("3", ' start="3"'), ("x", "")])
def test_a_list_may_start_at_a_number(start: str, kept: str) -> None:
    assert sanitize(f'<ol start="{start}"><li>a</li></ol>') == f"<ol{kept}><li>a</li></ol>"
