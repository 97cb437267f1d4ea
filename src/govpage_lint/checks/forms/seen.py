"""Decides the visible inner text of an element as ACT rule 2ee8b8 defines it.

It differs from the text that semantics give: what is hidden from sight alone leaves a space, and
only blocks, cells and line breaks part words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import SVG, Element, Node, Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

_MAX_NODES: Final = 400
_INLINE: Final = frozenset(
    "inline inline-block inline-flex inline-grid inline-table contents ruby ruby-base ruby-text".split()
)
_UNREAD: Final = frozenset("noscript script style template textarea title desc".split())
# Fonts that draw pictures for words.
_ICON_FONT = regex(r"icon|symbol|awesome|glyph|fontello|dashicons|wingdings", re.IGNORECASE)
_ICON_CLASS = regex(
    r"(?:\A|[\s_-])(?:material-(?:icons|symbols)[\w-]*|glyphicon|icon|ico|fa|fas|far|fab|xi)(?:\Z|[\s_-])",
    re.IGNORECASE,
)
# Elements of Angular Material, Vuetify and Material Web whose text is such a word.
_ICON_ELEMENTS: Final = frozenset(("mat-icon", "v-icon", "md-icon", "mwc-icon"))
# How the elements are called whose text is for screen readers only.
_HIDING_CLASS = regex(
    r"(?:\A|[\s_-])(?:sr-?only|visually-?hidden|visuallyhidden|screen-?reader|blind|a11y|hid(?:e|den)|offscreen"
    r"|off-screen|clip|ir|skip|assistive|aural|invisible|d-none|숨김)",
    re.IGNORECASE,
)
_GAP: Final = " "


@dataclass(slots=True)
class SeenInside:
    """What is read on an element.

    ``unread``: a style that was not read may hide some of it; ``unsure``: and it looks so;
    ``drawn``: an icon font draws some of it.
    """

    text: str = ""
    unread: bool = False
    unsure: bool = False
    drawn: bool = False


def seen_inside(page: Page, element: Element) -> SeenInside:
    """The visible inner text of an element; of a very long one the beginning."""
    found, pieces = SeenInside(), list[str]()
    stack: list[tuple[Element, Iterator[Node]]] = [(element, iter(element.children))]
    count = 0
    while stack and count < _MAX_NODES:
        parent, nodes = stack[-1]
        for node in nodes:
            count += 1
            if isinstance(node, Text):
                pieces.append(_text(page, parent, node, found))
            elif isinstance(node, Element):
                skipped = _skipped(page, node)
                pieces.append(_edge(page, node) if skipped is None else skipped)
                if skipped is None:
                    stack.append((node, iter(node.children)))
                    break
        else:
            stack.pop()
            if parent is not element:
                pieces.append(_edge(page, parent))
    found.text = "".join(pieces)
    return found


def _text(page: Page, parent: Element, node: Text, found: SeenInside) -> str:
    """What a text gives; notes in ``found`` what is not sure about it."""
    if node.data.isspace() or not node.data:
        return _GAP
    if not page.semantics.presumed_visible(parent):
        return ""
    if page.semantics.visible(parent) is UNKNOWN:
        found.unread = True
        if any(_HIDING_CLASS.search(e.attributes.get("class", "")) for e in _two_up(parent)):
            found.unsure = True
            return _GAP
    if _is_drawn(page, parent):
        found.drawn = True
        return _GAP
    return node.data


def _two_up(element: Element) -> list[Element]:
    return [element] if element.parent is None else [element, element.parent]


def _is_drawn(page: Page, parent: Element) -> bool:
    if parent.local_name in _ICON_ELEMENTS:
        return True
    family = page.semantics.styles.value(parent, "font-family")
    if isinstance(family, str):
        if _ICON_FONT.search(family.partition(",")[0]) is not None:
            return True
        # The style sheets of a part of a page are those of the whole.
        if not page.document.fragment:
            return False
    return _ICON_CLASS.search(parent.attributes.get("class", "")) is not None


def _skipped(page: Page, element: Element) -> str | None:
    """What an element gives that nobody looks into; None where its content counts."""
    if element.local_name == "br":
        return "\n"
    if element.local_name in _UNREAD:
        return ""
    semantics = page.semantics
    if semantics.hidden_from_all(element) in (None, "visibility"):
        return _GAP if semantics.visually_hidden(element) else None
    return ""


def _edge(page: Page, element: Element) -> str:
    """What parts an element from the text beside it."""
    if element.namespace_url == SVG:
        return ""
    display = page.semantics.styles.value(element, "display")
    if display is UNKNOWN:
        return "\n" if element.local_name in _BLOCKS else ""
    return "" if display in _INLINE and not _is_flex_item(page, element) else "\n"


def _is_flex_item(page: Page, element: Element) -> bool:
    parent = element.parent
    if parent is None:
        return False
    display = page.semantics.styles.value(parent, "display")
    return isinstance(display, str) and ("flex" in display or "grid" in display)


_BLOCKS: Final = frozenset(
    "address article aside blockquote div dd dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table tr td th ul".split()
)
