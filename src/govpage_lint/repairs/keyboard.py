"""Decides how handling by keyboard is mended."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    remove_attribute,
    repair,
    set_attribute,
)

_BLUR: Final = regex(
    r"\s*(?:if\s*\(\s*this\.blur\s*\)\s*)?(?:this\.)?blur\(\)\s*;?\s*", re.IGNORECASE
)
_NATIVE: Final = frozenset(("button", "iframe", "input", "select", "summary", "textarea"))


@repair
def natural_order(page: Page, verdict: Verdict) -> Mended:
    """Let the focus come to an element where it stands in the source."""
    element = element_of(verdict.target)
    linked = element.local_name in ("a", "area") and element.has("href")
    if element.is_html and (linked or element.local_name in _NATIVE):
        return Mended(remove_attribute(element, "tabindex"), {"change": "remove tabindex"})
    return Mended(set_attribute(element, "tabindex", "0"))


@repair
def without_blur(page: Page, verdict: Verdict) -> Mended:
    """Take out a handler that does nothing but give the focus away."""
    element = element_of(verdict.target)
    if _BLUR.fullmatch(element.attributes.get("onfocus", "")) is None:
        raise Refused
    return Mended(remove_attribute(element, "onfocus"), safe=True)
