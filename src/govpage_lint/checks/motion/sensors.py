"""Decides whether people who cannot move their device can do without it."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.motion.controls import controls_named
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.keyed import KeyFacts

_BUTTONS: Final = frozenset(("button", "tab", "menuitem", "html-summary", "option"))
_ACTING: Final = frozenset(("onclick", "popovertarget", "commandfor", "formaction"))
_FIELDS: Final = frozenset(
    "checkbox combobox listbox radio slider spinbutton switch textbox searchbox".split()
)


@check
def only_by_moving(page: Page, element: Element) -> Iterator[Verdict]:
    """Pages that moving the device changes and that have no control that does anything itself."""
    facts = page.probed(KeyFacts)
    if facts is None or not facts.sensors:
        return
    root = page.document.root
    named = page.fact(_named)
    if named or any(_works(page, facts, one) for one in page.document.elements):
        yield cant_tell(root)
    else:
        yield failed(root)


@check
def cannot_be_disabled(page: Page, element: Element) -> Iterator[Verdict]:
    """Pages that moving the device changes and that have no control named as if it ended that."""
    facts = page.probed(KeyFacts)
    if facts is None or not facts.sensors:
        return
    root = page.document.root
    if page.fact(_named):
        yield cant_tell(root)
    else:
        yield failed(root)


def _named(page: Page) -> list[Element]:
    return controls_named(page, "sensing")


def _works(page: Page, facts: KeyFacts, element: Element) -> bool:
    """Whether a control does something when it is used, as far as is known."""
    role = page.semantics.role(element)
    if role not in _BUTTONS and role not in _FIELDS:
        return False
    return not page.semantics.is_disabled(element) and (
        role in _FIELDS
        or element in facts.listening
        or not _ACTING.isdisjoint(element.attributes)
        or element.closest("form") is not None
    )
