"""Decides what to tell of the declarations that match an element: which, from where, how strong."""

from collections.abc import Iterator

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.style_cascade import Cascade
from govpage_lint.semantics.style_entries import Entry
from govpage_lint.semantics.style_properties import PENDING
from govpage_lint.semantics.style_rules import Block


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration that matches an element.

    ``value`` is what was declared for the longhand, or the whole shorthand where it holds var();
    ``sheet`` names the sheet, "style" the element's attribute, whose ``selector`` is empty;
    ``line`` counts in the sheet, from 1.
    """

    property: str
    value: str
    important: bool
    selector: str
    sheet: str
    line: int


def explained(
    cascade: Cascade, block: Block | None, group: str, element: Element
) -> list[Declaration]:
    """The declarations of a group that are sure to match, from the weakest to the strongest.

    ``block`` is that of the element's ``style`` attribute, if it has one that counts.
    """
    sure = [cascade.entries[number] for number in cascade.matched(element) if number >= 0]
    found = [one for entry in sure for one in _declared(entry, group, important=False)]
    if block is not None:
        found += _inline(block, group, important=False)
    sure.sort(key=lambda entry: entry.important_key)
    found += [one for entry in sure for one in _declared(entry, group, important=True)]
    if block is not None:
        found += _inline(block, group, important=True)
    return found


def _declared(entry: Entry, group: str, *, important: bool) -> Iterator[Declaration]:
    declared = entry.block.important(group) if important else entry.block.normal(group)
    if not declared:
        return
    rule, sheet = entry.rule.source, entry.rule.sheet
    start = rule.offset
    while sheet.text[start : start + 1].isspace():
        start += 1
    for name, value in declared.items():
        line = sheet.line_of(start)
        yield Declaration(name, _written(value), important, rule.selectors, sheet.label, line)


def _inline(block: Block, group: str, *, important: bool) -> list[Declaration]:
    declared = block.important(group) if important else block.normal(group)
    return [
        Declaration(name, _written(value), important, "", "style", 1)
        for name, value in declared.items()
    ]


def _written(value: str) -> str:
    return value.split(PENDING, 2)[2] if value.startswith(PENDING) else value
