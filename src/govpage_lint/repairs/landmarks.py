"""Decides how landmarks are marked, and their labels mended."""

from __future__ import annotations

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    remove_attribute,
    repair,
    set_attribute,
    wrap,
)


@repair
def without_label(page: Page, verdict: Verdict) -> Mended:
    """Take away an ``aria-label`` that says nothing: browsers pass it over."""
    target = verdict.target
    if not isinstance(target, AttributeOf) or target.element.attributes[target.name].strip():
        raise Refused
    return Mended(remove_attribute(target.element, target.name), safe=True)


@repair
def main(page: Page, verdict: Verdict) -> Mended:
    """Mark the block that holds the content as the main content."""
    element = element_of(verdict.target)
    if element.local_name not in ("div", "section", "article") or element.has("role"):
        raise Refused
    inside = f"<{element.local_name}>"
    if element.attributes.get("id"):
        inside = f'<{element.local_name} id="{element.attributes["id"]}">'
    return Mended(set_attribute(element, "role", "main"), {"inside": inside})


@repair
def navigation(page: Page, verdict: Verdict) -> Mended:
    """Mark a block with a menu as navigation, and put one around a bare list."""
    element = element_of(verdict.target)
    if element.has("role"):
        raise Refused
    if element.local_name in ("div", "section"):
        return Mended(set_attribute(element, "role", "navigation"))
    if element.local_name in ("ul", "ol"):
        return Mended(wrap(element, "<nav>", "</nav>"))
    raise Refused
