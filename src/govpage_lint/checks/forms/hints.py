"""Decides whether hints and messages beside a field are tied to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.beside import beside
from govpage_lint.checks.forms.fields import around, fields, is_choice
from govpage_lint.checks.forms.inside import says_something
from govpage_lint.checks.forms.messages import messages
from govpage_lint.checks.forms.templates import is_set_later, is_template, is_written_later
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_TIES: Final = ("aria-describedby", "aria-errormessage", "aria-labelledby", "aria-details")
_INTERACTIVE: Final = frozenset(
    "a button details form input label legend nav option select summary".split()
)
_QUICK = regex(
    r"hint|help|instruct|desc|guide|tip|err|invalid|danger|valid|안내|도움|설명|오류|에러",
    re.IGNORECASE,
)
_LONGEST: Final = 300
_MIN_WORDS: Final = 2


@check
def hint_untied(page: Page, element: Element) -> Iterator[Verdict]:
    """A hint or message right beside a field is tied to it by ``aria-describedby``. Case "error"."""
    semantics = page.semantics
    if element not in page.fact(_open) or is_set_later(page, element, "aria-describedby"):
        return
    tied = [target for name in _TIES for _, target in semantics.idrefs(element, name) if target]
    seen: list[Element] = []
    for other in beside(page, element):
        if any(one.contains(other) for one in seen):
            continue
        kind = _kind(page, other)
        if kind is None or _is_part_of_name(page, element, other):
            continue
        seen.append(other)
        text = semantics.visible_text(other)
        if any(target.contains(other) or other.contains(target) for target in tied):
            yield passed(element)
        elif text not in semantics.description(element):
            yield failed(other, "error" if kind == "error" else None, text=text)


def _open(page: Page) -> set[Element]:
    """The fields that a hint may belong to; for choices their group is told."""
    return {field for field in fields(page).all if not is_choice(page, field)}


def _kind(page: Page, element: Element) -> str | None:
    """Whether an element is marked as a message about an error, or as a hint, and says something."""
    attributes = element.attributes
    if not attributes or element.local_name in _INTERACTIVE or not element.is_html:
        return None
    if not _QUICK.search(f"{attributes.get('class', '')} {attributes.get('id', '')}"):
        return None
    semantics, known = page.semantics, messages(page)
    if not semantics.presumed_visible(element) or is_written_later(page, element):
        return None
    text = semantics.visible_text(element)
    if not says_something(text) or len(text) > _LONGEST or is_template(text):
        return None
    if known.has_name(element, "hint"):
        return "hint" if len(text.split()) >= _MIN_WORDS else None
    if known.has_name(element, "error") and known.tells_error(text):
        return "error"
    return None


def _is_part_of_name(page: Page, field: Element, element: Element) -> bool:
    """Whether an element stands in a label, or its words are in the name of the field."""
    if page.fact(around).label[element.order] is not None:
        return True
    name = page.semantics.name(field)
    return isinstance(name, str) and page.semantics.visible_text(element) in name
