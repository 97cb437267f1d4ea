"""Decides which lines are items of a list that is typed by hand, with numbers and signs before them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Final

from govpage_lint.checks.lists.signs import Sign, signs
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict, check, failed
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics import tables

_BLOCKS: Final = frozenset(("p", "div"))
_INSIDE_BLOCK: Final = frozenset(("div", "ol", "p", "table", "ul"))
# Paragraphs in these are something else than lines of a text.
_NO_PARENTS: Final = frozenset(("a", "ol", "p", "span", "table", "tr", "ul"))
# Elements that have no lines of their own to be read.
_NO_LINES: Final = frozenset(("head", "pre", "script", "style", "textarea"))
_CONTROLS: Final = frozenset(("a", "button", "img", "input", "label", "select", "svg"))
_BOLD: Final = frozenset(("b", "strong"))
_LEAST: Final = {"number": 3, "bullet": 2, "dash": 3}
_FEWEST: Final = min(_LEAST.values())


@dataclass(frozen=True, slots=True)
class _Item:
    """A line that begins with the sign of an item; ``block`` counts the paragraphs around it."""

    sign: Sign
    place: TextRange
    block: int
    bold: bool


@check
def typed_by_hand(page: Page, element: Element) -> Iterator[Verdict]:
    """Lines that are numbered or bulleted by hand are a list (WCAG H48). Asked of a page as a whole;
    one verdict a list, at its first sign. Cases: "numbers", "bullets"."""
    found = page.fact(signs)
    for holder in _holders(page):
        if found.inside(holder) < _FEWEST:
            continue
        items = list(_items(page, holder))
        for run in (*_numbered_runs(items), *_bullet_runs(items)):
            first = run[0]
            case = "bullets" if first.sign.kind in ("bullet", "dash") else "numbers"
            yield failed(first.place, case, count=len(run), text=first.sign.text)


# -- lines -----------------------------------------------------------------------------------------


def _holders(page: Page) -> list[Element]:
    """What holds paragraphs or lines that are broken by ``br``, in tree order."""
    by_name = page.document.by_name
    found: dict[Element, None] = {}
    for name in _BLOCKS:
        for block in by_name.get(name, ()):
            if block.parent is not None and block.parent.local_name not in _NO_PARENTS:
                found[block.parent] = None
    for line_break in by_name.get("br", ()):
        holder = _block_around(line_break)
        if holder is not None and not _is_paragraph(holder):
            found[holder] = None
    return sorted(found, key=lambda holder: holder.order)


def _block_around(element: Element) -> Element | None:
    block = tables.html().block
    node = element.parent
    while node is not None and not (node.is_html and node.local_name in block):
        node = node.parent
    return node


def _is_paragraph(element: Element) -> bool:
    """Whether an element is a block of text that its parent's other blocks go on with."""
    if element.local_name not in _BLOCKS:
        return False
    if element.parent is not None and element.parent.local_name in _NO_PARENTS:
        return False
    return element.local_name == "p" or not any(
        inner.local_name in _INSIDE_BLOCK for inner in element.descendants
    )


def _items(page: Page, holder: Element) -> Iterator[_Item]:
    """The signs at the starts of the lines in an element and in the paragraphs right in it."""
    if holder.local_name in _NO_LINES:
        return
    block = 0
    own = _Lines(page)
    for child in holder.children:
        if isinstance(child, Element) and child.local_name in _BLOCKS and _is_paragraph(child):
            block += 1
            own.fresh = True
            if page.semantics.presumed_exposed(child):
                lines = _Lines(page)
                for node in child.nodes:
                    if (item := lines.read(node, block)) is not None:
                        yield item
        elif isinstance(child, Element) and _is_block(child):
            block += 1
            own.fresh = True
        else:
            inside = child.nodes if isinstance(child, Element) else ()
            for node in chain((child,), inside):
                if (item := own.read(node, block)) is not None:
                    yield item


def _is_block(element: Element) -> bool:
    return element.is_html and element.local_name in tables.html().block


class _Lines:
    """Reads the nodes of a block one after another, and knows where a line begins."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._signs = page.fact(signs)
        self.fresh = True

    def read(self, node: object, block: int) -> _Item | None:
        """The item that begins with this node, if any."""
        if isinstance(node, Element):
            if node.local_name == "br":
                self.fresh = True
            elif node.local_name in _CONTROLS:
                # The line is a link or a control: what follows is not its start.
                self.fresh = False
        elif isinstance(node, Text) and self.fresh and node.data.strip():
            self.fresh = False
            sign = self._signs.of.get(node)
            parent = node.parent
            if sign is None or parent is None or not self._page.semantics.presumed_exposed(parent):
                return None
            place = TextRange(node, sign.start, sign.end)
            return _Item(sign, place, block, parent.local_name in _BOLD)
        return None


# -- runs ------------------------------------------------------------------------------------------


def _numbered_runs(items: list[_Item]) -> Iterator[list[_Item]]:
    """Runs that count up from 1 by ones; other paragraphs may stand between."""
    kinds: dict[str, list[_Item]] = {}
    for item in items:
        if item.sign.kind not in ("bullet", "dash"):
            kinds.setdefault(item.sign.kind, []).append(item)
    for numbered in kinds.values():
        run: list[_Item] = []
        for item in numbered:
            if run and item.sign.value == run[-1].sign.value + 1:
                run.append(item)
                continue
            if _is_numbered(run):
                yield run
            run = [item] if item.sign.value == 1 else []
        if _is_numbered(run):
            yield run


def _is_numbered(run: list[_Item]) -> bool:
    """Whether enough lines count up, and are not the bold titles of what stands between them."""
    if len(run) < _LEAST["number"]:
        return False
    apart = all(after.block - before.block > 1 for before, after in pairwise(run))
    return not (apart and all(item.bold for item in run))


def _bullet_runs(items: list[_Item]) -> Iterator[list[_Item]]:
    """Runs of lines that begin with the same sign and follow each other, but for lines with other
    signs, which are on another level."""
    open_runs: dict[str, list[_Item]] = {}
    last_block = 0
    for item in items:
        if item.block - last_block > 1:
            yield from _ended(open_runs)
        last_block = item.block
        if item.sign.kind not in ("bullet", "dash"):
            yield from _ended(open_runs)
            continue
        run = open_runs.setdefault(item.sign.text, [])
        run.append(item)
    yield from _ended(open_runs)


def _ended(open_runs: dict[str, list[_Item]]) -> Iterator[list[_Item]]:
    """The runs that are long enough to be lists; none of them goes on."""
    for run in open_runs.values():
        if len(run) >= _LEAST[run[0].sign.kind]:
            yield run
    open_runs.clear()
