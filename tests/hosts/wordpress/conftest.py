"""One WordPress for all tests, with the plugin set up and posts that show the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.hosts.conftest import need_host
from tests.hosts.wordpress.site import PLUGIN, WordPress, is_installed, themes

ARTICLE = """<!-- wp:paragraph --><p>Your deductible is what you pay first. After the deductible, a copay is due.</p>
<!-- /wp:paragraph --><!-- wp:paragraph --><p>Every copay counts.</p><!-- /wp:paragraph -->"""

ACTIVATE = f"""
require ABSPATH . 'wp-admin/includes/plugin.php';
$failed = activate_plugin('{PLUGIN.name}/{PLUGIN.name}.php');
if (is_wp_error($failed)) throw new Exception($failed->get_error_message());
update_option('commerceguard_glossary', $argument);
"""


@dataclass(frozen=True, slots=True)
class Posts:
    """Addresses of posts. The site does not know the glossary of `strange` cards; it finds these by discovery."""

    strange_term: str
    strange_search: str
    term: str
    search: str
    dark: str
    block: str
    shortcode: str
    article: str
    twice: str


def card(url: str) -> str:
    """Return a post with a card between two paragraphs."""
    embed = f'<!-- wp:embed {{"url":"{url}"}} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">'
    after = "</div></figure><!-- /wp:embed -->"
    return f"<!-- wp:paragraph --><p>Before.</p><!-- /wp:paragraph -->{embed}\n{url}\n{after}<p>After.</p>"


def stranger(served: str) -> str:
    """Return the address of the glossary by a name that the plugin does not know."""
    return served.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="session")
def wordpress() -> Iterator[WordPress]:
    need_host("WordPress", found=is_installed() and bool(themes()))
    site = WordPress()
    try:
        yield site.start()
        assert site.complaints() == []
    finally:
        site.stop()


@pytest.fixture(scope="session")
def posts(wordpress: WordPress, served: str) -> Posts:
    """Posts of an author, who may not use scripts."""

    def post(content: str) -> str:
        return wordpress.post(content, author="author")

    strange = stranger(served)
    term, search = "/terms/copay", "/search?q=tips"
    wordpress.php(ACTIVATE, {"url": served, "automatic": True, "selector": ".entry-content", "marks": 1})
    return Posts(
        strange_term=post(card(strange + term)), strange_search=post(card(strange + search)),
        term=post(card(served + term)), search=post(card(served + search)),
        dark=post(card(f"{served}{term}?theme=dark")),
        block=post('<!-- wp:commerceguard/glossary-search {"category":"insurance","limit":2} /-->'),
        shortcode=post('[glossary_search category="insurance privacy" limit="3"]'),
        article=post(ARTICLE), twice=post(f'{ARTICLE}[glossary_terms marks="2"]'),
    )  # fmt: skip


@pytest.fixture(scope="session", params=themes())
def theme(request: pytest.FixtureRequest, wordpress: WordPress) -> str:
    """Each theme in turn."""
    wordpress.use_theme(request.param)
    return str(request.param)
