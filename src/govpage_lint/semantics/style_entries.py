"""Decides which rules of a page's sheets touch it, group by group of properties.

A rule's selectors are parsed only when a group is asked for that the rule may say something of,
and only if the names in them occur on the page: most of a large sheet is never looked at twice.
"""

import re
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex
from govpage_lint.semantics.style_matching import Matcher
from govpage_lint.semantics.style_rules import CUSTOM, Block, RuleText
from govpage_lint.semantics.style_selector_parts import InvalidSelector, Link, Specificity
from govpage_lint.semantics.style_selectors import Selectors
from govpage_lint.semantics.style_syntax import StyleRule

type Layer = tuple[str, ...]

# A first look at a rule's text; what passes it is looked at closely.
_MENTIONS: Final = {
    "shown": regex(r"display|visib|position|float|all|\\", re.IGNORECASE),
    CUSTOM: regex(r"--|\\"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A style sheet: its text without comments, its address (that of the page's base for
    ``<style>``), the ``<style>`` element that it stands in, if it does, and the page's mode."""

    text: str
    address: str
    element: Element | None = None
    quirks: bool = False

    @property
    def label(self) -> str:
        """What to call it: its address, or the place of its element."""
        element = self.element
        if element is None:
            return self.address
        span = element.span or (0, 0)
        return f"<style> in line {element.document.source.position(span[0]).line}"

    def line_of(self, offset: int) -> int:
        """The line of an offset in it, from 1."""
        return self.text.count("\n", 0, offset) + 1


class Rule:
    """A style rule in force on a page, not yet parsed.

    ``selectors`` are its selectors freed of nesting; ``unsure``: a condition around it cannot be
    decided; ``order``: its place among all rules; ``namespaces``: those that its sheet declares.
    """

    __slots__ = (
        "_conceived",
        "done",
        "layer",
        "namespaces",
        "order",
        "selectors",
        "sheet",
        "source",
        "unsure",
    )

    def __init__(
        self,
        source: StyleRule,
        selectors: str,
        sheet: Sheet,
        layer: Layer,
        order: int,
        unsure: bool,
        namespaces: dict[str | None, str],
    ) -> None:
        self.source = source
        self.selectors = selectors
        self.sheet = sheet
        self.layer = layer
        self.order = order
        self.unsure = unsure
        self.namespaces = namespaces
        # Whether nothing more is to be done with it; whether its selectors were looked at.
        self.done = False
        self._conceived = False

    @property
    def block(self) -> Block:
        """Its declarations."""
        parsed, quirks = self.source.parsed, self.sheet.quirks
        block: Block | None = parsed.get(quirks)
        if block is None:
            block = parsed[quirks] = Block(RuleText(*self.source.body), quirks=quirks)
        return block

    def may_set(self, group: str, matcher: Matcher) -> bool:
        """Whether it may set a property of a group on the page: asked once a group."""
        mentions = _MENTIONS.get(group)
        if mentions is not None and not any(mentions.search(part) for part in self.source.body):
            return False
        if not self._conceived:
            self._conceived = True
            if not matcher.conceivable(self.selectors):
                self.done = True
                return False
        self.done = group in self.block.groups
        return self.done


class Entry:
    """One selector of one rule, with its weight in the cascade."""

    __slots__ = ("block", "important_key", "key", "link", "rule", "unsure")

    def __init__(self, link: Link, rule: Rule, rank: int) -> None:
        self.link = link
        self.rule = rule
        self.block = rule.block
        self.unsure = rule.unsure
        # Among normal declarations; among important ones earlier layers are the stronger.
        self.key: tuple[int, Specificity, int] = (rank, link.specificity, rule.order)
        self.important_key: tuple[int, Specificity, int] = (-rank, link.specificity, rule.order)


@dataclass(slots=True)
class Sheets:
    """All that the sheets of a page say about it."""

    rules: list[Rule] = field(default_factory=list)
    ranks: dict[Layer, int] = field(default_factory=dict)
    keyframes: dict[str, frozenset[str]] = field(default_factory=dict)
    # Custom properties that are registered: initial value, and whether they are inherited.
    registered: dict[str, tuple[str | None, bool]] = field(default_factory=dict)
    # Whether one of them mentions the family.
    monospaced: bool = False
    notes: list[str] = field(default_factory=list)
    complete: bool = True


class Entries:
    """The entries of a page by pseudo-element and group, each rule parsed once."""

    def __init__(self, sheets: Sheets, matcher: Matcher) -> None:
        self._sheets = sheets
        self._matcher = matcher
        self._selectors = Selectors.shared(fold=matcher.fold)
        self._done: set[str] = set()
        self._found: dict[str | None, list[Entry]] = {}

    def of(self, group: str, pseudo: str | None) -> list[Entry]:
        """Those that set properties of a group, from the weakest to the strongest.

        ``pseudo`` is "before", "after" …, or None for elements.
        """
        if group not in self._done:
            self._done.add(group)
            for rule in self._sheets.rules:
                if not rule.done and rule.may_set(group, self._matcher):
                    self._parse(rule)
        found = [entry for entry in self._found.get(pseudo, ()) if group in entry.block.groups]
        found.sort(key=lambda entry: entry.key)
        return found

    def _parse(self, rule: Rule) -> None:
        try:
            links, _ = self._selectors.parse(rule.selectors, rule.namespaces or None)
        except InvalidSelector:
            return
        rank = self._sheets.ranks[rule.layer]
        for link in links:
            if self._matcher.possible(link):
                self._found.setdefault(link.pseudo_element, []).append(Entry(link, rule, rank))
