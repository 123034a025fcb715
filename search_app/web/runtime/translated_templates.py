"""Templates with their texts translated when they are compiled: one Jinja environment a language.

A call of `gettext` with a constant text becomes that text's translation. Looking up some seventy texts for each page
would double the time of rendering. What a template writes is escaped by `escaped`, since most of some 250 values of a
page need no escaping.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from search_app.web.runtime.translation import ENGLISH, current_language

LOOKUPS = ("_", "gettext")


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
    """Jinja's compiler, which escapes by `escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class TranslatedEnvironment(Environment):
    """Flask's environment, which passes each request on to the environment of its language."""

    code_generator_class = EscapingGenerator
    escaped = staticmethod(escaped)
    language = ENGLISH
    translate: Callable[[str], str] | None = None  # in `language`; without it nothing is translated ahead
    others: dict[str, TranslatedEnvironment]

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        language = current_language()
        if language == self.language:
            return super().get_template(name, parent, globals)
        return self._of(language).get_template(name, parent, globals)

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
        if isinstance(value, list):
            value[:] = [_translated(each, translate) for each in value]
        elif isinstance(value, nodes.Node):
            setattr(node, field, _translated(value, translate))


def _translated(node: Any, translate: Callable[[str], str]) -> Any:
    if not isinstance(node, nodes.Node):
        return node
    _translate_constants(node, translate)
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in LOOKUPS):
        return node
    if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
        return node
    text = translate(node.args[0].value)
    if not node.kwargs:
        return nodes.MarkSafe(nodes.Const(text.replace("%%", "%"), lineno=node.lineno), lineno=node.lineno)
    values = [nodes.Pair(nodes.Const(each.key), each.value, lineno=node.lineno) for each in node.kwargs]
    safe = nodes.MarkSafe(nodes.Const(text, lineno=node.lineno), lineno=node.lineno)
    return nodes.Mod(safe, nodes.Dict(values, lineno=node.lineno), lineno=node.lineno)  # escapes the values
