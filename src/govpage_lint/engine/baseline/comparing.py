"""Decides which findings of a page are known, and which known faults are gone from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from govpage_lint.engine.baseline.entries import Baseline, Entry, Known
from govpage_lint.engine.baseline.looking import Look
from govpage_lint.engine.fingerprints import base_of, numbered
from govpage_lint.engine.suppressing.names import is_about_suppressions
from govpage_lint.findings import Finding, Gone, Language, PageResult, Suppressed
from govpage_lint.records import replace


class Comparison:
    """Compares the pages of a run with a baseline, one by one; remembers what is gone.

    ``key`` says what the baseline calls a page.
    """

    def __init__(
        self, baseline: Baseline, key: Callable[[PageResult], str], language: Language
    ) -> None:
        self._known = Known(baseline)
        self._key = key
        self._language = language
        self.gone: list[Gone] = []

    def compared(self, page: PageResult) -> PageResult:
        """The page with its known findings suppressed: of those that look the same, the first."""
        if page.status != "checked":
            return page
        key = self._key(page)
        found: Counter[str] = Counter()
        new: list[Finding] = []
        suppressed = list(page.suppressed)
        for finding in page.findings:
            mark = base_of(finding.fingerprint)
            entry = None if is_about_suppressions(finding.rule) else self._known.find(key, mark)
            found[mark] += 1
            if entry is None or found[mark] > entry.count:
                new.append(finding)
            else:
                suppressed.append(Suppressed(finding, "baseline", self._reason(entry)))
        self._remember_gone(page, key, found)
        told, others = numbered(new, suppressed)
        return replace(page, findings=told, suppressed=others)

    def _reason(self, entry: Entry) -> str:
        return f"since {entry.since}" if self._language == "en" else f"{entry.since}부터"

    def _remember_gone(self, page: PageResult, key: str, found: Counter[str]) -> None:
        look = Look(page, baseline_in_browser=self._known.baseline.browser)
        for entry in self._known.on(key):
            missing = entry.count - found[entry.fingerprint]
            if missing > 0 and look.would_show(entry):
                self.gone.append(Gone(entry.rule, key, missing))
