"""Templates with their texts translated when they are compiled: one Jinja environment a language.

A call of `gettext` with a constant text becomes that text's translation, and where it is written its placeholders
become values between pieces of text. Looking up some seventy texts for each page would double the time of rendering.
What a template writes is escaped by `escaped`, since most of some 250 values of a page need no escaping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from types import FunctionType
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from search_app.web.runtime.translation import ENGLISH, current_language

LOOKUPS = ("_", "gettext")

_PLACEHOLDER = re.compile(r"%(?:\((\w+)\)s|%)")


def escaped(value: object) -> str:
    """Return a value as HTML, as `markupsafe.escape` does; a text without special characters stays as it is."""
    if type(value) is Markup:
        return value
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):  # five searches are faster than one for any of five
        return value
    return escape(value)


class EscapingGenerator(CodeGenerator):
    """Jinja's compiler, which escapes by `escaped`, and asks Jinja for an attribute only where an object has none."""

    _written_as_it_is: nodes.Filter | None = None

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write a call of a filter, or the value alone that a template writes as it is."""
        if node is self._written_as_it_is and node.node:
            self.visit(node.node, frame)
        else:
            super().visit_Filter(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  as the base class names it
        value, owner = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({value} if ({value} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({owner}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Filter) and node.name == "safe":
            self._written_as_it_is = node
            self.write("str(")
        else:
            self.write("environment.escaped(")


class DirectContext(Context):
    """Jinja's context, which calls macros and plain functions without asking of each what else it wants to be given."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, with the arguments that it gives."""
        kind = type(called)
        if kind is Macro or (kind is FunctionType and not hasattr(called, "jinja_pass_arg")):
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return called(self.eval_ctx, *args, **kwargs) if kind is Macro else called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


class TranslatedEnvironment(Environment):
    """Flask's environment, which passes each request on to the environment of its language."""

    code_generator_class = EscapingGenerator
    context_class = DirectContext
    escaped = staticmethod(escaped)
    language = ENGLISH
    translate: Callable[[str], str] | None = None  # in `language`; without it nothing is translated ahead
    others: dict[str, TranslatedEnvironment]

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        language = current_language()
        if language == self.language:
            return super().get_template(name, parent, globals)
        return self._of(language).get_template(name, parent, globals)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template can use; all have the same, in one dictionary, which is copied quickly."""
        return super().make_globals(d) if d else self.globals

    def _of(self, language: str) -> TranslatedEnvironment:
        if language not in self.others:
            other = self.overlay()
            other.language = language
            self.others[language] = other
        return self.others[language]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if self.translate:
            _translate_constants(parsed, self.translate)
        return parsed


def _translate_constants(node: nodes.Node, translate: Callable[[str], str]) -> None:
    """Replace the lookups of constant texts below `node`."""
    for field, value in node.iter_fields():
        if isinstance(node, nodes.Output) and field == "nodes":
            value[:] = [piece for each in value for piece in _written(each, translate)]
        elif isinstance(value, list):
            value[:] = [_translated(each, translate) for each in value]
        elif isinstance(value, nodes.Node):
            setattr(node, field, _translated(value, translate))


def _written(node: Any, translate: Callable[[str], str]) -> Iterator[nodes.Expr]:
    """Yield what takes the place of a value that a template writes: of a text, its pieces and the values between."""
    if (looked_up := _looked_up(node)) is None:
        yield _translated(node, translate)
        return
    _translate_constants(node, translate)
    text, values, end = translate(looked_up), {each.key: each.value for each in node.kwargs}, 0
    for found in _PLACEHOLDER.finditer(text):
        yield nodes.TemplateData(text[end : found.start()] + "%" * (found[0] == "%%"), lineno=node.lineno)
        if found[1]:
            yield values[found[1]]
        end = found.end()
    yield nodes.TemplateData(text[end:], lineno=node.lineno)


def _translated(node: Any, translate: Callable[[str], str]) -> Any:
    if isinstance(node, nodes.Node):
        _translate_constants(node, translate)
    if (looked_up := _looked_up(node)) is None:
        return node
    text = translate(looked_up)
    if not node.kwargs:
        return nodes.MarkSafe(nodes.Const(text.replace("%%", "%"), lineno=node.lineno), lineno=node.lineno)
    values = [nodes.Pair(nodes.Const(each.key), each.value, lineno=node.lineno) for each in node.kwargs]
    safe = nodes.MarkSafe(nodes.Const(text, lineno=node.lineno), lineno=node.lineno)
    return nodes.Mod(safe, nodes.Dict(values, lineno=node.lineno), lineno=node.lineno)  # escapes the values


def _looked_up(node: Any) -> str | None:
    """Return the constant text that a node looks up; None if it is no lookup of one."""
    is_call = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in LOOKUPS
    return node.args[0].value if is_call and len(node.args) == 1 and isinstance(node.args[0], nodes.Const) else None
