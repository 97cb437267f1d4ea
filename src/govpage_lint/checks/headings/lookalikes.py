"""Decides which texts only look like headings: those made bold or large above a longer text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed
from govpage_lint.document.tree import Element, Node, Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_BLOCKS: Final = frozenset(("p", "div"))
_BOLD: Final = frozenset(("b", "strong"))
_INLINE: Final = frozenset(("b", "strong", "font", "span", "em", "i", "u", "big", "br"))
_IN_LINE: Final = (_INLINE | frozenset("a img input label button select svg sup".split())) - {"br"}
_CONTAINERS: Final = frozenset(("div", "section", "article", "main", "body"))
# Where short bold lines are something else: names of cells, fields, entries, addresses.
_OTHER_STRUCTURE: Final = frozenset(
    """
    table li dl a button label figure figcaption caption legend form address blockquote nav footer header aside summary
    details fieldset h1 h2 h3 h4 h5 h6 hgroup
    """.split()
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FOLLOWS: Final = frozenset(("p", "ul", "ol", "dl", "table", "div", "figure"))
_ENDS_A_SENTENCE = regex(r"[.,;:!?…。、，；：！？)\]»”\"'*]\s*\Z")
_NOT_A_TITLE = regex(r"^[\W\d_]*\Z|@|https?://|^\s*[-–—*•·°©※<>«»(\[]|\d{3,}[-–.\s]\d{3,}|[:=]")
_AMOUNT = regex(r"(\d+(?:\.\d+)?)(?:px)?\Z")
_BOLD_WEIGHT: Final = 600
_LARGER: Final = 1.1
# So much larger than the text below, letters need not be bold.
_MUCH_LARGER: Final = 1.3
_MAIN_SIZE: Final = 24.0
_MAX_TITLE: Final = 80
_MAX_WORDS: Final = 12
_MIN_BODY: Final = 25
_BLOCKS_LOOKED_AT: Final = 3
_MAX_CHAIN: Final = 12


@dataclass(frozen=True, slots=True)
class _Type:
    """How letters are set: weight, and size in px; 0 where it is not known."""

    weight: float
    size: float


@check
def lookalike(page: Page, element: Element) -> Iterator[Verdict]:
    """A short text, bold or large, above a longer one is no heading to anyone who does not see it.

    Asked of blocks, and of bold words that stand alone in a container. Cases: "repeats" (its text is
    that of the page's main heading), "main" (it looks like the main heading, which the page lacks).
    """
    if page.fact(_in_other_structure)[element.order] or page.semantics.role(element) == "heading":
        return
    following = _next_element(element)
    if element.local_name in _BOLD:
        if not _stands_alone(element) or following is None:
            return
    elif element.local_name not in _BLOCKS:
        return
    elif _looks_main(page, element, following):
        yield failed(element, "main", text=page.semantics.visible_text(element))
        return
    elif not _holds_bold_only(element) and not _styled_as_heading(page, element, following):
        return
    text = page.semantics.visible_text(element)
    if not _reads_as_title(text):
        return
    if text.casefold() in page.fact(_main_headings):
        yield failed(element, "repeats", text=text)
    elif _introduces_text(page, following):
        yield failed(element, text=text)


def _in_other_structure(page: Page) -> bytearray:
    """1 for each element in something whose short bold lines are no headings."""
    inside = bytearray(len(page.document.elements))
    for element in page.document.elements:
        parent = element.parent
        if parent is not None and (inside[parent.order] or parent.local_name in _OTHER_STRUCTURE):
            inside[element.order] = 1
    return inside


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
            innermost = _innermost(child)
            if innermost is None:
                return False
            bold = bold or innermost[1]
    return bold


def _innermost(element: Element) -> tuple[Element, bool] | None:
    """The innermost of inline elements in each other that hold nothing but a text, and whether one of
    them is bold; None where something else is in them."""
    node, bold = element, False
    for _ in range(_MAX_CHAIN):
        if node.local_name not in _INLINE:
            return None
        bold = bold or node.local_name in _BOLD
        inside = [
            child for child in node.children if not isinstance(child, Text) or child.data.strip()
        ]
        if len(inside) == 1 and isinstance(inside[0], Element):
            node = inside[0]
            continue
        plain = all(isinstance(child, Text) or _is_break(child) for child in inside)
        return (node, bold) if inside and plain else None
    return None


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.local_name == "br"


def _stands_alone(element: Element) -> bool:
    """Whether bold words make a line of their own between the blocks of a container."""
    parent = element.parent
    if parent is None or parent.local_name not in _CONTAINERS or len(parent.children) > 400:
        return False
    place = parent.children.index(element)
    before = next((n for n in reversed(parent.children[:place]) if _is_something(n)), None)
    after = next((n for n in parent.children[place + 1 :] if _is_something(n)), None)
    opens = before is None or (isinstance(before, Element) and before.local_name not in _IN_LINE)
    closes = isinstance(after, Element) and after.local_name in _FOLLOWS
    return opens and closes


def _is_something(node: Node) -> bool:
    return isinstance(node, Element) or (isinstance(node, Text) and bool(node.data.strip()))


def _lettering(page: Page, block: Element) -> tuple[_Type, bool] | None:
    """How the text of a block is set that has one kind of letters only, and whether it is its own."""
    inner = block.element_children
    if len(inner) > 1 and not all(map(_is_break, inner)):
        return None
    children = [c for c in block.children if _is_something(c)]
    if children and all(isinstance(child, Text) or _is_break(child) for child in children):
        return _type_of(page, block), True
    if len(children) == 1 and isinstance(children[0], Element):
        found = _innermost(children[0])
        return (_type_of(page, found[0]), False) if found is not None else None
    return None


def _styled_as_heading(page: Page, element: Element, following: Element | None) -> bool:
    """Whether styles set the text of a block bold, or much larger than the text after it."""
    if following is None:
        return False
    found = _lettering(page, element)
    if found is None:
        return False
    ours, theirs = found[0], _type_of(page, following)
    if not ours.size or not theirs.size or theirs.weight >= _BOLD_WEIGHT:
        return False
    if ours.weight >= _BOLD_WEIGHT:
        least = theirs.size if element.local_name == "p" else theirs.size * _LARGER
        return ours.size > least or (element.local_name == "p" and ours.size == least)
    return ours.size >= theirs.size * _MUCH_LARGER


def _looks_main(page: Page, element: Element, following: Element | None) -> bool:
    """Whether a block is set like the main heading of a page that has none, above its first heading."""
    if following is None or following.local_name not in _HEADINGS:
        return False
    if page.fact(_first_heading) is not following:
        return False
    found = _lettering(page, element)
    if found is None or found[0].weight < _BOLD_WEIGHT or found[0].size < _MAIN_SIZE:
        return False
    text = page.semantics.visible_text(element)
    return found[0].size > _type_of(page, following).size and 2 <= len(text) <= 2 * _MAX_TITLE


def _first_heading(page: Page) -> Element | None:
    """The first heading of a page that has no main one, those without text not counted."""
    told = [(e, level) for e, level in page.semantics.headings() if page.semantics.text(e)]
    return None if not told or any(level == 1 for _, level in told) else told[0][0]


def _type_of(page: Page, element: Element) -> _Type:
    values = []
    for name in ("font-weight", "font-size"):
        value = page.semantics.styles.value(element, name)
        match = _AMOUNT.match(value) if isinstance(value, str) else None
        if match is None:
            return _Type(0.0, 0.0)
        values.append(float(match[1]))
    return _Type(values[0], values[1])


def _reads_as_title(text: str) -> bool:
    if not 2 <= len(text) <= _MAX_TITLE or len(text.split()) > _MAX_WORDS:
        return False
    return _ENDS_A_SENTENCE.search(text) is None and _NOT_A_TITLE.search(text) is None


def _introduces_text(page: Page, following: Element | None) -> bool:
    """Whether the next block is a longer text of its own, and not bold again."""
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
