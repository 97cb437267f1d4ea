"""Decides what a report says beside its pages: about rules and criteria, in a language."""

from __future__ import annotations

from collections.abc import Sequence

from govpage_lint.findings import (
    CriterionText,
    Language,
    PageResult,
    Report,
    RuleGround,
    RuleText,
    Tool,
)
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


def report_on(
    book: Rulebook,
    language: Language,
    pages: tuple[PageResult, ...],
    tool: Tool,
    notes: Sequence[str],
) -> Report:
    """The report on these pages, with the words for the rules and criteria that they name."""
    told = [finding for page in pages for finding in page.findings]
    told += [one.finding for page in pages for one in page.suppressed]
    names = {finding.rule for finding in told}
    ran = {name for page in pages for name in page.ran}
    keys = {key for finding in told for key in finding.criteria}
    return Report(
        tool=tool,
        language=language,
        pages=pages,
        rules={
            name: rule_text(book, name, language) or RuleText(name, name, "", "")
            for name in sorted(names)
        },
        criteria={
            key: criterion_text(book, key, language)
            or CriterionText(book.standards.label(key), "", None, None)
            for key in sorted(keys)
        },
        notes=tuple(notes),
        grounds={name: _ground(book, name) for name in sorted(ran)},
    )


def _ground(book: Rulebook, name: str) -> RuleGround:
    """What a rule is about; nothing where neither we nor our table of axe's rules knows it."""
    rule = book.rules.get(name) or book.axe.get(name.removeprefix("axe-"))
    if rule is None:
        return RuleGround((), ())
    criteria = (book.standards.find(f"wcag:{number}") for number in rule.wcag)
    handles = (found.handle for found in criteria if found is not None)
    return RuleGround(rule.act, tuple(handle for handle in handles if handle))
