"""Decides which texts only look like headings: those made bold or large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed
from govpage_lint.document.tree import Element, Text

_BLOCKS: Final = frozenset(("p", "div"))
_BOLD: Final = frozenset(("b", "strong"))
_INLINE: Final = frozenset(("b", "strong", "font", "span", "em", "i", "u", "big", "br"))
# Where short bold lines are something else: names of cells, fields, entries, addresses.
_OTHER_STRUCTURE: Final = (
    "table", "li", "dl", "a", "button", "label", "figure", "figcaption", "caption", "legend", "form",
    "address", "blockquote", "nav", "footer", "header", "aside", "summary", "details", "fieldset",
    "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "center",
)  # fmt: skip
_FOLLOWS: Final = frozenset(("p", "ul", "ol", "dl", "table", "div", "figure"))
_ENDS_A_SENTENCE = re.compile(r"[.,;:!?…。、，；：！？)\]»”\"'*]\s*\Z")
_NOT_A_TITLE = re.compile(
    r"^[\W\d_]*\Z|@|https?://|^\s*[-–—*•·°©※<>«»(\[]|\d{3,}[-–.\s]\d{3,}|[:=]"
)
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?:px)?\Z")
_BOLD_WEIGHT: Final = 600
_LARGER: Final = 1.1
_MAX_TITLE: Final = 80
_MAX_WORDS: Final = 12
_MIN_BODY: Final = 60
_BLOCKS_LOOKED_AT: Final = 3


@check
def heading(page: Page, element: Element) -> Iterator[Verdict]:
    """A block that holds nothing but a short bold text before a longer one is no heading to anyone
    who does not see it. Case "repeats": its text is that of the page's main heading."""
    if element.local_name not in _BLOCKS:
        return
    if not _holds_bold_only(element) and not _styled_as_heading(page, element):
        return
    text = page.semantics.visible_text(element)
    if not _reads_as_title(text) or any(
        a.local_name in _OTHER_STRUCTURE for a in element.ancestors
    ):
        return
    if page.semantics.role(element) == "heading":
        return
    if text.casefold() in page.fact(_main_headings):
        yield failed(element, "repeats", text=text)
    elif _introduces_text(page, element):
        yield failed(element, text=text)


def _main_headings(page: Page) -> frozenset[str]:
    """The texts of the headings of level 1 and 2, to compare with."""
    return frozenset(
        page.semantics.text(heading).casefold()
        for heading, level in page.semantics.headings()
        if level <= 2
    )


def _holds_bold_only(element: Element) -> bool:
    """Whether all text in a block stands in ``b`` or ``strong`` and nothing but inline markup is there."""
    bold = False
    for child in element.children:
        if isinstance(child, Text):
            if child.data.strip():
                return False
        elif isinstance(child, Element):
            if child.local_name == "br":
                continue
            inner = _single_inline(child)
            if inner is None:
                return False
            bold = bold or inner
    return bold


def _single_inline(element: Element) -> bool | None:
    """Whether the text of an inline element is bold; None where it holds something else or is not."""
    node = element
    bold = False
    while True:
        if node.local_name not in _INLINE:
            return None
        bold = bold or node.local_name in _BOLD
        inside = [
            child for child in node.children if not isinstance(child, Text) or child.data.strip()
        ]
        if len(inside) == 1 and isinstance(inside[0], Element):
            node = inside[0]
            continue
        plain = all(
            isinstance(child, Text) or (isinstance(child, Element) and child.local_name == "br")
            for child in inside
        )
        return bold if inside and plain and bold else None


def _styled_as_heading(page: Page, element: Element) -> bool:
    """Whether styles make a block of nothing but text bold and larger than the text after it."""
    following = _next_element(element)
    if following is None or not element.text.strip() or element.element_children:
        return False
    weight, size = _type_size(page, element)
    body_weight, body_size = _type_size(page, following)
    return weight >= _BOLD_WEIGHT and body_weight < _BOLD_WEIGHT and size > body_size * _LARGER


def _type_size(page: Page, element: Element) -> tuple[float, float]:
    """Weight and size in px of an element's type; weight 0 where it is not known."""
    values = []
    for name in ("font-weight", "font-size"):
        value = page.semantics.styles.value(element, name)
        match = _AMOUNT.match(value) if isinstance(value, str) else None
        if match is None:
            return 0.0, 0.0
        values.append(float(match[1]))
    return values[0], values[1]


def _reads_as_title(text: str) -> bool:
    if not 2 <= len(text) <= _MAX_TITLE or len(text.split()) > _MAX_WORDS:
        return False
    return _ENDS_A_SENTENCE.search(text) is None and _NOT_A_TITLE.search(text) is None


def _introduces_text(page: Page, element: Element) -> bool:
    """Whether the next block is a longer text of its own, and not bold again."""
    following = _next_element(element)
    if following is None or following.local_name not in _FOLLOWS:
        return False
    if following.local_name in _BLOCKS and (
        _holds_bold_only(following) or following.local_name == "div"
    ):
        return False
    siblings = following.etree_siblings[following.index : following.index + _BLOCKS_LOOKED_AT]
    return sum(_weight(page.semantics.visible_text(block)) for block in siblings) >= _MIN_BODY


def _weight(text: str) -> int:
    """How long a text is, a Hangul syllable or Chinese character counted as two letters."""
    return sum(2 if character >= "\u1100" else 1 for character in text)


def _next_element(element: Element) -> Element | None:
    if element.parent is None:
        return None
    siblings = element.parent.element_children
    return siblings[element.index + 1] if element.index + 1 < len(siblings) else None
