"""Decides how a suppression that nothing needs goes: its comment, or one name in it."""

from __future__ import annotations

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import SourceRange, Verdict
from govpage_lint.document.source import Span
from govpage_lint.findings import Edit
from govpage_lint.repairs.edits import Mended, Refused, repair, with_its_line


@repair
def without_unused(page: Page, verdict: Verdict) -> Mended:
    """Take out a comment, and the line where it stood alone; of a name in one, its comma too."""
    if not isinstance(verdict.target, SourceRange):
        raise Refused
    text, span = page.document.source.text, verdict.target.span
    if text.startswith("<!--", span[0]):
        return Mended((Edit(*with_its_line(text, span), ""),))
    return Mended((Edit(*_with_its_comma(text, span), ""),))


def _with_its_comma(text: str, span: Span) -> Span:
    start, end = span
    before = len(text[:start].rstrip())
    if text[before - 1 : before] == ",":
        return before - 1, end
    after = len(text) - len(text[end:].lstrip())
    if text[after : after + 1] != ",":
        raise Refused
    after += 1
    return start, len(text) - len(text[after:].lstrip())
