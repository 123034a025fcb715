"""Join ES modules into one script, for browsers to load with a plain `<script>` and without a build step.

The sources are standard modules, restricted to these forms, each on a line of its own or, for names, over several:

    import { name, other } from "./module.js";
    import TEXT from "./style.css" with { type: "text" };    // a string constant with the file's text
    import VALUE from "./table.json" with { type: "json" };  // a constant with the file's value
    export function | function* | async function | class | const | let name

Modules share one scope, each after those it imports, as if written into one file. Names declared at the top level, at
the beginning of a line, are therefore unique in a bundle.

A part of a script is a module of its own, loaded with `import(url)` when it is needed. It shares the modules of its
script instead of containing them again: it is a function of the names that it needs of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import rjsmin

_IMPORT = re.compile(r'^import \{\s*([\w$]+(?:,\s*[\w$]+)*),?\s*\} from "(\.{1,2}/[^"]+)";\n', re.M)
_DATA_IMPORT = re.compile(r'^import ([\w$]+) from "(\.{1,2}/[^"]+)" with \{ type: "(text|json)" \};\n', re.M)
_DECLARATION = re.compile(r"^(export )?((?:async )?function\*?|class|const|let) ([\w$]+)", re.M)
_UNJOINED = re.compile(r"(?<![\w$.])(?:import(?!\([\w$])|export)\b[^;\n]{0,60}")
_UNNAMED = re.compile(r"^(?:var\b|(?:const|let) *[\[{]).{0,60}", re.M)


class ModuleError(ValueError):
    """Modules that cannot be joined: the message names the module and the reason."""


@dataclass(frozen=True, slots=True)
class Module:
    """One source: its text without imports and `export`, and the names it imports, declares and exports."""

    path: Path
    body: str
    imports: dict[Path, list[str]]
    declared: list[str]
    exported: set[str]


def read_utf8(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def join_modules(entry: Path, read: Callable[[Path], str] = read_utf8) -> str:
    """Return `entry` and the modules it imports, directly or not, as one script; `read` returns the text of a file.

    Raises:
        ModuleError: a module is missing, in a cycle or in an unknown form, or a name is unknown or declared twice.
    """
    modules: dict[Path, Module] = {}
    _load(entry.resolve(), read, modules, ())
    _check_names(modules)
    return "\n".join(module.body for module in modules.values())


def join_part(entry: Path, script: Path, read: Callable[[Path], str] = read_utf8) -> str:
    """Return `entry` and its modules without those of `script`, as a module that exports a function.

    The function takes the names that the part imports from modules of `script`, and returns what `entry` exports.

    Raises:
        ModuleError: as for `join_modules`.
    """
    shared: dict[Path, Module] = {}
    _load(script.resolve(), read, shared, ())
    modules: dict[Path, Module] = {}
    _load(entry.resolve(), read, modules, ())
    _check_names(shared | modules)
    own = {path: module for path, module in modules.items() if path not in shared}
    needed = sorted({name for _, source, name in _imported_names(own) if source in shared})
    body = "\n".join(module.body for module in own.values())
    exported = ", ".join(sorted(own[entry.resolve()].exported))
    return f"export default ({{ {', '.join(needed)} }}) => {{\n{body}\nreturn {{ {exported} }};\n}};\n"


def _load(path: Path, read: Callable[[Path], str], modules: dict[Path, Module], importers: tuple[Path, ...]) -> None:
    """Add the module at `path` to `modules`, after those it imports: the order in which ES modules are evaluated."""
    if path in importers:
        cycle = (*importers[importers.index(path) :], path)
        raise ModuleError(f"modules import each other: {' -> '.join(each.name for each in cycle)}")
    if path in modules:
        return
    module = _parse(path, read, importers)
    for imported in module.imports:
        _load(imported, read, modules, (*importers, path))
    modules[path] = module


def _parse(path: Path, read: Callable[[Path], str], importers: tuple[Path, ...]) -> Module:
    text = _read(path, read, importers)
    imports = {_resolve(path, source): _split(names) for names, source in _IMPORT.findall(text)}
    body = _IMPORT.sub("", text)
    declarations = [(name, bool(exported)) for exported, _, name in _DECLARATION.findall(body)]
    body = _DECLARATION.sub(r"\2 \3", body)
    constants = [name for name, _, _ in _DATA_IMPORT.findall(body)]
    _check_forms(path, _DATA_IMPORT.sub("", body))
    body = _DATA_IMPORT.sub(lambda found: _constant(found, _read(_resolve(path, found[2]), read, (path,))), body)
    declared = [*constants, *(name for name, _ in declarations)]
    return Module(path, body, imports, declared, {name for name, exported in declarations if exported})


def _read(path: Path, read: Callable[[Path], str], importers: tuple[Path, ...]) -> str:
    try:
        return read(path)
    except FileNotFoundError as error:
        importer = importers[-1] if importers else "a bundle"
        raise ModuleError(f"{importer} imports {path}, which does not exist") from error


def _constant(imported: re.Match[str], text: str) -> str:
    name, _, kind = imported.groups()
    return f"const {name} = {text if kind == 'json' else json.dumps(text)};\n"


def _check_forms(path: Path, body: str) -> None:
    unknown = _UNJOINED.search(rjsmin.jsmin(body)) or _UNNAMED.search(body)
    if unknown:
        raise ModuleError(f"{path} has a statement that cannot be joined: {unknown[0]}")


def _resolve(importer: Path, source: str) -> Path:
    return (importer.parent / source).resolve()


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _check_names(modules: dict[Path, Module]) -> None:
    for importer, source, name in _imported_names(modules):
        if name not in modules[source].exported:
            raise ModuleError(f"{importer} imports {name}, which {source} does not export")
    declared: dict[str, Path] = {}
    for path, module in modules.items():
        for name in module.declared:
            if name in declared:
                raise ModuleError(f"{name} is declared in {declared[name]} and in {path}; a bundle is one scope")
            declared[name] = path


def _imported_names(modules: dict[Path, Module]) -> Iterator[tuple[Path, Path, str]]:
    for path, module in modules.items():
        for source, names in module.imports.items():
            yield from ((path, source, name) for name in names)
