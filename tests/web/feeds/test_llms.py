"""Language models find every term as Markdown."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_models_find_every_term_as_markdown(client: FlaskClient) -> None:
    text = client.get("/llms.txt").get_data(as_text=True)
    assert text.startswith("# Tiny Glossary\n\n> Three words.\n")
    for slug in ("copayment", "deductible", "tip-pooling"):
        assert f"(http://localhost/terms/{slug}.md): " in text
    assert client.get("/terms/copayment.md").status_code == 200
