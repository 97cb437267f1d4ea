"""Decides which rules look at which elements: one walk over a page serves all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.selectors import Selector, Test
from govpage_lint.document.tree import Element
from govpage_lint.findings import Observer
from govpage_lint.rulebook.matchers import Called, Judge
from govpage_lint.rulebook.model import Rule

type _Index = dict[str, list[_Entry]]
# What an element is still to be asked, None for nothing; the rule, and how it judges; whether it may
# come by more ways than one.
type _Candidate = tuple[Test | None, Rule, Judge, bool]


class Judgement(NamedTuple):
    """A verdict, and the rule that gave it."""

    rule: Rule
    verdict: Verdict


class _Entry(NamedTuple):
    """A selector of a rule."""

    selector: Selector
    rule: Rule


class Dispatcher:
    """Rules indexed by what their selectors demand of an element: id, class, attribute or name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._plans: dict[frozenset[str], _Plan] = {}

    def run(self, page: Page, probe: str | None = None) -> Iterator[Judgement]:
        """Every verdict of every rule that applies to the page, in tree order, page rules last.

        After a ``probe``, those rules run that ask for it.
        """
        for rule, verdicts in self.judged(page, probe):
            for verdict in verdicts:
                yield Judgement(rule, verdict)

    def judged(
        self, page: Page, probe: str | None = None
    ) -> Iterator[tuple[Rule, Iterable[Verdict]]]:
        """The same, as what each rule says of each of its elements: to be read before going on."""
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
            done: set[str] | None = None
            for test, rule, judge, several in plan.candidates(element):
                if test is not None and not test(element):
                    continue
                if several:
                    if done is None:
                        done = set()
                    elif rule.id in done:
                        continue
                    done.add(rule.id)
                yield rule, judge(page, element)
        for rule in plan.whole:
            yield rule, rule.matcher.judge(page, page.document.root)


class _Plan:
    """Which of some rules may look at which elements."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.whole: list[Rule] = []
        self._by_id: _Index = {}
        self._by_class: _Index = {}
        self._by_attribute: _Index = {}
        self._by_name: _Index = {}
        self._rest: list[_Entry] = []
        self._by_kind: dict[tuple[str | None, ...], list[_Candidate]] = {}
        for rule in rules:
            selectors = rule.matcher.selectors
            if selectors is None:
                self.whole.append(rule)
                continue
            for selector in selectors:
                self._add(_Entry(selector, rule))
        self._classes = frozenset(self._by_class)

    def _add(self, entry: _Entry) -> None:
        selector = entry.selector
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

    def candidates(self, element: Element) -> Sequence[_Candidate]:
        """The rules that may look at the element."""
        # Elements of one name with the same attributes are many, and asked for by the same rules.
        attributes = element.attributes
        kind = (element.namespace_url, element.local_name, *attributes)
        found = self._by_kind.get(kind)
        if found is None:
            if len(self._by_kind) >= _MOST_KINDS:
                self._by_kind.clear()
            found = self._by_kind[kind] = _candidates([*self._of_kind(element)], element)
        if ("class" in attributes and not self._classes.isdisjoint(element.classes)) or (
            "id" in attributes and attributes["id"] in self._by_id
        ):
            return _candidates([*self._of_kind(element), *self._named(element)], element)
        return found

    def _named(self, element: Element) -> Iterator[_Entry]:
        yield from self._by_id.get(element.id or "", ())
        for name in element.classes:
            yield from self._by_class.get(name, ())

    def _of_kind(self, element: Element) -> Iterator[_Entry]:
        yield from self._by_name.get(element.local_name, ())
        for name in element.attributes:
            yield from self._by_attribute.get(name, ())
        yield from self._rest


def _candidates(entries: Sequence[_Entry], element: Element) -> list[_Candidate]:
    """What is left to ask of all elements with the names that an element has."""
    names = [rule.id for _, rule in entries]
    alone = len(set(names)) == len(names)
    sure: set[str] = set()
    found: list[_Candidate] = []
    for selector, rule in entries:
        if rule.id in sure:
            continue
        matcher, several = rule.matcher, not alone and names.count(rule.id) > 1
        if not selector.by_names:
            found.append((selector.test, rule, matcher.judge, several))
        elif selector.test(element):
            sure.add(rule.id)
            judge = matcher.judging if isinstance(matcher, Called) else matcher.judge
            found.append((None, rule, judge, several))
    return found


_MOST_KINDS: Final = 5_000


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
    """The primary language subtag that the page declares, lower-case; empty when it declares none, or
    when the code of a template writes it."""
    language = page.document.language_of(page.document.root).partition("-")[0].lower()
    return "" if page.document.template is not None and not language.isascii() else language
