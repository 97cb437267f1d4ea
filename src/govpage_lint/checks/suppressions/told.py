"""Decides nothing itself: what is wrong with suppressions shows when all rules have looked."""

from collections.abc import Iterable

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check
from govpage_lint.document.tree import Element


@check
def told_by_the_engine(page: Page, element: Element) -> Iterable[Verdict]:
    """No verdict: ``engine.suppressing`` gives those of the rules that call this."""
    return ()
