"""Decides which comments of a page may speak to the linter: their words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.tree import Document

_OPEN: Final = "<!--"
_CLOSE: Final = "-->"


@dataclass(frozen=True, slots=True)
class Written:
    """A comment: its span with what opens and closes it, and the span of the words in it."""

    span: Span
    inside: Span


def comments_of(document: Document) -> list[Written]:
    """The comments of a page, of HTML and of its template language, in source order.

    Text in scripts, styles and text areas that looks like a comment is none.
    """
    return sorted(_html(document), key=lambda one: one.span)


def _html(document: Document) -> Iterator[Written]:
    text = document.source.text
    for comment in document.comments:
        # What a parser takes for a comment otherwise (`<?`, `<!x>`) was not meant as one.
        if comment.span is None or not text.startswith(_OPEN, comment.span[0]):
            continue
        start, end = comment.span
        close = len(_CLOSE) if text.endswith(_CLOSE, start + len(_OPEN), end) else 0
        yield Written(comment.span, (start + len(_OPEN), end - close))
