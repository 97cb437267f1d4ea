"""Decides what a rule is, once it is read from its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Protocol

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.selectors import Selector
from govpage_lint.document.tree import Element
from govpage_lint.findings import Certainty, Impact, Language, Level, Observer
from govpage_lint.records import dataclass, field

type LocalText = Mapping[str, str]


class RuleError(Exception):
    """A rule, profile or standard that cannot be used: one line that names the file and the key."""

    def __init__(self, file: Path, key: str, message: str) -> None:
        super().__init__(f"{file}: {key}: {message}" if key else f"{file}: {message}")
        self.file = file
        self.key = key


class Matcher(Protocol):
    """How a rule finds its targets and judges them."""

    @property
    def selectors(self) -> tuple[Selector, ...] | None:
        """What the rule applies to; None when it looks at the page as a whole, once."""

    def judge(self, page: Page, element: Element) -> Iterable[Verdict]:
        """Verdicts about an element that ``selectors`` match, or about the page from its root."""


@dataclass(frozen=True, slots=True)
class Case:
    """One of the ways to break a rule, where a rule words or weighs them apart.

    ``criteria`` stand in place of the rule's own; None where they are the same.
    """

    message: LocalText | None
    how: LocalText | None
    level: Level | None
    certainty: Certainty | None
    criteria: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class When:
    """On which pages a rule runs at all; an empty tuple is no condition."""

    language: tuple[str, ...] = ()
    address: str | None = None
    profile: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One of a rule's own tests: ``finds`` are the source texts of the findings, in order.

    ``files`` are texts beside it by their paths, for rules that look at what a page leads to.
    ``reader`` says that a picture in it has to be read, so that it needs a reader of pictures.
    """

    html: str
    finds: tuple[str, ...]
    fixed: str | None = None
    url: str | None = None
    profile: str | None = None
    review: tuple[str, ...] = ()
    note: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    reader: bool = False


@dataclass(frozen=True, slots=True)
class RuleFix:
    """How a rule mends what it finds: ``data`` is what its file says (``repairs.declared``).

    It is for findings of these ``cases``, "" for those of none; None for all.
    """

    title: LocalText
    safe: bool
    cases: frozenset[str] | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule, as read from its file (``rules/schema/rule.schema.json`` describes every key).

    A ``silent`` rule is judged for conformance reports, and tells no finding unless a profile or
    the person gives it a level. ``probe`` is what has to be tried in a browser before it can
    judge. ``covers`` are more general rules that see the same fault: where this one tells it,
    they don't. Of its ``fixes`` the first that can mend a finding counts.
    """

    id: str
    topic: str
    path: str
    title: LocalText
    message: LocalText
    why: LocalText
    how: LocalText
    level: Level
    certainty: Certainty
    impact: Impact
    observers: tuple[Observer, ...]
    probe: str | None
    scope: Literal["page", "any"]
    default: bool
    silent: bool
    wcag: tuple[str, ...]
    criteria: tuple[str, ...]
    act: tuple[str, ...]
    axe: tuple[str, ...]
    aliases: tuple[str, ...]
    covers: tuple[str, ...]
    when: When
    matcher: Matcher
    cases: Mapping[str, Case] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    fixes: tuple[RuleFix, ...] = ()

    @property
    def file(self) -> Path:
        """Where the rule is written."""
        return Path(self.path)

    def level_of(self, case: str | None) -> Level:
        """The level that the rule's file gives a finding of that case."""
        own = self.cases[case].level if case else None
        return own or self.level

    def certainty_of(self, case: str | None) -> Certainty:
        """How sure a finding of that case is."""
        own = self.cases[case].certainty if case else None
        return own or self.certainty

    def criteria_of(self, case: str | None) -> tuple[str, ...]:
        """The criteria that the rule's file names for a finding of that case, beside WCAG's."""
        own = self.cases[case].criteria if case else None
        return self.criteria if own is None else own

    @property
    def all_criteria(self) -> tuple[str, ...]:
        """The criteria that the rule's file names for any finding, those of its cases last."""
        named = (self.criteria_of(case) for case in (None, *self.cases))
        return tuple(dict.fromkeys(key for keys in named for key in keys))

    def message_of(self, case: str | None, language: Language) -> str:
        """The message of that case, with its placeholders unfilled."""
        own = self.cases[case].message if case else None
        return (own or self.message)[language]

    def how_of(self, case: str | None, language: Language) -> str:
        """How to mend a finding of that case."""
        own = self.cases[case].how if case else None
        return (own or self.how)[language]
