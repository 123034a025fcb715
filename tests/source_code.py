"""The modules of a package with their imports and functions, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """An import statement, or one name of it; `target` is the module or the dotted name as written."""

    importer: str
    target: str
    place: str  # file:line

    @property
    def library(self) -> str:
        return self.target.partition(".")[0]


@dataclass(frozen=True)
class Function:
    """A function or method; `lines` counts from `def` to the last line, docstring and comments included."""

    name: str
    lines: int
    place: str


@dataclass(frozen=True)
class Module:
    """One Python file. A package has the name of its folder."""

    name: str
    file: Path

    @property
    def is_package(self) -> bool:
        return self.file.name == "__init__.py"

    @cached_property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    def place(self, line: int) -> str:
        return f"{self.file}:{line}"

    def imports(self) -> Iterator[Import]:
        """Yield every import, those inside functions and `if TYPE_CHECKING` included."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (Import(self.name, alias.name, self.place(node.lineno)) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = f"{'.' * node.level}{node.module or ''}"
                yield from (Import(self.name, f"{base}.{alias.name}", self.place(node.lineno)) for alias in node.names)

    def functions(self) -> Iterator[Function]:
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield Function(f"{self.name}.{node.name}", lines, self.place(node.lineno))

    def attributes(self) -> Iterator[tuple[str, str, int]]:
        """Yield (name, attribute, line) for every `name.attribute`."""
        for node in self.nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield node.value.id, node.attr, node.lineno


class Package:
    """All modules below a folder; `modules` maps dotted names that begin with the folder's name."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.modules = {}
        for file in sorted(folder.rglob("*.py")):
            module = Module(self._dotted(file.relative_to(folder.parent)), file)
            self.modules[module.name] = module

    @cached_property
    def imports(self) -> list[Import]:
        """Every import of a module of the package, by the name of that module."""
        found = [item for module in self.modules.values() for item in module.imports() if item.library == self.name]
        return [Import(item.importer, self._module_of(item.target), item.place) for item in found]

    @cached_property
    def libraries(self) -> list[Import]:
        """Every import from outside of the package; relative imports among them."""
        return [item for module in self.modules.values() for item in module.imports() if item.library != self.name]

    def _module_of(self, target: str) -> str:
        """Return the module that `target` is, or is a name in."""
        return target if target in self.modules else target.rpartition(".")[0]

    @staticmethod
    def _dotted(file: Path) -> str:
        parts = file.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
