"""Decides what ``govpage-lint explain`` says of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govpage_lint.cli import EXIT_CLEAN, UsageError
from govpage_lint.cli.others import explain_parser
from govpage_lint.cli.settings import open_book, rule_names
from govpage_lint.findings import Language
from govpage_lint.regexes import regex
from govpage_lint.reports.phrases import phrase
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.loading import load_examples
from govpage_lint.rulebook.model import Rule
from govpage_lint.rulebook.profiles import nearest

_PLACEHOLDER = regex(r"\{\w+\}")
_WORDS: dict[str, dict[Language, str]] = {
    "level": {"en": "Level", "ko": "수준"},
    "by profile": {"en": "by profile", "ko": "프로파일별"},
    "criteria": {"en": "Criteria", "ko": "관련 기준"},
    "finds": {"en": "Found in", "ko": "찾아내는 예"},
    "clean": {"en": "Not found in", "ko": "문제가 없는 예"},
    "mends": {"en": "Can be mended", "ko": "자동 수정"},
    "mended": {"en": "Mended", "ko": "고친 뒤"},
    "axe": {"en": "axe", "ko": "axe"},
    "act": {"en": "ACT rules", "ko": "ACT 규칙"},
    "off": {"en": "off", "ko": "끔"},
}


def explain(words: Sequence[str]) -> int:
    """Print what a rule finds, why it matters, how to mend it, and its examples."""
    given = explain_parser().parse_args(words)
    book = open_book(given.rules or ())
    language: Language = given.lang or "en"
    name = book.resolve(given.rule)
    if name is not None:
        print("\n".join(_rule_lines(book, book.rules[name], language)))
        return EXIT_CLEAN
    axe = given.rule.removeprefix("axe-")
    if axe in book.axe:
        print("\n".join(_axe_lines(book, axe, language)))
        return EXIT_CLEAN
    raise UsageError(
        f"there is no rule {given.rule}{nearest(given.rule, rule_names(book))} (govpage-lint rules lists all)"
    )


def _rule_lines(book: Rulebook, rule: Rule, language: Language) -> Iterator[str]:
    yield f"{rule.id}: {rule.title[language]}"
    yield ""
    yield f"  {phrase('why', language)}: {rule.why[language]}"
    yield f"  {phrase('fix', language)}: {rule.how[language]}"
    yield f"  {_WORDS['level'][language]}: {_levels(book, rule, language)}"
    for label in _criteria(book, rule.wcag, rule.all_criteria, language):
        yield f"  {_WORDS['criteria'][language]}: {label}"
    if rule.act:
        yield f"  {_WORDS['act'][language]}: {', '.join(rule.act)}"
    if rule.axe:
        yield f"  {_WORDS['axe'][language]}: {', '.join(rule.axe)}"
    for fix in rule.fixes:
        flags = "--fix" if fix.safe else "--fix --unsafe-fixes"
        yield f"  {_WORDS['mends'][language]} ({flags}): {_PLACEHOLDER.sub('…', fix.title[language])}"
    for example in load_examples(rule):
        yield ""
        yield f"  {_WORDS['finds' if example.finds or example.review else 'clean'][language]}:"
        yield from (f"    {line}" for line in example.html.strip().splitlines())
        if example.fixed is not None:
            yield f"  {_WORDS['mended'][language]}:"
            yield from (f"    {line}" for line in example.fixed.strip().splitlines())


def _levels(book: Rulebook, rule: Rule, language: Language) -> str:
    base = phrase(rule.level, language)
    if rule.certainty == "review":
        base = phrase("review", language)
    differing = []
    for profile in book.profiles.values():
        own = profile.levels.get(rule.id)
        if own is not None and own != rule.level:
            shown = _WORDS["off"][language] if own == "off" else phrase(own, language)
            differing.append(f"{profile.id} {shown}")
    return (
        f"{base} ({_WORDS['by profile'][language]}: {', '.join(differing)})" if differing else base
    )


def _criteria(
    book: Rulebook, wcag: Sequence[str], own: Sequence[str], language: Language
) -> Iterator[str]:
    standards = book.standards
    for key in standards.criteria(wcag, own, list(standards.by_id)):
        criterion = standards.find(key)
        name = criterion.name[language] if criterion else ""
        level = f" ({criterion.level})" if criterion and criterion.level else ""
        yield f"{standards.label(key)} {name}{level}"


def _axe_lines(book: Rulebook, name: str, language: Language) -> Iterator[str]:
    axe = book.axe[name]
    if axe.rule is not None and axe.rule in book.rules:
        yield from _rule_lines(book, book.rules[axe.rule], language)
        return
    yield f"axe-{name}: {axe.title[language]}"
    yield ""
    yield f"  {phrase('why', language)}: {axe.why[language]}"
    yield f"  {phrase('fix', language)}: {axe.how[language]}"
    level = phrase("warning" if axe.best_practice else "error", language)
    yield f"  {_WORDS['level'][language]}: {level}"
    for label in _criteria(book, axe.wcag, axe.criteria, language):
        yield f"  {_WORDS['criteria'][language]}: {label}"
