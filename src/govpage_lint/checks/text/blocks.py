"""Decides which texts of a page are set alike, and where that begins: one fault of style is told once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Final

from govpage_lint.checks.color.language import says
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass, field
from govpage_lint.semantics.rendered import Rect

_INLINE: Final = ("inline", "contents")
_IN_LINES: Final = ("inline", "inline-block", "contents")
_order = attrgetter("order")


@dataclass(slots=True)
class Block:
    """The texts in an element that are set as it is, and that say something."""

    element: Element
    texts: list[Text] = field(default_factory=list)
    _text: str | None = None

    @property
    def text(self) -> str:
        """What they say, white space collapsed."""
        if self._text is None:
            self._text = " ".join(" ".join(text.data for text in self.texts).split())
        return self._text


def seen_texts(page: Page) -> list[Text]:
    """The texts of HTML elements that sighted people get, and that are no mere signs, in tree order;
    for ``page.fact``. Those that nobody drew are left out where a browser drew the page."""
    rendered, sees_text = page.rendered, page.semantics.sees_text
    texts = written(page).of
    found: list[Text] = []
    for element in sorted(texts, key=_order):
        for text in texts[element] if element.is_html else ():
            if rendered is not None and text not in rendered.texts:
                continue
            if sees_text(text) and says(page, element, text.data) == "words":
                found.append(text)
    return found


def blocks_by(
    page: Page, key: Callable[[Element], Hashable | None], *, into: bool = False
) -> list[Block]:
    """The visible texts by the outermost elements that they have a key with; None is no key.

    ``into``: blocks begin anew at each element that is no inline one, such as a paragraph.
    """
    tops: dict[int, Element | None] = {}
    keys: dict[int, Hashable | None] = {}
    blocks: dict[Element, Block] = {}
    for text in page.fact(seen_texts):
        parent = text.parent
        if parent is None:
            continue
        if parent.order not in tops:
            _find_top(page, parent, key, into, tops, keys)
        top = tops[parent.order]
        if top is None:
            continue
        block = blocks.get(top)
        if block is None:
            block = blocks[top] = Block(top)
        block.texts.append(text)
    return list(blocks.values())


def text_blocks(page: Page) -> list[Block]:
    """The visible texts by paragraphs and what else holds lines; for ``page.fact``."""
    return blocks_by(page, lambda at: "any", into=True)


def _find_top(
    page: Page,
    element: Element,
    key: Callable[[Element], Hashable | None],
    into: bool,
    tops: dict[int, Element | None],
    keys: dict[int, Hashable | None],
) -> None:
    """Enter where the texts in an element begin to be set as they are, and in those around it."""
    path: list[Element] = []
    at: Element | None = element
    while at is not None and at.order not in tops:
        path.append(at)
        at = at.parent
    displays = page.semantics.styles.values("display")
    for one in reversed(path):
        place, above = one.order, one.parent
        keys[place] = own = key(one)
        if own is None:
            tops[place] = None
        elif above is None or keys[above.order] != own or (into and displays[place] not in _INLINE):
            tops[place] = one
        else:
            tops[place] = tops[above.order]


def line_count(page: Page, block: Block) -> int:
    """In how many lines the texts of a block stand."""
    return len(tops_of(line for text in block.texts for line in _lines(page, text)))


def _lines(page: Page, text: Text) -> tuple[Rect, ...]:
    return () if page.rendered is None else page.rendered.lines(text)


def tops_of(lines: Iterable[Rect]) -> list[float]:
    """The upper edges of lines, those that stand on one line once."""
    tops: list[float] = []
    for line in sorted(lines, key=lambda one: one.y):
        if not tops or line.y - tops[-1] > line.height / 2:
            tops.append(line.y)
    return tops


def pixels(page: Page, element: Element, property: str) -> float | None:
    """A computed length; None where it is none, or not known."""
    value = page.semantics.styles.value(element, property)
    if not isinstance(value, str) or not value.endswith("px"):
        return None
    try:
        return float(value.removesuffix("px"))
    except ValueError:
        return None


def flow_block(page: Page, element: Element) -> Element:
    """The block whose lines an element stands in."""
    at = element
    while at.parent is not None:
        if page.semantics.styles.value(at, "display") not in _IN_LINES:
            break
        at = at.parent
    return at


def inside(element: Element, most: int) -> Sequence[Element]:
    """The elements in an element, the first ones only where there are more: costs no more than that."""
    end = min(element.last, element.order + most)
    return element.document.elements[element.order + 1 : end + 1]
