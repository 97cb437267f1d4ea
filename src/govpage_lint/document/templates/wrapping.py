"""Decides what code writes around: between ``<%= tag.ul do %>`` and its end, in ``<my:list>``, in
``{% call item() %}``. What stands there is put into an element that may be any."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates.tokens import Token
from govpage_lint.document.tree import HTML, Element, Node, ParsedTree, Text
from govpage_lint.regexes import regex

# The name of an element that nobody knows.
_ANY: Final = "x-code"
_TAG: Final = regex(r"<(/?)([A-Za-z][\w.:-]*)")
_STATEMENT: Final = regex(r"\{%[-+~]?\s*(end)?([\w.]+)")
# What opens a form or nothing at all, and what is replaced in a page that is built on this one.
_NO_WRAPPER: Final = regex(
    r"(?:block|trans|translate|form|fields)\Z|.*:(?:form|view|subview|insertAttribute|insertDefinition)\Z|.*Form\Z"
)
_RUBY: Final = regex(r"<%={1,2}")
_RUBY_NO_WRAPPER: Final = regex(
    r"\s*(?:\w+\.)?(?:(?:\w+_)?form_(?:with|for|tag)|(?:simple_)?fields(?:_for)?|cache|content_for|capture|provide)\b"
)
# They write nothing themselves, and hand on what is in them to code that may.
_HANDED_ON: Final = ("call", "embed")


def wrapped_spans(text: str, tokens: Sequence[Token]) -> list[Span]:
    """Where the content of such code stands, in order; spans are in each other or apart."""
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    for token in tokens:
        for opens, key in _steps(text, token):
            if opens:
                stack.append((key, token.span[1]))
                continue
            depth = _depth_of(stack, key)
            if depth is None:
                continue
            name, start = stack[depth]
            del stack[depth:]
            if not name.startswith(_FLOW):
                found.append((start, token.span[0]))
    return sorted(found, key=lambda span: (span[0], -span[1]))


# Keys of what is matched by its order alone: code with branches, and that which writes as well.
_FLOW: Final = "{"
_WRITES: Final = "="
# An end is looked for so far up: whoever leaves more open has no ends.
_FARTHEST: Final = 50


def _depth_of(stack: list[tuple[str, int]], key: str) -> int | None:
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _FARTHEST), -1):
        name = stack[depth][0]
        if name == key or (key == _FLOW and name == _WRITES):
            return depth
    return None


def _steps(text: str, token: Token) -> list[tuple[bool, str]]:
    """What a piece of code opens (True) and ends, by the keys that tell what belongs together."""
    start, end = token.span
    if token.events:
        writes = token.kind == "include" or (
            token.kind == "output"
            and _RUBY.match(text, start) is not None
            and not _RUBY_NO_WRAPPER.match(token.name)
        )
        return [
            (event.kind != "end", _WRITES if writes and event.kind != "end" else _FLOW)
            for event in token.events
            if event.kind != "else"
        ]
    if (tag := _TAG.match(text, start)) is not None:
        if tag[1]:
            return [(False, tag[2])]
        opens = token.kind == "output" and not text.startswith("/>", end - 2)
        return [(True, tag[2])] if opens and not _NO_WRAPPER.match(tag[2]) else []
    if (word := _STATEMENT.match(text, start)) is not None:
        if word[1]:
            return [(False, word[2])]
        opens = token.kind == "output" or word[2] in _HANDED_ON
        return [(True, word[2])] if opens and not _NO_WRAPPER.match(word[2]) else []
    return []


def wrap(tree: ParsedTree, spans: Sequence[Span]) -> None:
    """Put what stands in each of the spans into an element of its own, where it is not in one of the
    same place that is written."""
    if not spans:
        return
    edges, around = _segments(spans)
    stack = [tree.root]
    while stack:
        parent = stack.pop()
        inner = parent.span[1] if parent.span is not None else 0
        children: list[Node] = []
        box: Element | None = None
        last: Span | None = None
        for child in parent.children:
            if isinstance(child, Element):
                stack.append(child)
            span = _span_around(child, edges, around)
            if span is None or span[0] < inner or _is_blank(child):
                children.append(child)
                continue
            if box is None or span != last:
                box, last = Element(_ANY, HTML, {}, None), span
                box.parent = parent
                children.append(box)
            child.parent = box
            box.children.append(child)
        parent.children = children


def _span_around(node: Node, edges: Sequence[int], around: Sequence[Span | None]) -> Span | None:
    if node.span is None or node.span[0] < edges[0]:
        return None
    return around[bisect_right(edges, node.span[0]) - 1]


def _is_blank(node: Node) -> bool:
    return isinstance(node, Text) and not node.data.strip()


def _segments(spans: Sequence[Span]) -> tuple[list[int], list[Span | None]]:
    """Where the innermost of the spans changes, and which it is from there on."""
    edges: list[int] = []
    around: list[Span | None] = []
    stack: list[Span] = []

    def close(until: int) -> None:
        while stack and stack[-1][1] <= until:
            _, end = stack.pop()
            edges.append(end)
            around.append(stack[-1] if stack else None)

    for span in spans:
        close(span[0])
        stack.append(span)
        edges.append(span[0])
        around.append(span)
    close(max(end for _, end in spans))
    return edges, around
