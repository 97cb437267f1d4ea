"""Decides how frames get the title of the document in them."""

from __future__ import annotations

from govpage_lint.checks.frames.titles import source_of
from govpage_lint.checks.head.titles import title_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict
from govpage_lint.repairs.edits import Mended, Refused, element_of, repair, set_attribute

_LONGEST = 150


@repair
def title_of_document(page: Page, verdict: Verdict) -> Mended:
    """Call a frame what its document, which lies beside the page, calls itself."""
    target = verdict.target
    element = element_of(target)
    address = source_of(element)
    inner = page.frame(element) or (page.neighbour(address) if address else None)
    title = title_of(inner) if inner is not None else None
    text = title.text if title is not None else ""
    name = target.name if isinstance(target, AttributeOf) else "title"
    if not text or len(text) > _LONGEST or text == element.attributes.get(name):
        raise Refused
    return Mended(set_attribute(element, name, text), {"title": text})
