"""Decides what begins with ``@``: Razor's code, and the control flow of Angular."""

from __future__ import annotations

from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates.components import wrapper
from govpage_lint.document.templates.reader import Reader, condition_of
from govpage_lint.document.templates.tokens import Event, EventKind, Token
from govpage_lint.regexes import regex

_FLOW: Final = regex(
    r"@(if|foreach|for|while|switch|using|lock|try|section|do|case|default|else if|else|empty|defer"
    r"|placeholder|loading|error|functions|code)\b[ \t]*"
)
_ELSE: Final = regex(r"\s*@?(else\s+if|else|catch|finally|empty|placeholder|loading|error)\b")
_NAME: Final = regex(r"@(?:await\s+)?[A-Za-z_][\w]*(?:\??\.[A-Za-z_]\w*)*")
_LINE: Final = regex(
    r"@(?:model|using|inject|inherits|namespace|page|layout|implements|addTagHelper|removeTagHelper"
    r"|tagHelperPrefix|attribute|typeparam|preservewhitespace|rendermode|let)\b(?!\s*\()[^\n]*"
)
_SIGN: Final = regex(
    r"[{}]|@\*|@|\{\{|</?ng-(?:container|template)\b|</?text>|\n[ \t]*(?:case\b[^\n{}]*|default[ \t]*):[ \t]*(?=\r?\n)"
    r"|\n[ \t]*[A-Za-z_][^\n<>@{}]*;[ \t]*(?=\r?\n)"
)
_WRITERS: Final = ("Html.Partial", "Html.RenderPartial", "await Html.PartialAsync", "RenderBody")
_QUOTED: Final = regex(r"""\s*\(\s*["']([^"'\n]+)["']""")


class _Blocks:
    """The blocks of code that are open while a text is read: "html" or a plain brace."""

    def __init__(self, reader: Reader, *, razor: bool) -> None:
        self.reader = reader
        self.razor = razor
        self.open: list[bool] = []
        # How many of those are blocks of code.
        self.blocks = 0
        # How many ``<text>`` are open.
        self.texts = 0

    def read(self) -> None:
        """Read the whole text."""
        text, place = self.reader.text, self.reader.begin
        while (found := _SIGN.search(text, place)) is not None:
            sign, start = found[0], found.start()
            end: int | None = None
            if sign == "@*":
                stop = self.reader.after("*@", start + 2)
                end = None if stop is None else self.reader.comment((start, stop), "@*", "*@")
            elif sign == "@":
                end = self.at(start)
            elif sign in ("<text>", "</text>"):
                end = self.text_tag((start, found.end()))
            elif sign[0] == "<":
                end = None if self.razor else wrapper(self.reader, start)
            elif sign[0] == "\n":
                # A line of C# between lines of markup.
                end = start + 1
                if self.razor and self.blocks:
                    events = (
                        (Event("else", "case" if sign.lstrip().startswith("case") else ""),)
                        if sign.rstrip().endswith(":")
                        else ()
                    )
                    end = self.reader.add("silent", (end, found.end()), events=events)
            elif sign == "{{" and not self.razor:
                stop = self.reader.balanced(start + 2, "}}")
                if stop is not None:
                    end = self.reader.add(
                        "output", (start, stop), text[start + 2 : stop - 2].strip()
                    )
            elif sign in ("{", "{{"):
                self.open.append(False)
                end = start + 1
            elif sign == "}":
                end = self.close(start)
            first = start + 1 if sign == "{{" or sign[0] == "\n" else found.end()
            place = max(end or 0, first)

    def text_tag(self, span: Span) -> int | None:
        """``<text>`` between lines of C#: what is in it is written, and the tags are not."""
        opens = not self.reader.text.startswith("</", span[0])
        if not self.razor or not (self.blocks if opens else self.texts):
            return None
        self.texts += 1 if opens else -1
        return self.reader.add("silent", span)

    def close(self, start: int) -> int | None:
        """``}``: where it ends a block, and maybe begins the next branch."""
        if not self.open:
            return None
        if not self.open.pop():
            return None
        self.blocks -= 1
        text = self.reader.text
        found = _ELSE.match(text, start + 1)
        if found is not None:
            head = self.head(found.end())
            if head is not None:
                self.open.append(True)
                self.blocks += 1
                condition = condition_of(text[found.end() : head - 1])
                event = Event("else", condition)
                return self.reader.add("silent", (start, head), events=(event,))
        return self.reader.add("silent", (start, start + 1), events=(Event("end"),))

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
        """``@…``."""
        reader, text = self.reader, self.reader.text
        if text.startswith("@@", start):
            return start + 2
        if (
            start
            and (text[start - 1].isalnum() or text[start - 1] in "._-")
            and not text.startswith("@(", start)
        ):
            # An address of mail.
            return None
        flow = _FLOW.match(text, start)
        if flow is not None and (head := self.head(flow.end())) is not None:
            return self.flow(start, flow[1], flow.end(), head)
        if self.razor and text.startswith("@:", start):
            # The rest of the line is markup, between lines of code.
            return reader.add("silent", (start, start + 2))
        if not self.razor:
            line = _LINE.match(text, start) if text.startswith("@let ", start) else None
            return reader.add("silent", line.span()) if line is not None else None
        line = _LINE.match(text, start)
        if line is not None:
            return reader.add("silent", line.span())
        if text.startswith("@{", start):
            return self.code(start)
        if text.startswith("@(", start):
            end = reader.balanced(start + 2, ")")
            return (
                None
                if end is None
                else reader.add("output", (start, end), text[start + 2 : end - 1])
            )
        return self.expression(start)

    def flow(self, start: int, word: str, place: int, head: int) -> int:
        """``@if (…) {``."""
        condition = condition_of(self.reader.text[place : head - 1])
        if word in ("functions", "code"):
            end = self.reader.balanced(head, "}")
            return self.reader.add("silent", (start, end or len(self.reader.text)))
        self.open.append(True)
        self.blocks += 1
        if word == "switch" and self.razor:
            condition = f"switch:{condition}"
        kind: EventKind = "loop" if word in ("for", "foreach", "while", "do") else "if"
        if word in ("case", "default", "using", "section", "lock", "try", "placeholder", "loading"):
            kind = "group"
        return self.reader.add("silent", (start, head), condition, (Event(kind, condition),))

    def code(self, start: int) -> int | None:
        """``@{ … }``: code, in which there may be markup."""
        end = self.reader.balanced(start + 2, "}")
        if end is None:
            return None
        return self.reader.add(
            "output", (start, end), self.reader.text[start + 2 : end - 1].strip()
        )

    def expression(self, start: int) -> int | None:
        """``@Model.Name``, ``@Html.Partial("x")``."""
        reader, text = self.reader, self.reader.text
        found = _NAME.match(text, start)
        if found is None:
            return None
        end = found.end()
        while end < len(text) and text[end] in "([":
            stop = reader.balanced(end + 1, ")" if text[end] == "(" else "]")
            if stop is None:
                break
            end = stop
            more = regex(r"(?:\??\.[A-Za-z_]\w*)+").match(text, end)
            end = more.end() if more is not None else end
        name = text[start + 1 : end]
        if any(name.startswith(writer) for writer in _WRITERS):
            quoted = _QUOTED.match(text, found.end())
            return reader.add("include", (start, end), name, path=quoted[1] if quoted else None)
        return reader.add("output", (start, end), name)


def read_ats(reader: Reader, *, razor: bool) -> list[Token]:
    """Read a text of Razor or Angular."""
    _Blocks(reader, razor=razor).read()
    return reader.tokens
