"""Decides whether a page lets people hold their device as they have to."""

from collections.abc import Iterator

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.turned import TurnedFacts


@check
def orientation_locked(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that the styles for one orientation turn by a right angle against the other.

    Where nothing can be read in them, it may be no more than a sign that turns.
    """
    facts = page.probed(TurnedFacts)
    if facts is None:
        return
    for target in facts.turned:
        if page.semantics.visible_text(target):
            yield failed(target)
        else:
            yield cant_tell(target)
    if not facts.turned:
        yield passed(page.document.root)
