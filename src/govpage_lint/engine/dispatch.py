"""Decides which rules look at which elements: one walk over a page serves all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.selectors import Selector, Test
from govpage_lint.document.tree import Element
from govpage_lint.findings import Observer
from govpage_lint.rulebook.model import Rule

type _Entry = tuple[Test, Rule]
type _Index = dict[str, list[_Entry]]


class Judgement(NamedTuple):
    """A verdict, and the rule that gave it."""

    rule: Rule
    verdict: Verdict


class Dispatcher:
    """Rules indexed by what their selectors demand of an element: id, class, attribute or name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._plans: dict[frozenset[str], _Plan] = {}

    def run(self, page: Page, probe: str | None = None) -> Iterator[Judgement]:
        """Every verdict of every rule that applies to the page, in tree order, page rules last.

        After a ``probe``, those rules run that ask for it.
        """
        active = [
            rule
            for rule in self.rules
            if rule.probe == probe and applies(rule, page, page.observer)
        ]
        key = frozenset(rule.id for rule in active)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _Plan(active)
        # After a probe there may be nothing to look for in the tree.
        for element in page.document.elements if len(plan.whole) < len(active) else ():
            done: set[str] = set()
            for test, rule in plan.candidates(element):
                if not test(element):
                    continue
                if rule.id in plan.several:
                    if rule.id in done:
                        continue
                    done.add(rule.id)
                for verdict in rule.matcher.judge(page, element):
                    yield Judgement(rule, verdict)
        for rule in plan.whole:
            for verdict in rule.matcher.judge(page, page.document.root):
                yield Judgement(rule, verdict)


class _Plan:
    """Which of some rules may look at which elements. ``several`` may do so by more ways than one."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.whole: list[Rule] = []
        self.several: set[str] = set()
        self._by_id: _Index = {}
        self._by_class: _Index = {}
        self._by_attribute: _Index = {}
        self._by_name: _Index = {}
        self._rest: list[_Entry] = []
        for rule in rules:
            selectors = rule.matcher.selectors
            if selectors is None:
                self.whole.append(rule)
                continue
            names = [selector.local_name for selector in selectors]
            if None in names or len(set(names)) < len(names):
                self.several.add(rule.id)
            for selector in selectors:
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

    def candidates(self, element: Element) -> Sequence[_Entry]:
        """The rules whose selectors the element may match, with these selectors."""
        found = self._by_name.get(element.local_name, _NONE)
        asked = [
            self._by_attribute[name] for name in element.attributes if name in self._by_attribute
        ]
        if self._by_id and (identifier := element.id) is not None:
            asked.append(self._by_id.get(identifier, _NONE))
        if self._by_class:
            asked += [self._by_class.get(name, _NONE) for name in element.classes]
        if self._rest:
            asked.append(self._rest)
        return [*found, *chain.from_iterable(asked)] if asked else found


_NONE: list[_Entry] = []


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
