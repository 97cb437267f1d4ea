"""Decides whether a rule does what its own examples say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Document
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.engine.wording import fill, message_values, target_span
from govpage_lint.findings import LANGUAGES
from govpage_lint.rulebook.book import DEFAULT_PROFILE
from govpage_lint.rulebook.loading import load_examples
from govpage_lint.rulebook.model import Example, Rule


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that came out otherwise: ``number`` counts from 1, ``problem`` is one line."""

    rule: Rule
    number: int
    example: Example
    problem: str


def run_examples(rule: Rule) -> Iterator[ExampleFailure]:
    """The examples of a rule that found something else than they say they do."""
    for number, example in enumerate(load_examples(rule), 1):
        for problem in _problems(rule, example):
            yield ExampleFailure(rule, number, example, problem)


def _problems(rule: Rule, example: Example) -> Iterator[str]:
    document = parse_text(example.html, url=example.url)
    page = source_page(document, profile=example.profile or DEFAULT_PROFILE)
    verdicts = [judgement.verdict for judgement in Dispatcher([rule]).run(page)]
    for outcome, key, wanted in (
        ("failed", "finds", example.finds),
        ("cantTell", "review", example.review),
    ):
        found = _sources(document, [verdict for verdict in verdicts if verdict.outcome == outcome])
        if found != list(wanted):
            yield f"{key} {list(wanted)!r}, but the rule found {found!r}"
    for verdict in verdicts:
        if verdict.outcome != "passed":
            yield from _wording_problems(rule, verdict)


def _sources(document: Document, verdicts: list[Verdict]) -> list[str]:
    """The source text of each verdict's place, in source order; a place is named once."""
    spans = sorted({target_span(document, verdict.target) or (0, 0) for verdict in verdicts})
    return [document.source.slice(span) for span in spans]


def _wording_problems(rule: Rule, verdict: Verdict) -> Iterator[str]:
    if verdict.case is not None and verdict.case not in rule.cases:
        yield f"the check speaks of case {verdict.case!r}, which the rule does not have"
        return
    values = message_values(verdict.target, verdict.values)
    for language in LANGUAGES:
        text = fill(rule.message_of(verdict.case, language), values)
        if "{" in fill(rule.message_of(verdict.case, language), dict.fromkeys(values, "")):
            yield f"the message ({language}) has a placeholder that nobody fills: {text}"
