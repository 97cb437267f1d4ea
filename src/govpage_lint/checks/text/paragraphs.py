"""Decides whether the lines of a paragraph are too tight or too long to be followed."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import Block, line_count, pixels, text_blocks
from govpage_lint.checks.text.type import weight
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element


@check
def lines_tight(
    page: Page, element: Element, *, least: float = 1.2, lines: int = 2, letters: int = 100
) -> Iterator[Verdict]:
    """The lines of a paragraph stand some times the font size apart. Values: has, needed, text."""
    for block in paragraphs(page, lines, letters):
        size = pixels(page, block.element, "font-size")
        height = pixels(page, block.element, "line-height")
        if not size or height is None:
            continue
        if height / size < least - 0.001:
            values = {"has": f"{int(height / size * 100) / 100:g}", "needed": f"{least:g}"}
            yield failed(block.element, text=block.text, **values)
        else:
            yield passed(block.element)


@check
def lines_long(
    page: Page, element: Element, *, letters: int = 80, lines: int = 3
) -> Iterator[Verdict]:
    """The lines of a paragraph have no more than some letters, or half as many characters that fill
    a square. Values: count, text."""
    for block in paragraphs(page, lines, letters * lines):
        # The last line is not full.
        count = round(weight(block.text) / (line_count(page, block) - 0.5))
        if count > letters:
            yield failed(block.element, count=count, text=block.text)
        else:
            yield passed(block.element)


def paragraphs(page: Page, lines: int, letters: int) -> Iterator[Block]:
    """The blocks that hold text right in them, of at least so many lines and letters."""
    for block in page.fact(text_blocks):
        if weight(block.text) >= letters and line_count(page, block) >= lines:
            yield block
