"""Decides what the control flow of Angular is (``@if (…) {``), and where its expressions stand."""

from __future__ import annotations

from typing import Final

from govpage_lint.document.templates.components import wrapper
from govpage_lint.document.templates.reader import Reader, condition_of
from govpage_lint.document.templates.tokens import Event, EventKind
from govpage_lint.regexes import regex

_FLOW: Final = regex(
    r"@(if|for|switch|case|default|else if|else|empty|defer|placeholder|loading|error)\b[ \t]*"
)
_ELSE: Final = regex(r"\s*@(else\s+if|else|empty|placeholder|loading|error)\b")
_LET: Final = regex(r"@let [^\n]*")
_SIGN: Final = regex(r"[{}]|@|\{\{|</?ng-(?:container|template)\b")
_GROUPS: Final = ("case", "default", "placeholder", "loading")


class _Blocks:
    """The blocks that are open while a text is read: True for one of control flow, False for a brace."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.open: list[bool] = []

    def read(self) -> None:
        """Read the whole text."""
        text, place = self.reader.text, self.reader.begin
        while (found := _SIGN.search(text, place)) is not None:
            sign, start = found[0], found.start()
            end: int | None = None
            if sign == "@":
                end = self.at(start)
            elif sign[0] == "<":
                end = wrapper(self.reader, start)
            elif sign == "{{":
                stop = self.reader.balanced(start + 2, "}}")
                if stop is not None:
                    inside = text[start + 2 : stop - 2].strip()
                    end = self.reader.add("output", (start, stop), inside)
            elif sign == "{":
                self.open.append(False)
            else:
                end = self.close(start)
            place = max(end or 0, start + 1 if sign == "{{" else found.end())

    def close(self, start: int) -> int | None:
        """``}``: where it ends a block, and maybe begins the next branch."""
        if not self.open or not self.open.pop():
            return None
        text = self.reader.text
        found = _ELSE.match(text, start + 1)
        head = self.head(found.end()) if found is not None else None
        if found is None or head is None:
            return self.reader.add("silent", (start, start + 1), events=(Event("end"),))
        self.open.append(True)
        event = Event("else", condition_of(text[found.end() : head - 1]))
        return self.reader.add("silent", (start, head), events=(event,))

    def head(self, place: int) -> int | None:
        """The place after the ``{`` that follows ``(…)`` or nothing."""
        text = self.reader.text
        while place < len(text) and text[place].isspace():
            place += 1
        if text.startswith("(", place):
            end = self.reader.balanced(place + 1, ")")
            if end is None:
                return None
            place = end
        while place < len(text) and (text[place].isspace() or text[place].isalnum()):
            place += 1
        return place + 1 if text.startswith("{", place) else None

    def at(self, start: int) -> int | None:
        """``@if (…) {`` and ``@let``; None for any other sign of the kind."""
        reader, text = self.reader, self.reader.text
        flow = _FLOW.match(text, start)
        head = self.head(flow.end()) if flow is not None else None
        if flow is None or head is None:
            found = _LET.match(text, start)
            return reader.add("silent", found.span()) if found is not None else None
        condition = condition_of(text[flow.end() : head - 1])
        self.open.append(True)
        kind: EventKind = "loop" if flow[1] == "for" else "if"
        if flow[1] in _GROUPS:
            kind = "group"
        return reader.add("silent", (start, head), condition, (Event(kind, condition),))


def read_angular(reader: Reader) -> None:
    """Read a text of Angular."""
    _Blocks(reader).read()
