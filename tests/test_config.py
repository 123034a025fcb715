"""Settings: sources in order, wrong values named, each one documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from search_app.config import SETTINGS, load_settings
from search_app.errors import SettingError
from tests.conftest import ROOT


def test_defaults_are_the_checkout() -> None:
    settings = load_settings({})
    assert settings.terms == ROOT / "terms"
    assert settings.index == ROOT / "index"
    assert set(settings.sources.values()) == {"default"}


def test_relevance_tests_lie_among_the_terms_unless_a_setting_says_otherwise(terms: Path) -> None:
    assert load_settings({}).relevance == ROOT / "terms" / "relevance.yaml"
    assert load_settings({}, terms=str(terms)).relevance == terms / "relevance.yaml"
    assert load_settings({"GLOSSARY_TERMS": str(terms / "all.jsonl")}).relevance == terms / "relevance.yaml"
    assert load_settings({"GLOSSARY_RELEVANCE": "/other.yaml"}, terms=str(terms)).relevance == Path("/other.yaml")


def test_the_command_line_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[settings]\nbase_url = "https://file.example"\nlog_format = "json"\n')
    environ = {"GLOSSARY_TERMS": str(tmp_path), "GLOSSARY_BASE_URL": "https://env.example", "GLOSSARY_INDEX": "/env"}
    settings = load_settings(environ, index="/option")
    assert (settings.base_url, settings.log_format, settings.index) == ("https://env.example", "json", Path("/option"))
    assert settings.sources["base_url"] == "environment"
    assert settings.sources["log_format"] == "glossary.toml"
    assert settings.sources["index"] == "command line"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("GLOSSARY_LOG_FORMAT", "xml"),
        ("GLOSSARY_TRUSTED_PROXIES", "many"),
        ("GLOSSARY_BASE_URL", "glossary.example.org"),
        ("GLOSSARY_BASE_URL", "https://example.org/a b"),
        ("GLOSSARY_BASE_URL", "https://example.org//glossary"),
        ("GLOSSARY_BASE_URL", "https://example.org/../x"),
        ("GLOSSARY_BASE_URL", "https://example.org/glossary?q=1"),
    ],
)
def test_a_wrong_value_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingError, match=rf"{variable} is '{re.escape(value)}' \(environment\); it must be "):
        load_settings({variable: value})


def test_an_unknown_setting_in_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text("[settings]\nbaseurl = 1\n")
    with pytest.raises(SettingError, match="has no 'baseurl'"):
        load_settings({"GLOSSARY_TERMS": str(tmp_path)})


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"`{setting.variable}`" in documented
