"""Decides whether text is set so that it is hard to read: too small, justified, slanted, in capitals."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import Block, blocks_by, line_count, pixels, text_blocks
from govpage_lint.checks.verdict import TextRange, Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex

# A character that fills a square says as much as two letters.
_SQUARE: Final = regex(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_TRANSFORM: Final = frozenset(("text-transform",))
_order = attrgetter("order")
_SMALL_WORD: Final = regex(r"[a-z]{2}")
_CASED_WORD: Final = regex(r"[^\W\d_]{2,}")
# Where letters are small, or slanted, for what they are.
_SMALL_BY_NATURE: Final = frozenset(("sub", "sup", "rt", "rp"))
_SLANTED_BY_NATURE: Final = frozenset(("address", "cite", "dfn", "var"))


@check
def small(
    page: Page, element: Element, *, least: float = 9.0, advised: float = 10.0
) -> Iterator[Verdict]:
    """No text is smaller than some pixels. Case "near": it has the least size, but not more than is
    advised. Values: size, text."""

    def size(at: Element) -> float | None:
        found = pixels(page, at, "font-size")
        if found is None or found > advised or at.local_name in _SMALL_BY_NATURE:
            return None
        return found

    for block in blocks_by(page, size):
        found = size(block.element) or 0.0
        case = None if found < least else "near"
        yield failed(block.element, case, size=f"{found:g}", text=block.text)


@check
def justified(
    page: Page, element: Element, *, lines: int = 2, letters: int = 100
) -> Iterator[Verdict]:
    """Text of several lines is not stretched to both margins."""

    def key(at: Element) -> str | None:
        return "justify" if page.semantics.styles.value(at, "text-align") == "justify" else None

    for block in blocks_by(page, key):
        if weight(block.text) >= letters and _rows_of_paragraphs(page, block) >= lines:
            yield failed(block.element, text=block.text)


@check
def slanted(page: Page, element: Element, *, letters: int = 200) -> Iterator[Verdict]:
    """No long text is in italics. Value: text."""

    def key(at: Element) -> str | None:
        style = page.semantics.styles.value(at, "font-style")
        slants = isinstance(style, str) and style.startswith(("italic", "oblique"))
        return "slanted" if slants and at.local_name not in _SLANTED_BY_NATURE else None

    for block in blocks_by(page, key):
        if weight(block.text) >= letters:
            yield failed(block.element, text=block.text)


@check
def capitals(
    page: Page, element: Element, *, letters: int = 40, words: int = 6
) -> Iterator[Verdict]:
    """No long text is all in capitals, written so (at the text) or made so by styles (case "style").

    Value: text."""
    for block in _transformed(page):
        if _is_cased_run(block.text.upper(), letters, words):
            yield failed(block.element, "style", text=block.text)
    for block in page.fact(text_blocks):
        for text in block.texts:
            if len(text.data) < letters:
                continue
            if _is_cased_run(text.data, letters, words):
                start = len(text.data) - len(text.data.lstrip())
                end = len(text.data.rstrip())
                yield failed(TextRange(text, start, end), text=text.data)
            else:
                yield passed(text.parent or element)


def _transformed(page: Page) -> list[Block]:
    """The texts that styles set in capitals."""
    value_of = page.semantics.styles.value
    declaring = page.semantics.styles.declarers(_TRANSFORM)
    if declaring is None:
        reached = bytearray(b"\x01") * len(page.document.elements)
    else:
        # Others inherit it from those that it is declared for, where all that is declared is known.
        reached, end = bytearray(len(page.document.elements)), -1
        for one in sorted(declaring.elements, key=_order):
            if one.last > end and value_of(one, "text-transform") == "uppercase":
                end = one.last if declaring.complete else one.order
                reached[one.order : end + 1] = b"\x01" * (end + 1 - one.order)
        if end < 0:
            return []

    def key(at: Element) -> str | None:
        upper = reached[at.order] and value_of(at, "text-transform") == "uppercase"
        return "uppercase" if upper else None

    return blocks_by(page, key, into=True)


@check
def letters_tight(page: Page, element: Element, *, most: float = 0.06) -> Iterator[Verdict]:
    """Letters are not pushed together by more than a part of the font size. Values: value, text."""

    def key(at: Element) -> str | None:
        spacing, size = pixels(page, at, "letter-spacing"), pixels(page, at, "font-size")
        if spacing is None or not size or spacing >= 0 or -spacing / size < most:
            return None
        return "tight"

    for block in blocks_by(page, key):
        if weight(block.text) >= 20:
            value = page.semantics.styles.value(block.element, "letter-spacing")
            yield failed(block.element, value=value, text=block.text)


def weight(text: str) -> int:
    """How many letters a text has, a character that fills a square counted as two."""
    return len(text) + len(_SQUARE.findall(text))


def _rows_of_paragraphs(page: Page, block: Block) -> int:
    """The lines of the longest run of texts in one element of a block."""
    by_parent: dict[Element | None, list[Text]] = {}
    for text in block.texts:
        by_parent.setdefault(text.parent, []).append(text)
    return max(line_count(page, Block(block.element, texts)) for texts in by_parent.values())


def _is_cased_run(text: str, letters: int, words: int) -> bool:
    """Whether a text is long, and all its words that have a case are in capitals."""
    if len(text) < letters or _SMALL_WORD.search(text):
        return False
    found = _CASED_WORD.findall(text)
    cased = [word for word in found if word.upper() != word.lower()]
    if len(cased) < words or sum(map(len, cased)) < letters:
        return False
    return all(word == word.upper() for word in cased)
