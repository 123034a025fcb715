"""The plugin itself: its settings page, its block in the editor, what it accepts, prints and leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.hosts.wordpress.conftest import Posts
from tests.hosts.wordpress.site import PASSWORD, PLUGIN, WordPress

OPTION = "commerceguard_glossary"


@pytest.fixture
def settings(wordpress: WordPress, posts: Posts) -> Iterator[dict[str, object]]:
    """The plugin's settings, restored after a test that changes them."""
    read = f"echo json_encode(get_option('{OPTION}'));"
    before = wordpress.php(read)
    yield before
    wordpress.php(f"remove_all_filters('sanitize_option_{OPTION}'); update_option('{OPTION}', $argument);", before)


def sanitized(wordpress: WordPress, sent: object) -> dict[str, object]:
    code = """require_once ABSPATH . 'wp-admin/includes/template.php';
              echo json_encode(CommerceGuard\\Glossary\\sanitize_settings($argument));"""
    found: dict[str, object] = wordpress.php(code, sent)
    return found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://glossary.example.org/", "https://glossary.example.org"),
        ("  http://127.0.0.1:8000/words/?a=b#c ", "http://127.0.0.1:8000/words"),
        ("https://user:secret@glossary.example.org", "https://glossary.example.org"),
        ("glossary.example.org", "http://glossary.example.org"),
        ("", ""),
    ],
)
def test_an_address_is_reduced_to_its_site(wordpress: WordPress, posts: Posts, typed: str, kept: str) -> None:
    assert sanitized(wordpress, {"url": typed})["url"] == kept


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "data:text/html,x", "//", "/etc/passwd", ["https://x.example"]]
)
def test_another_address_is_refused(wordpress: WordPress, settings: dict[str, object], typed: object) -> None:
    kept = sanitized(wordpress, {"url": typed})["url"]
    assert kept == ("" if isinstance(typed, list) else settings["url"])


def test_other_settings_are_made_valid(wordpress: WordPress, posts: Posts) -> None:
    nasty = {"selector": '"><script>alert(1)</script> main > p', "marks": "9999", "automatic": "yes", "more": 1}
    assert sanitized(wordpress, nasty) == {"url": "", "automatic": False, "selector": '"> main > p', "marks": 20}
    none = {"url": "", "automatic": False, "selector": ".entry-content", "marks": 1}
    assert sanitized(wordpress, {"selector": " ", "marks": "-0", "automatic": ["1"]}) == none
    assert sanitized(wordpress, "nonsense") == none


@pytest.mark.parametrize(
    ("shortcode", "attributes"),
    [
        ("[glossary_search]", {}),
        ('[glossary_search category="law, finance law" limit="99"]', {"category": "law finance", "limit": "20"}),
        ("""[glossary_search category='"><img src=x onerror=a()>' limit="x"]""", {"category": "srcx onerrora"}),
        ('[glossary_terms category="law"]', {"for": ".entry-content", "category": "law"}),
        ('[glossary_terms marks="3"]', {"for": ".entry-content", "marks": "3"}),
        ("[glossary_terms]A <b>copay</b>[/glossary_terms]", {}),
    ],
)  # fmt: skip
def test_shortcodes_are_escaped(wordpress: WordPress, posts: Posts, shortcode: str, attributes: dict[str, str]) -> None:
    html = etree.HTML(wordpress.php("echo json_encode(do_shortcode($argument));", shortcode))
    (element,) = html.xpath("//glossary-search | //glossary-terms")
    assert dict(element.attrib) == attributes
    assert html.xpath("//img | //script") == []


def test_settings_are_escaped(wordpress: WordPress, settings: dict[str, object]) -> None:
    stored = {"url": 'https://x.example/"><script>', "automatic": True, "selector": '"><script>', "marks": "2"}
    shown = wordpress.php(
        f"""remove_all_filters('sanitize_option_{OPTION}'); update_option('{OPTION}', $argument);
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        ob_start(); CommerceGuard\\Glossary\\register_settings(); CommerceGuard\\Glossary\\print_settings_page();
        echo json_encode(ob_get_clean() . do_shortcode('[glossary_terms][glossary_search]'));""",
        stored,
    )
    html = etree.HTML(shown)
    assert html.xpath("//script") == []
    assert html.xpath("//glossary-terms/@for") == ['"><script>']
    assert html.xpath("//glossary-terms/@marks") == ["2"]
    assert html.xpath("//*[@id='glossary-selector']/@value") == ['"><script>']


