"""Modules joined into one script: their order, their names, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.web.runtime.modules import ModuleError, join_modules, join_part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three modules, of which two share the third, and a style sheet."""
    write(
        tmp_path,
        {
            "entry.js": 'import { low } from "./low.js";\nimport { high } from "./parts/high.js";\n\nhigh(low);\n',
            "low.js": "export const low = 1;\n",
            "parts/high.js": 'import {\n  low,\n} from "../low.js";\nimport CSS from "./a.css" with { type: "text" };\n'
            "export async function high(value) {\n  return [value, low, CSS];\n}\n",
            "parts/a.css": 'a { content: "\\201C"; }',
        },
    )
    return tmp_path


def write(folder: Path, sources: dict[str, str]) -> None:
    for name, text in sources.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def joined_error(folder: Path) -> str:
    with pytest.raises(ModuleError) as error:
        join_modules(folder / "entry.js")
    return str(error.value).replace(f"{folder.resolve()}/", "")


def test_dependencies_come_first_and_each_module_once(folder: Path) -> None:
    assert join_modules(folder / "entry.js") == (
        "const low = 1;\n\n"
        'const CSS = "a { content: \\"\\\\201C\\"; }";\n'
        "async function high(value) {\n  return [value, low, CSS];\n}\n\n"
        "\nhigh(low);\n"
    )


def test_a_part_takes_the_names_it_needs_of_its_script_and_returns_its_own(folder: Path) -> None:
    write(folder, {"part.js": 'import { high } from "./parts/high.js";\nimport { own } from "./own.js";\n'
                              "export function used() {\n  return high(own);\n}\n",
                   "own.js": 'import { low } from "./low.js";\nexport const own = low;\n'})  # fmt: skip
    assert join_part(folder / "part.js", folder / "entry.js") == (
        "export default ({ high, low }) => {\n"
        "const own = low;\n\nfunction used() {\n  return high(own);\n}\n\n"
        "return { used };\n};\n"
    )


def test_a_part_shares_the_scope_of_its_script(folder: Path) -> None:
    write(folder, {"part.js": 'import { low } from "./low.js";\nexport const part = low;\nconst high = 1;\n'})
    with pytest.raises(ModuleError) as error:
        join_part(folder / "part.js", folder / "entry.js")
    assert "high is declared in" in str(error.value)


def test_generators_and_imports_of_an_address_are_joined(folder: Path) -> None:
    write(folder, {"low.js": "export function* low(url) {\n  yield import(url);\n}\n"})
    assert "function* low(url) {\n  yield import(url);" in join_modules(folder / "entry.js")


def test_files_are_read_with_the_given_function(folder: Path) -> None:
    script = join_modules(folder / "entry.js", lambda path: "shared" if path.suffix == ".css" else path.read_text())
    assert 'const CSS = "shared";' in script


def test_comments_may_speak_of_imports(folder: Path) -> None:
    write(folder, {"low.js": '/** @import { X } from "./x.js" */\n// import it\nexport const low = 1; // and export\n'})
    assert "const low = 1;" in join_modules(folder / "entry.js")


def test_a_missing_module_is_named_with_its_importer(folder: Path) -> None:
    (folder / "low.js").unlink()
    assert joined_error(folder) == "entry.js imports low.js, which does not exist"


def test_a_missing_text_is_named_with_its_importer(folder: Path) -> None:
    (folder / "parts" / "a.css").unlink()
    assert joined_error(folder) == "parts/high.js imports parts/a.css, which does not exist"


def test_a_missing_entry_is_named(tmp_path: Path) -> None:
    assert joined_error(tmp_path) == "a bundle imports entry.js, which does not exist"


def test_a_cycle_is_shown(folder: Path) -> None:
    write(folder, {"low.js": 'import { high } from "./parts/high.js";\nexport const low = high;\n'})
    assert joined_error(folder) == "modules import each other: low.js -> high.js -> low.js"


@pytest.mark.parametrize(
    "declaration", ["const high = 2;", "class high {}", "function high() {}", "let high;", "async function high() {}"]
)
def test_a_name_declared_in_two_modules_is_refused(folder: Path, declaration: str) -> None:
    write(folder, {"low.js": f"export const low = 1;\n{declaration}\n"})
    assert joined_error(folder) == "high is declared in low.js and in parts/high.js; a bundle is one scope"


def test_a_text_shares_the_scope_too(folder: Path) -> None:
    write(folder, {"low.js": "export const low = 1;\nconst CSS = 2;\n"})
    assert joined_error(folder) == "CSS is declared in low.js and in parts/high.js; a bundle is one scope"


def test_an_imported_name_has_to_be_exported(folder: Path) -> None:
    write(folder, {"low.js": "const low = 1;\n"})
    assert joined_error(folder) == "parts/high.js imports low, which low.js does not export"


@pytest.mark.parametrize(
    "statement",
    [
        'import low from "./low.js";',
        'import * as low from "./low.js";',
        'import { low as one } from "./low.js";',
        'import "./low.js";',
        'import { low } from "library";',
        'const low = await import("./low.js");',
        "const here = import.meta.url;",
        "export default 1;",
        "export { here };",
        'export * from "./low.js";',
        "export const { a, b } = window;",
        "const [a, b] = [1, 2];",
        "var a = 1;",
    ],
)
def test_other_forms_are_refused(folder: Path, statement: str) -> None:
    write(folder, {"entry.js": f"{statement}\n"})
    assert joined_error(folder).startswith("entry.js has a statement that cannot be joined: ")


def test_json_becomes_a_constant(folder: Path) -> None:
    write(folder, {"low.js": 'import TABLE from "./table.json" with { type: "json" };\nexport const low = TABLE[0];\n'})
    write(folder, {"table.json": "[1, [2]]"})
    assert "const TABLE = [1, [2]];\nconst low = TABLE[0];\n" in join_modules(folder / "entry.js")
