"""Decides which declarations win on an element: the cascade of one group of properties.

Origin and importance, the ``style`` attribute, layers, specificity and order (CSS Cascade 5).
Elements that match the same selectors share one result.
"""

from typing import Final

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.style_entries import Entry
from govpage_lint.semantics.style_matching import Matcher
from govpage_lint.semantics.style_rules import Block, RuleText
from govpage_lint.semantics.style_shorthands import Longhands
from govpage_lint.semantics.style_states import State
from govpage_lint.semantics.style_syntax import split_top, without_comments

# The value of a property that a rule may set of which nobody can tell whether it applies.
UNSURE: Final = "\1"

# What matches an element: numbers of entries; ~number where it is not sure.
type Matched = tuple[int, ...]


class InlineStyles:
    """The declarations of ``style`` attributes, each text taken apart once."""

    def __init__(self, *, quirks: bool) -> None:
        self._quirks = quirks
        self._blocks: dict[str, Block] = {}

    def block(self, element: Element) -> Block | None:
        """The element's own declarations; None where it has none."""
        text = element.attributes.get("style")
        if not text:
            return None
        block = self._blocks.get(text)
        if block is None:
            clean = without_comments(text) if "/*" in text or "\r" in text else text
            block = self._blocks[text] = Block(
                RuleText(*split_top(clean, ";")), quirks=self._quirks
            )
        return block


class Cascade:
    """The winning declarations of one group, for elements or one of their pseudo-elements.

    ``inline`` is None for pseudo-elements, which have no ``style`` attribute.
    """

    def __init__(
        self,
        entries: list[Entry],
        group: str,
        matcher: Matcher | None,
        inline: InlineStyles | None,
    ) -> None:
        self._group = group
        self._matcher = matcher
        self._inline = inline
        self.entries = entries
        self._stateful = [n for n, entry in enumerate(self.entries) if entry.link.stateful]
        self._by_key: dict[str, list[int]] | None = None
        self._matched: dict[Element, list[int]] = {}
        self._won_by: dict[Matched, tuple[Longhands, Longhands]] = {}
        self._merged: dict[tuple[Matched, str], Longhands] = {}
        # The winning declarations of each element that has any; shared, not to be changed.
        self.winners: dict[Element, Longhands] = {}

    def prepare(self, document: Document) -> None:
        """Match all selectors and find the winners. Raises Exhausted."""
        matched, winners = self._matched, self.winners
        if self._matcher is not None:
            for number, entry in enumerate(self.entries):
                self._match(number, entry, self._matcher)
        shared: dict[Matched, Longhands] = {}
        for element, numbers in matched.items():
            key = tuple(numbers)
            if (found := shared.get(key)) is None:
                found = shared[key] = self._with_style(key, None, "")
            winners[element] = found
        if self._inline is None:
            return
        for element in document.elements:
            if "style" in element.attributes:
                block = self._inline.block(element)
                if block is not None and self._group in block.groups:
                    winners[element] = self._of(element, tuple(matched.get(element, ())))

    def _match(self, number: int, entry: Entry, matcher: Matcher) -> None:
        link, matched = entry.link, self._matched
        sure = matcher.matches(link)
        # Each match is kept: it costs memory too.
        matcher.spend(4 * len(sure.elements))
        mark = ~number if entry.unsure else number
        for element in sure.elements:
            if (numbers := matched.get(element)) is None:
                matched[element] = [mark]
            else:
                numbers.append(mark)
        if link.unsure:
            members = sure.members
            for element in matcher.matches(link, True).elements:
                if element not in members:
                    matched.setdefault(element, []).append(~number)

    def matched(self, element: Element, state: State | None = None) -> Matched:
        """What matches an element, from the weakest to the strongest."""
        numbers = self._matched.get(element, [])
        if state is None:
            return tuple(numbers)
        found = [one for one in numbers if not self.entries[max(one, ~one)].link.stateful]
        for number in self._candidates(element):
            entry = self.entries[number]
            if state.holds(entry.link, element, False):
                found.append(~number if entry.unsure else number)
            elif entry.link.unsure and state.holds(entry.link, element, True):
                found.append(~number)
        return tuple(sorted(found, key=lambda one: max(one, ~one)))

    def winners_in(self, element: Element, state: State) -> Longhands | None:
        """The winning declarations of an element while the page is in a state; None for none."""
        if not self._stateful:
            return self.winners.get(element)
        return self._of(element, self.matched(element, state))

    def _candidates(self, element: Element) -> list[int]:
        """The stateful entries whose last compound names the element."""
        if self._by_key is None:
            self._by_key = {}
            for number in self._stateful:
                compound = self.entries[number].link.compound
                key = f"#{compound.ids[0]}" if compound.ids else ""
                key = key or (f".{compound.classes[0]}" if compound.classes else "")
                self._by_key.setdefault(key or compound.tag or "*", []).append(number)
        names = [f"#{element.attributes.get('id', '')}", *(f".{one}" for one in element.classes)]
        if self._matcher is not None and self._matcher.fold:
            names = [name.lower() for name in names]
        keys = dict.fromkeys((*names, element.local_name.lower(), "*"))
        return [number for key in keys for number in self._by_key.get(key, ())]

    def _of(self, element: Element, numbers: Matched) -> Longhands:
        block = self._inline.block(element) if self._inline is not None else None
        if block is None or self._group not in block.groups:
            return self._with_style(numbers, None, "")
        return self._with_style(numbers, block, element.attributes["style"])

    def _with_style(self, numbers: Matched, block: Block | None, text: str) -> Longhands:
        """The winners of these entries and the block of a ``style`` attribute."""
        merged = self._merged.get((numbers, text))
        if merged is None:
            merged, important = self._won(numbers)
            if block is not None:
                merged = {**merged, **block.normal(self._group)}
            if important:
                merged = {**merged, **important}
            if block is not None and (own := block.important(self._group)):
                merged = {**merged, **own}
            self._merged[numbers, text] = merged
        return merged

    def _won(self, numbers: Matched) -> tuple[Longhands, Longhands]:
        known = self._won_by.get(numbers)
        if known is None:
            entries = [(self.entries[max(number, ~number)], number >= 0) for number in numbers]
            normal: Longhands = {}
            for entry, sure in entries:
                _apply(normal, entry.block.normal(self._group), sure=sure)
            important: Longhands = {}
            strong = [one for one in entries if one[0].block.has_important]
            strong.sort(key=lambda one: one[0].important_key)
            for entry, sure in strong:
                _apply(important, entry.block.important(self._group), sure=sure)
            known = self._won_by[numbers] = normal, important
        return known


def _apply(into: Longhands, declared: Longhands, *, sure: bool) -> None:
    if sure:
        into.update(declared)
        return
    for name, value in declared.items():
        if into.get(name) != value:
            into[name] = UNSURE
