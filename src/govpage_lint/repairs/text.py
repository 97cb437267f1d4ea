"""Decides how styles let people set their own spacing."""

from __future__ import annotations

import re

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.repairs.edits import Mended, Refused, element_of, repair, set_attribute

# The shorthands that set a property, too.
_SHORTHANDS = {"line-height": "line-height|font"}


@repair
def without_important(page: Page, verdict: Verdict, *, property: str) -> Mended:
    """Take ``!important`` off the declarations of a property in the element's own style."""
    element = element_of(verdict.target)
    style = element.attributes.get("style", "")
    names = _SHORTHANDS.get(property, re.escape(property))
    free = re.sub(
        rf"((?:^|;)\s*(?:{names})\s*:[^;\"'()]*?)\s*!\s*important",
        r"\1",
        style,
        flags=re.IGNORECASE,
    )
    if free == style:
        raise Refused
    return Mended(set_attribute(element, "style", free))
