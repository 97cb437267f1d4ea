"""Decides how sound and films wait for people."""

from __future__ import annotations

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    remove_attribute,
    repair,
    set_attribute,
)


@repair
def started_by_people(page: Page, verdict: Verdict) -> Mended:
    """Let nothing play by itself, and show what starts it."""
    element = element_of(verdict.target)
    if element.local_name not in ("audio", "video"):
        raise Refused
    edits = remove_attribute(element, "autoplay")
    if not element.has("controls"):
        edits += set_attribute(element, "controls", "")
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))
