"""Decides which findings of a page are in force, and tells what is wrong with suppressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import SourceRange, Verdict, failed
from govpage_lint.document.tree import Document
from govpage_lint.engine.check import Placed, in_source_order
from govpage_lint.engine.dispatch import Judgement, applies
from govpage_lint.engine.suppressing.directives import Fault
from govpage_lint.engine.suppressing.entries import ConfigEntry
from govpage_lint.engine.suppressing.inline import apply_comments, has_dates
from govpage_lint.engine.suppressing.names import RuleNames
from govpage_lint.engine.wording import Wording
from govpage_lint.findings import Finding, Language, Suppressed
from govpage_lint.records import dataclass
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.model import Rule
from govpage_lint.rulebook.profiles import Profile


@dataclass(frozen=True, slots=True)
class Checked:
    """A page after all rules have looked: its source, what was found, and by which rules.

    ``rules`` are those in force under the ``profile``; ``looked`` says of a rule's id whether it
    was run on this page. ``entries`` are those of the configuration that hold for it.
    """

    source: Page
    placed: Sequence[Placed]
    rules: Mapping[str, Rule]
    profile: Profile
    looked: Callable[[str], bool]
    entries: tuple[ConfigEntry, ...] = ()


class Suppressing:
    """Applies suppressions to pages. One for a run; ``today`` decides which have expired."""

    def __init__(self, book: Rulebook, language: Language, today: date) -> None:
        self._names = RuleNames(book)
        self._language = language
        self._today = today

    def apply(self, page: Checked) -> tuple[list[Finding], list[Suppressed]]:
        """The findings in force, in source order, and those that are not told."""
        document = page.source.document
        result = apply_comments(document, page.placed, self._names, self._today, page.looked)
        kept, configured = result.kept, list[Suppressed]()
        if page.entries:
            from govpage_lint.engine.suppressing.configured import apply_entries

            kept, configured = apply_entries(page.entries, kept, self._names, self._today)
        told = [*kept, *self._told(page, result.faults)]
        if result.faults:
            told.sort(key=in_source_order)
        return [one.finding for one in told], [*result.suppressed, *configured]

    def _told(self, page: Checked, faults: Iterable[Fault]) -> Iterator[Placed]:
        document = page.source.document
        wording = Wording(page.source, self._language, "source")
        for fault in faults:
            rule = page.rules.get(fault.rule)
            level = None if rule is None else page.profile.level(rule, fault.case)
            if rule is not None and level is not None:
                judgement = Judgement(rule, verdict_of(document, fault))
                certainty = rule.certainty_of(fault.case)
                yield Placed(wording.finding(judgement, level, certainty, ()), document.root)


def depends_on_day(document: Document, entries: Iterable[ConfigEntry]) -> bool:
    """Whether something that suppresses findings of a page does so up to some day."""
    return any(entry.until is not None for entry in entries) or has_dates(document)


def verdict_of(document: Document, fault: Fault) -> Verdict:
    """The verdict that says what is wrong with a suppression, at its comment."""
    target = SourceRange(document.root, fault.span)
    return failed(target, fault.case, **fault.values)


def has_looked(
    rules: Iterable[Rule], profile: Profile, pages: Iterable[Page], axe: bool, judged: Iterable[str]
) -> Callable[[str], bool]:
    """Whether a rule was run on a page, with a level at which it could have told something.

    ``pages`` are the page as each observer had it, ``axe`` whether axe ran, ``judged`` the ids of
    rules that had a target. What needs a trial may not have been tried: only targets prove it.
    """
    had_targets = frozenset(judged)
    seen = list(pages)
    by_id = {rule.id: rule for rule in rules}

    def looked(name: str) -> bool:
        if name.startswith("axe-"):
            return axe
        rule = by_id.get(name)
        if rule is None or not any(profile.level(rule, case) for case in (None, *rule.cases)):
            return False
        if rule.probe is not None:
            return name in had_targets
        return any(applies(rule, page, page.observer) for page in seen)

    return looked
