"""Decides whether a page fits a narrow window, as when it is enlarged to 400 %."""

from collections.abc import Iterator

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.reflowed import ReflowFacts


@check
def too_wide(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements whose text does not fit a window of 320 pixels. It gives ``text`` and ``end``, the
    pixel that it reaches to. Where it is a little too wide, or a style sheet is missing, a person has to
    look."""
    facts = page.probed(ReflowFacts)
    if facts is None:
        return
    for one in facts.wide:
        verdict = cant_tell if one.little or not facts.styled else failed
        yield verdict(one.element, text=one.text, end=one.end)
    if not facts.wide:
        yield passed(page.document.root)
