"""A term as Markdown and as JSON."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_a_term_as_markdown_has_its_parts_and_its_source(client: FlaskClient) -> None:
    response = client.get("/terms/copayment.md")
    assert response.content_type == "text/markdown; charset=utf-8"
    assert response.headers["Link"] == '<http://localhost/terms/copayment>; rel="canonical"'
    lines = response.get_data(as_text=True).splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings == [
        "# Copayment", "## Example #1", "## Example #2", "## Misuse", "## Benefits", "## Conclusion",
        "## Related terms",
    ]  # fmt: skip
    assert "Also called: copay, co-pay" in lines
    assert "- [Deductible](http://localhost/terms/deductible.md)" in lines
    assert lines[-1] == (
        "“Copayment.” Tiny Glossary. Tiny Press. Last updated January 10, 2026. http://localhost/terms/copayment"
    )


def test_a_term_as_json_equals_that_of_the_api(client: FlaskClient) -> None:
    assert client.get("/terms/copayment.json").get_json() == client.get("/api/v1/terms/copayment").get_json()


def test_an_alias_redirects_in_every_format(client: FlaskClient) -> None:
    for suffix in ("", ".md", ".json"):
        response = client.get(f"/terms/co-pay{suffix}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/terms/copayment{suffix}")
        assert client.get(f"/terms/nope{suffix}").status_code == 404
