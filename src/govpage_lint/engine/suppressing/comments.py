"""Decides which comments of a page may speak to the linter: their words, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from govpage_lint.document.source import Span
from govpage_lint.document.tree import Document
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

if TYPE_CHECKING:
    from govpage_lint.document.templates.template import Template

_OPEN: Final = "<!--"
_CLOSE: Final = "-->"
# In what a template leaves out of the page that was parsed: comments, and what holds none.
_COMMENT: Final = regex(
    r"<(script|style|textarea|title)\b.*?(?:</\1|\Z)|(<!--.*?-->)", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Written:
    """A comment: its span with what opens and closes it, and the span of the words in it.

    ``after`` is where what follows it begins: in code, after the whole block of code. ``served``
    says that a template writes it into its pages, so that it may be meant for these.
    """

    span: Span
    inside: Span
    after: int
    served: bool = False


def comments_of(document: Document) -> list[Written]:
    """The comments of a page, of HTML and of its template language, in source order.

    Text in scripts, styles and text areas that looks like a comment is none.
    """
    found = list(_html(document))
    if document.template is not None:
        found += _left_out(document, document.template)
        found += _templates_own(document, document.template)
        # A template language may take a comment of HTML for one of its own, too.
        found = list({one.span: one for one in found}.values())
    return sorted(found, key=lambda one: one.span)


def _html(document: Document) -> Iterator[Written]:
    text = document.source.text
    for comment in document.comments:
        # What a parser takes for a comment otherwise (`<?`, `<!x>`) was not meant as one.
        if comment.span is not None and text.startswith(_OPEN, comment.span[0]):
            yield _written(document, comment.span)


def _left_out(document: Document, template: Template) -> Iterator[Written]:
    """Comments of HTML in branches that the parsed page does not have."""
    if template.first is None:
        return
    for start, end in template.first.left_out:
        for match in _COMMENT.finditer(document.source.text, start, end):
            if match[2]:
                yield _written(document, match.span(2))


def _written(document: Document, span: Span) -> Written:
    start, end = span[0] + len(_OPEN), span[1]
    if document.source.text.endswith(_CLOSE, start, end):
        end -= len(_CLOSE)
    return Written(span, (start, end), span[1], served=document.template is not None)


def _templates_own(document: Document, template: Template) -> Iterator[Written]:
    text = document.source.text
    starts = [token.span[0] for token in template.tokens]
    for comment in document.template_comments:
        start, end = comment.span
        inside = text.find(comment.data, start, end)
        if inside < 0:
            continue
        place = bisect_right(starts, start) - 1
        block = template.tokens[place].span if place >= 0 else comment.span
        after = max(end, block[1]) if block[0] <= start < block[1] else end
        # Signs at the delimiters say what becomes of white space: {#- … -#}.
        data = comment.data.rstrip("-+~")
        words = data.lstrip("-+~")
        inside += len(data) - len(words)
        yield Written(comment.span, (inside, inside + len(words)), after)
