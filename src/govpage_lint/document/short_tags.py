"""Decides what the commonest tags do to the end of a tree, without html5lib's phases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from govpage_lint.document.construction import Built
from govpage_lint.document.reference import Marker, headingElements, specialElements
from govpage_lint.document.short_steps import Attributes, Steps
from govpage_lint.document.source import Span
from govpage_lint.document.tree import HTML

_IMPLIED_END: Final = frozenset(("dd", "dt", "li", "option", "optgroup", "p", "rp", "rt"))
ROW_GROUPS: Final = ("tbody", "thead", "tfoot")
# Beyond so many formatting elements, the phase has the work.
_FEW: Final = 32
_STOPS: Final = frozenset(
    name for namespace, name in specialElements if namespace == HTML
) - frozenset(("address", "div", "p"))
ITEMS: Final = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}


_push: Final[Callable[[list[Built], Built], None]] = list.append
_pop: Final[Callable[[list[Built]], Built]] = list.pop
_append: Final[Callable[[list[Any], Any], None]] = list.append


class ShortTags(Steps):
    """The steps through one page (see ``Steps``)."""

    # -- start tags ----------------------------------------------------------------------------------

    def _begin(self, name: str, attributes: Attributes, span: Span) -> Built:
        """Put an element at the end of the current one, and make it that."""
        element = Built(name, HTML, attributes, span)
        elements = self._open
        element.parent = parent = elements[-1]
        parent.children.append(element)
        element.is_open = True
        self._names[name] += 1
        _push(elements, element)
        return element

    def _formatting_is_open(self) -> bool:
        """Whether there is no formatting element to begin again."""
        entries = self._entries
        return not entries or (last := entries[-1]) is Marker or last.is_open

    def _leaves_paragraph(self) -> bool:
        """Whether no paragraph is open, or the current element was one and is none any more."""
        if not self._names["p"]:
            return True
        if self._open[-1].local_name != "p":
            return False
        self._pop()
        return True

    def block(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element that ends a paragraph."""
        if not self._leaves_paragraph():
            return 0
        self._begin(name, attributes, span)
        return span[1]

    def heading(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._names["p"] or self._open[-1].local_name in headingElements:
            return 0
        self._begin(name, attributes, span)
        return span[1]

    def form(self, name: str, attributes: Attributes, span: Span) -> int:
        tree = self._parser.tree
        if tree.formPointer is not None or not self._leaves_paragraph():
            return 0
        tree.formPointer = self._begin(name, attributes, span)
        return span[1]

    def list_item(self, name: str, attributes: Attributes, span: Span) -> int:
        """An item, which ends the one before it."""
        current = self._open[-1].local_name
        if current in ITEMS[name]:
            ended = True
        elif current in _STOPS:
            ended = False
        else:
            return 0
        if self._names["p"]:
            return 0
        if ended:
            self._pop()
        self._parser.framesetOK = False
        self._begin(name, attributes, span)
        return span[1]

    def inline(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element like any other."""
        if not self._formatting_is_open():
            return 0
        self._begin(name, attributes, span)
        return span[1]

    def formatting(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element that begins again in what follows, if it is not ended before."""
        entries = self._entries
        if entries and entries[-1] is not Marker:
            if len(entries) > _FEW or not entries[-1].is_open:
                return 0
            like = 0
            for entry in reversed(entries):
                if entry is Marker:
                    break
                if entry.local_name == name:
                    like += 1
            if like and (name == "a" or like > 2):
                return 0
        _append(entries, self._begin(name, attributes, span))
        return span[1]

    def button(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._names[name] or not self._formatting_is_open():
            return 0
        self._parser.framesetOK = False
        self._begin(name, attributes, span)
        return span[1]

    def void(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element without contents, like a word of the text."""
        if not self._formatting_is_open():
            return 0
        self._parser.framesetOK = False
        self._insert(name, attributes, span)
        return span[1]

    def field(self, name: str, attributes: Attributes, span: Span) -> int:
        # Hidden fields leave it open whether there may be frames.
        return 0 if self._parser.framesetOK else self.void(name, attributes, span)

    def silent_void(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element without contents that changes nothing else."""
        self._insert(name, attributes, span)
        return span[1]

    def rule(self, name: str, attributes: Attributes, span: Span) -> int:
        if not self._leaves_paragraph():
            return 0
        self._parser.framesetOK = False
        self._insert(name, attributes, span)
        return span[1]

    def select(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._parser.phase is not self._in_body or not self._formatting_is_open():
            return 0
        self._parser.framesetOK = False
        self._begin(name, attributes, span)
        self._enter("inSelect")
        return span[1]

    def option(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name == "option":
            self._pop()
        self._begin(name, attributes, span)
        return span[1]

    def row_group(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name != "table":
            return 0
        self._begin(name, attributes, span)
        self._enter("inTableBody")
        return span[1]

    def row(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name not in ROW_GROUPS:
            return 0
        self._begin(name, attributes, span)
        self._enter("inRow")
        return span[1]

    def cell(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name != "tr":
            return 0
        self._begin(name, attributes, span)
        self._enter("inCell")
        _append(self._entries, Marker)
        return span[1]

    # -- end tags ------------------------------------------------------------------------------------

    def _pop(self) -> None:
        """End the current element, without an end tag."""
        element = _pop(self._open)
        element.is_open = False
        self._names[element.local_name] -= 1

    def end_current(self, name: str, span: Span) -> bool:
        """End the current element, where that is what the tag ends."""
        elements = self._open
        current = elements[-1]
        # What a tag ends that was not written itself, is for the phases to judge.
        if current.local_name != name or current.span is None:
            return False
        _pop(elements)
        current.is_open = False
        self._names[name] -= 1
        current.end_span = span
        if not elements[-1].is_html:
            self.look()
        return True

    def end_implying(self, name: str, span: Span) -> bool:
        """End the current element, or the one around those that need no end tag."""
        elements = self._open
        if elements[-1].local_name != name:
            place = len(elements) - 1
            while (local_name := elements[place].local_name) != name:
                if local_name not in _IMPLIED_END or not elements[place].is_html:
                    return False
                place -= 1
            if elements[place].span is None or not elements[place].is_html:
                return False
            while len(elements) > place + 1:
                self._pop()
        return self.end_current(name, span)

    def end_formatting(self, name: str, span: Span) -> bool:
        entries = self._entries
        if not entries or entries[-1] is not self._open[-1] or not self.end_current(name, span):
            return False
        entries.pop()
        return True

    def end_form(self, name: str, span: Span) -> bool:
        tree = self._parser.tree
        if tree.formPointer is not self._open[-1] or not self.end_current(name, span):
            return False
        tree.formPointer = None
        return True

    def end_cell(self, name: str, span: Span) -> bool:
        entries = self._entries
        if not entries or entries[-1] is not Marker or not self.end_implying(name, span):
            return False
        entries.pop()
        self._enter("inRow")
        return True

    def end_row(self, name: str, span: Span) -> bool:
        if not self.end_current(name, span):
            return False
        self._enter("inTableBody")
        return True

    def end_row_group(self, name: str, span: Span) -> bool:
        if not self.end_current(name, span):
            return False
        self._enter("inTable")
        return True
