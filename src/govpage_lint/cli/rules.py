"""Decides what ``govpage-lint rules`` lists, and how it tests rules by their own examples."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from govpage_lint.cli import EXIT_CLEAN, EXIT_FINDINGS, UsageError
from govpage_lint.cli.others import rules_parser
from govpage_lint.cli.settings import open_book
from govpage_lint.engine.examples import ExampleBrowser, run_examples
from govpage_lint.engine.reading import find_reader
from govpage_lint.findings import Language
from govpage_lint.reports.escape import visible
from govpage_lint.reports.phrases import phrase
from govpage_lint.rulebook.book import DEFAULT_PROFILE
from govpage_lint.rulebook.loading import load_house_rules
from govpage_lint.rulebook.model import Rule, RuleError
from govpage_lint.rulebook.profiles import nearest

_UNREAD: Final[dict[Language, str]] = {
    "en": "The program tesseract is not installed, so that these rules see no text in pictures:",
    "ko": "tesseract 프로그램이 없어 다음 규칙은 이미지 속 글자를 보지 못합니다:",
}


def rules(words: Sequence[str]) -> int:
    """List the rules, or test those of folders; returns the exit code."""
    given = rules_parser().parse_args(words)
    if given.action == "test":
        return _test(given)
    if given.folders:
        raise UsageError("rules list takes no folders; name house rules with --rules FOLDER")
    return _list(given)


def _list(given: argparse.Namespace) -> int:
    book = open_book(given.rules or ())
    language: Language = given.lang or "en"
    name = given.profile or DEFAULT_PROFILE
    if name not in book.profiles:
        raise UsageError(f"there is no profile {name}{nearest(name, list(book.profiles))}")
    profile = book.profiles[name]
    width = max(len(rule) for rule in book.rules)
    topic = None
    for rule in sorted(book.rules.values(), key=lambda rule: (rule.topic, rule.id)):
        if rule.topic != topic:
            topic = rule.topic
            print(f"{topic}:")
        print(
            f"  {rule.id:{width}}  {_level(rule, profile.level(rule, None), language):8}  {rule.title[language]}"
        )
    _tell_unread(book.rules.values(), language)
    return EXIT_CLEAN


def _tell_unread(rules: Iterable[Rule], language: Language) -> None:
    """Say which rules cannot tell much here, where nothing reads the text in pictures."""
    reading = sorted(rule.id for rule in rules if rule.probe == "pictures")
    if reading and find_reader() is None:
        text = _UNREAD[language]
        print(f"{text} {', '.join(reading)}.", file=sys.stderr)


def _level(rule: Rule, level: str | None, language: Language) -> str:
    if level is None:
        return "off" if language == "en" else "끔"
    return phrase("review" if rule.certainty == "review" else level, language)


def _test(given: argparse.Namespace) -> int:
    if not given.folders:
        raise UsageError("rules test needs a folder or file of rules")
    tested = examples = 0
    failures: list[str] = []
    with ExampleBrowser() as browser:
        for folder in given.folders:
            try:
                loaded = load_house_rules(folder)
            except RuleError as error:
                raise UsageError(str(error)) from error
            for rule in loaded:
                tested += 1
                examples += len(rule.examples)
                failures += _failures(rule, browser)
    for line in failures:
        print(visible(line))
    verdict = f"{len(failures)} failed" if failures else "all as they say"
    print(f"{tested} rules, {examples} examples: {verdict}")
    return EXIT_FINDINGS if failures else EXIT_CLEAN


def _failures(rule: Rule, browser: ExampleBrowser) -> list[str]:
    from govpage_lint.browser.errors import BrowserError

    try:
        return [
            f"{failure.rule.file}: example {failure.number}: {failure.problem}"
            for failure in run_examples(rule, browser)
        ]
    except BrowserError as error:
        return [f"{rule.file}: its examples need a browser: {error}"]
