"""Decides which rules look at which elements: one walk over a page serves all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.selectors import Selector, Test
from govpage_lint.document.tree import Element
from govpage_lint.findings import Observer
from govpage_lint.rulebook.model import Rule

type _Entry = tuple[Test, Rule]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and the rule that gave it."""

    rule: Rule
    verdict: Verdict


class Dispatcher:
    """Rules indexed by what their selectors demand of an element: id, class, attribute or name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._whole: list[Rule] = []
        self._by_id: dict[str, list[_Entry]] = {}
        self._by_class: dict[str, list[_Entry]] = {}
        self._by_attribute: dict[str, list[_Entry]] = {}
        self._by_name: dict[str, list[_Entry]] = {}
        self._rest: list[_Entry] = []
        for rule in self.rules:
            if rule.matcher.selectors is None:
                self._whole.append(rule)
            for selector in rule.matcher.selectors or ():
                self._add(selector, (selector.test, rule))

    def _add(self, selector: Selector, entry: _Entry) -> None:
        if selector.id:
            self._by_id.setdefault(selector.id, []).append(entry)
        elif selector.class_name:
            self._by_class.setdefault(selector.class_name, []).append(entry)
        elif selector.local_name:
            self._by_name.setdefault(selector.local_name, []).append(entry)
        elif selector.attribute:
            self._by_attribute.setdefault(selector.attribute, []).append(entry)
        else:
            self._rest.append(entry)

    def run(self, page: Page, probe: str | None = None) -> Iterator[Judgement]:
        """Every verdict of every rule that applies to the page, in tree order, page rules last.

        After a ``probe``, those rules run that ask for it.
        """
        idle = frozenset(
            rule.id
            for rule in self.rules
            if rule.probe != probe or not applies(rule, page, page.observer)
        )
        for element in page.document.elements:
            done: list[Rule] = []
            for test, rule in self._candidates(element):
                if rule.id in idle or rule in done or not test(element):
                    continue
                done.append(rule)
                for verdict in rule.matcher.judge(page, element):
                    yield Judgement(rule, verdict)
        for rule in self._whole:
            if rule.id not in idle:
                for verdict in rule.matcher.judge(page, page.document.root):
                    yield Judgement(rule, verdict)

    def _candidates(self, element: Element) -> Iterator[_Entry]:
        yield from self._by_name.get(element.local_name, ())
        for name in element.attributes:
            if name in self._by_attribute:
                yield from self._by_attribute[name]
        if self._by_id and (identifier := element.id) is not None:
            yield from self._by_id.get(identifier, ())
        if self._by_class:
            for name in element.classes:
                yield from self._by_class.get(name, ())
        yield from self._rest


def applies(rule: Rule, page: Page, observer: Observer) -> bool:
    """Whether a rule has anything to say about such a page at all."""
    if observer not in rule.observers or (rule.scope == "page" and page.document.fragment):
        return False
    when = rule.when
    if when.profile and page.profile not in when.profile:
        return False
    if when.address is not None and not re.search(when.address, page.url or ""):
        return False
    return not when.language or page_language(page) in when.language


def page_language(page: Page) -> str:
    """The primary language subtag that the page declares, lower-case; empty when it declares none."""
    return page.document.language_of(page.document.root).partition("-")[0].lower()


def observers_of(rules: Sequence[Rule]) -> frozenset[Observer]:
    """Which observers the rules need."""
    return frozenset(observer for rule in rules for observer in rule.observers)