def test_an_author_has_the_box_but_no_scripts(page: Page, wordpress: WordPress, posts: Posts, served: str) -> None:
    """Authors without `unfiltered_html` lose the code that /embed writes."""
    pasted = f'<script src="{served}/widget/v1.js" defer></script><glossary-search></glossary-search>'
    pasted += f'<iframe src="{served}/embed/frame" title="Glossary"></iframe>'
    page.goto(wordpress.post(pasted + "[glossary_search]", author="author"))
    assert page.locator("iframe").count() == 0
    expect(page.locator("glossary-search")).to_have_count(1)
    expect(page.locator("glossary-search").get_by_role("combobox")).to_be_visible()


def test_terms_are_explained_in_posts_only_if_the_setting_says_so(
    page: Page, wordpress: WordPress, posts: Posts, settings: dict[str, object]
) -> None:
    page.goto(wordpress.url)
    assert page.locator("glossary-terms, script[src*='/widget/']").count() == 0
    wordpress.php(f"update_option('{OPTION}', $argument);", {**settings, "automatic": False})
    page.goto(posts.article)
    assert page.locator("glossary-terms, script[src*='/widget/']").count() == 0


def test_without_an_address_visitors_see_nothing(
    page: Page, wordpress: WordPress, posts: Posts, settings: object
) -> None:
    wordpress.php(f"update_option('{OPTION}', ['url' => '']);")
    page.goto(posts.shortcode)
    assert page.locator("glossary-search").count() == 0
    assert "Enter the address of the glossary" not in page.content()


def log_in(page: Page, wordpress: WordPress) -> None:
    page.goto(wordpress.url + "/wp-login.php")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log In").click()
    expect(page).to_have_url(wordpress.url + "/wp-admin/")


def test_an_administrator_saves_the_settings(
    page: Page, wordpress: WordPress, posts: Posts, served: str, settings: dict[str, object]
) -> None:
    log_in(page, wordpress)
    page.goto(wordpress.url + "/wp-admin/options-general.php?page=commerceguard-glossary")
    page.get_by_label("Address of the glossary").fill(served + "/")
    page.get_by_label("Where terms are explained").fill("main > .entry-content")
    page.get_by_label("Marks of each term").fill("3")
    page.get_by_label("Terms in posts").uncheck()
    page.get_by_role("button", name="Save Changes").click()
    expect(page.get_by_text("Settings saved.")).to_be_visible()
    saved = wordpress.php(f"echo json_encode(get_option('{OPTION}'));")
    assert saved == {"url": served, "automatic": False, "selector": "main > .entry-content", "marks": 3}
    page.get_by_label("Address of the glossary").evaluate("e => { e.type = 'text'; e.value = 'javascript:alert(1)'; }")
    page.get_by_role("button", name="Save Changes").click()
    expect(page.get_by_text("It was not changed.")).to_be_visible()
    expect(page.get_by_label("Address of the glossary")).to_have_value(served)


def test_the_block_is_inserted_in_the_editor(page: Page, wordpress: WordPress, posts: Posts) -> None:
    log_in(page, wordpress)
    page.goto(wordpress.url + "/wp-admin/post-new.php")
    page.wait_for_function("wp.blocks?.getBlockType('commerceguard/glossary-search')")
    page.evaluate(
        """() => {
            wp.data.dispatch('core/edit-post').toggleFeature('welcomeGuide');
            const block = wp.blocks.createBlock('commerceguard/glossary-search', { category: 'privacy' });
            wp.data.dispatch('core/block-editor').insertBlocks(block);
        }"""
    )
    expect(page.locator(".wp-block-commerceguard-glossary-search form[role=search]").first).to_be_visible()
    content = page.evaluate("wp.data.select('core/editor').getEditedPostContent()")
    assert content == '<!-- wp:commerceguard/glossary-search {"category":"privacy"} /-->'


def test_removing_the_plugin_leaves_nothing_behind(wordpress: WordPress, settings: dict[str, object]) -> None:
    rows = "select option_name from $wpdb->options where option_name like '%commerceguard%'"
    left = wordpress.php(
        f"""define('WP_UNINSTALL_PLUGIN', true);
        require ABSPATH . 'wp-content/plugins/{PLUGIN.name}/uninstall.php';
        global $wpdb; echo json_encode($wpdb->get_col("{rows}"));"""
    )
    assert left == []
