"""Decides whether people see where the focus is, by what changed when an element took it."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.focused import FocusFacts

# An area has no box of its own: what is drawn for it hangs on a picture that may not have loaded.
_BOXLESS: Final = frozenset(("area",))


@check
def not_visible(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that Tab reaches and that change nothing on the page when they have the focus.

    The case "unseen" is for those that are out of sight even then. Where a style sheet is missing,
    nobody can tell.
    """
    facts = _facts(page)
    for target, found in facts.targets.items():
        if found.sign == "shown":
            yield passed(target)
        elif found.sign == "unsure":
            yield cant_tell(target)
        elif found.sign == "none":
            if target.local_name in _BOXLESS or not facts.styled:
                yield cant_tell(target)
            else:
                yield failed(target, None if found.in_sight else "unseen")


@check
def given_away(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that drop the focus as soon as they get it, so that nothing has it."""
    for target, found in _facts(page).targets.items():
        if found.sign == "lost":
            yield failed(target)
        elif found.sign != "passed":
            yield passed(target)


@check
def covered(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that lie wholly behind a bar when the focus comes to them. It gives ``bar``."""
    facts = _facts(page)
    for target in facts.targets:
        bar = facts.covered.get(target)
        if bar is None:
            yield passed(target)
        else:
            yield failed(target, bar=_called(bar))


def _called(element: Element) -> str:
    """A start tag with what tells an element from others."""
    attributes = element.attributes
    named = next((name for name in ("id", "class") if attributes.get(name, "").strip()), None)
    return f"<{element.local_name}" + (f' {named}="{attributes[named]}">' if named else ">")


def _facts(page: Page) -> FocusFacts:
    return page.probed(FocusFacts) or FocusFacts({})
