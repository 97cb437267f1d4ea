"""Decides whether a page was looked at in a way that shows a known fault to be gone."""

from __future__ import annotations

from govpage_lint.engine.baseline.entries import Entry
from govpage_lint.findings import PageResult


def seen_in_browser(page: PageResult) -> bool:
    """Whether a page was looked at in a browser, not in its source alone."""
    return any(
        "rendered" in outcome.observers or "axe" in outcome.observers
        for outcome in page.outcomes.values()
    )


class Look:
    """How one page was looked at, beside how a baseline's pages were."""

    def __init__(self, page: PageResult, *, baseline_in_browser: bool) -> None:
        self._browser = seen_in_browser(page)
        self._as_then = self._browser == baseline_in_browser
        self._ran = frozenset(page.ran)
        self._judged = page.outcomes
        self._axe = any(outcome.observers == ("axe",) for outcome in page.outcomes.values())

    def would_show(self, entry: Entry) -> bool:
        """Whether the fault of an entry would have been found again, were it still there.

        What the source shows and the browser doesn't, and the other way round, proves nothing.
        """
        if not self._as_then and (self._browser or "source" not in entry.observers):
            return False
        if entry.rule.startswith("axe-"):
            return self._axe
        if entry.observers == ("axe",) and not self._axe:
            return False
        if entry.observers == ("probe",):
            # What has to be tried is not always tried: only what it was tried on proves it.
            return entry.rule in self._judged
        return entry.rule in self._ran
