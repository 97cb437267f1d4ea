"""Decides whether a page leaves or loads itself anew before its readers ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.refresh import first_refresh

# Twenty hours: beyond that WCAG 2.2.1 asks for nothing.
_LONG: Final = 72_000


@check
def refresh_delayed(page: Page, element: Element) -> Iterator[Verdict]:
    """The page does not refresh within 20 hours, unless at once (ACT bc659a).

    Cases: "redirect" where it leaves for another address, None where it loads itself again.
    """
    refresh = first_refresh(page.document)
    if refresh is None:
        return
    if 0 < refresh.seconds <= _LONG:
        case = "redirect" if refresh.address else None
        yield failed(refresh.element, case, count=refresh.seconds, address=refresh.address or "")
    else:
        yield passed(refresh.element)


@check
def refresh_unasked(page: Page, element: Element) -> Iterator[Verdict]:
    """The page does not refresh, unless at once (ACT bisz58)."""
    refresh = first_refresh(page.document)
    if refresh is None:
        return
    if refresh.seconds:
        yield failed(refresh.element, count=refresh.seconds)
    else:
        yield passed(refresh.element)


@check
def refresh_instant(page: Page, element: Element) -> Iterator[Verdict]:
    """The page does not send its readers on by itself. Case "circle": it loads itself, without end."""
    refresh = first_refresh(page.document)
    if refresh is None:
        return
    if refresh.seconds == 0:
        case = None if refresh.address else "circle"
        yield failed(refresh.element, case, address=refresh.address or "")
    else:
        yield passed(refresh.element)
