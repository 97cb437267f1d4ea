"""Decides which rules a suppression may name, and which findings bear a name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from govpage_lint.document.source import Span
from govpage_lint.engine.check import Placed
from govpage_lint.engine.suppressing.directives import RULES, UNKNOWN_RULE, Fault
from govpage_lint.findings import Finding
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.spelling import get_close_matches

# Looking for the nearest of some hundred names takes time, and pages may name what they like.
_MAX_HINTS = 50


class RuleNames:
    """The names that suppressions know: rules by their ids and former ids, one case of a rule as
    ``rule:case``, and what axe calls a fault as ``axe-name``."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._hints: dict[str, str] = {}

    def resolve(self, text: str) -> str | None:
        """The name that findings have for what a person wrote; None for what is no rule."""
        name, colon, case = text.partition(":")
        rule = self._book.resolve(name)
        if rule is None:
            known = name.startswith("axe-") and name.removeprefix("axe-") in self._book.axe
            return name if known and not colon else None
        if not colon:
            return rule
        return f"{rule}:{case}" if case in self._book.rules[rule].cases else None

    def nearest(self, text: str) -> str:
        """The known name that a person may have meant; empty where none is near."""
        if text not in self._hints:
            if len(self._hints) >= _MAX_HINTS:
                return ""
            near = get_close_matches(text[:80], self._known, 1)
            self._hints[text] = near[0] if near else ""
        return self._hints[text]

    @cached_property
    def _known(self) -> list[str]:
        rules = self._book.rules.values()
        cases = [f"{rule.id}:{case}" for rule in rules for case in rule.cases]
        axe = [f"axe-{name}" for name in self._book.axe]
        return [
            name for name in (*self._book.rules, *axe, *cases) if not is_about_suppressions(name)
        ]


def is_about_suppressions(name: str) -> bool:
    """Whether a rule tells what is wrong with suppressions: such findings are never suppressed."""
    return name.partition(":")[0] in RULES


def unknown_name(text: str, span: Span, names: RuleNames) -> Fault | None:
    """What is wrong with a name in a suppression; None for one that may stand there."""
    rule = names.resolve(text)
    value = {"value": text}
    if rule is not None:
        return Fault(UNKNOWN_RULE, span, "itself", value) if is_about_suppressions(rule) else None
    near = names.nearest(text)
    if near:
        return Fault(UNKNOWN_RULE, span, "near", {**value, "near": near})
    return Fault(UNKNOWN_RULE, span, None, value)


def names_of(placed: Placed) -> Iterator[str]:
    """The names under which a finding can be suppressed, the narrowest first."""
    if placed.case is not None:
        yield f"{placed.finding.rule}:{placed.case}"
    yield from names_of_finding(placed.finding)


def names_of_finding(finding: Finding) -> Iterator[str]:
    """The names of a finding's rule, and of axe's rules that saw it too."""
    yield finding.rule
    for name in finding.axe:
        if f"axe-{name}" != finding.rule:
            yield f"axe-{name}"
