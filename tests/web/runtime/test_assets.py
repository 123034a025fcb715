"""Assets are complete, small, and safe."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from search_app.web.runtime.assets import (
    BUNDLES,
    FOLDER,
    PARTS,
    bundle,
    integrity,
    part_version,
    read_assets,
    read_source,
)
from search_app.web.runtime.modules import join_modules

SCRIPTS_AT_MOST = 12 * 1024  # bytes, gzip


def test_every_source_is_served_and_every_name_exists() -> None:
    used: set[Path] = set()

    def read(file: Path) -> str:
        if file.exists():  # the language's table is made, not a file
            used.add(file)
        return read_source(file)

    for source in (FOLDER / each for sources in BUNDLES.values() for each in sources):
        if source.suffix == ".js":
            join_modules(source, read)
        else:
            used.add(source)
    assert used == set(FOLDER.glob("*/static/*"))


def test_scripts_leave_no_name_on_the_page_and_stay_small() -> None:
    scripts = {name: asset.body for name, asset in read_assets().items() if name in ("site.js", "theme.js")}
    assert all(body.startswith(b"(()=>{") and body.rstrip().endswith(b"})();") for body in scripts.values())
    assert sum(len(gzip.compress(body)) for body in scripts.values()) <= SCRIPTS_AT_MOST


def test_a_part_needs_only_what_its_script_hands_over() -> None:
    (name, script) = next(iter(PARTS.items()))
    needed = re.match(r"export default\(\{([^}]*)\}\)=>\{", bundle(name).decode())
    handed = re.search(r"const SHARED=\{([^}]*)\}", bundle(script).decode())
    assert needed
    assert handed
    assert sorted(handed[1].rstrip(",").split(",")) == sorted(needed[1].split(","))


def test_a_script_knows_address_and_integrity_of_its_part() -> None:
    (name, script) = next(iter(PARTS.items()))
    body = bundle(name)
    assert f"/widget/{part_version(body)}.js".encode() in bundle(script)
    assert integrity(body).encode() in bundle(script)


def test_search_and_the_part_for_words_are_small() -> None:
    assert len(gzip.compress(bundle("widget.js"))) <= SCRIPTS_AT_MOST
    assert len(gzip.compress(bundle("widget-marking.js"))) <= SCRIPTS_AT_MOST


def test_readers_fetch_no_comments() -> None:
    joined = {name: asset.body for name, asset in read_assets().items() if name in BUNDLES}
    assert [name for name, body in joined.items() if b"/*" in body] == []


def test_no_script_turns_text_into_markup() -> None:
    for name, asset in read_assets().items():
        if name.endswith(".js"):
            for sink in (b"innerHTML", b"outerHTML", b"insertAdjacentHTML", b"document.write", b"eval(", b"cookie"):
                assert sink not in asset.body, (name, sink)
