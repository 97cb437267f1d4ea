"""Decides what a report says about rules and criteria in a language."""

from __future__ import annotations

from govpage_lint.findings import CriterionText, Language, RuleText
from govpage_lint.rulebook.book import Rulebook


def rule_text(book: Rulebook, name: str, language: Language) -> RuleText | None:
    """The words for a rule of ours, or of axe's that our table has; None for any other name."""
    rule = book.rules.get(name)
    if rule is not None:
        return RuleText(name, rule.title[language], rule.why[language], rule.how[language])
    axe = book.axe.get(name.removeprefix("axe-"))
    if axe is not None:
        return RuleText(name, axe.title[language], axe.why[language], axe.how[language])
    return None


def criterion_text(book: Rulebook, key: str, language: Language) -> CriterionText | None:
    """The words for a criterion; None where no standard has it."""
    found = book.standards.find(key)
    if found is None:
        return None
    label = book.standards.label(key)
    return CriterionText(label, found.name[language], found.level, found.url)
