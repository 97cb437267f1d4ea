"""Decides what is code in a template of Razor, and what is markup between its lines."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates.reader import Reader, condition_of
from govpage_lint.document.templates.tokens import VOID, Event, EventKind, TemplateComment
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

_FLOW: Final = regex(
    r"@(if|foreach|for|while|switch|using|lock|try|do|section|functions|code|helper)\b"
)
_LINE: Final = regex(
    r"@(?:model|using|inject|inherits|namespace|page|layout|implements|addTagHelper|removeTagHelper"
    r"|tagHelperPrefix|attribute|typeparam|preservewhitespace|rendermode)\b(?!\s*\()[^\n]*"
)
_NAME: Final = regex(r"@(?:await\s+)?[A-Za-z_][\w]*(?:\??\.[A-Za-z_]\w*)*")
_MORE: Final = regex(r"(?:\??\.[A-Za-z_]\w*)+")
_QUOTED: Final = regex(r"""\s*\(\s*["']([^"'\n]+)["']""")
_INCLUDES: Final = ("Html.Partial", "Html.RenderPartial", "await Html.PartialAsync", "RenderBody")
_NEXT: Final = regex(r"\s*(else\s+if|else|catch|finally)\b")
_WORDS: Final = regex(r"\s*(?:\w+\s*)?")
_TAG: Final = regex(r"</?([A-Za-z][\w:.-]*)")
_IN_TAG: Final = regex(r"""@\*|@|[>"']""")
_IN_MARKUP: Final = regex(r"@\*|@|[{}]|</?[A-Za-z]")
_CODE: Final = regex(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|@?"(?:[^"\\\n]|\\.|"")*"|'(?:[^'\\\n]|\\.)+'"""
    r"""|\bcase\b[^\n;{}]{0,300}?:(?=\s)|\bdefault\s*:|@\*|@:|@|<!--|</?[A-Za-z]|[(\[{};]""",
    re.DOTALL,
)
_LONGEST: Final = 1000
_STATEMENT: Final = regex(
    r"(if|else\s+if|else|foreach|for|while|do|switch|using|lock|try|catch|finally)\b"
)
_FUNCTION: Final = regex(r"[\w<>\[\],.? ]+\([^{}]*\)\Z")
_WRITES: Final = regex(r"\bRender\w*\(|\bWrite\w*\(|\bHtml\.")


@dataclass(slots=True)
class _Block:
    """A block that is open: whether its end is one of a branch, and whether it holds markup (``@section``).

    ``depth`` is how many elements are open in it, ``texts`` at which depths a ``<text>`` is;
    ``braces`` are those of its text.
    """

    ends: bool
    markup: bool = False
    depth: int = 0
    braces: int = 0
    texts: list[int] = field(default_factory=list)


class _Razor:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.text = reader.text
        self.blocks: list[_Block] = []
        # Up to where a line of markup goes that begins with ``@:``.
        self.line = 0

    def read(self) -> None:
        place = self.reader.begin
        while place < len(self.text):
            inner = self.blocks[-1] if self.blocks else None
            if inner is None or inner.markup or inner.depth or place < self.line:
                place = self.markup(place, inner)
            else:
                place = self.code(place)

    # -- markup --------------------------------------------------------------------------------------

    def markup(self, place: int, block: _Block | None) -> int:
        """Read markup up to the next code or tag; returns where to go on."""
        limit = self.line if place < self.line else len(self.text)
        found = _IN_MARKUP.search(self.text, place, limit)
        if found is None:
            return limit
        sign, start = found[0], found.start()
        if sign[0] == "@":
            return self.at(start) or start + 1
        if block is None or place < self.line:
            return found.end()
        if sign[0] == "<":
            return found.end() if block.markup else self.tag(start, block)
        if not block.markup:
            return found.end()
        if sign == "{":
            block.braces += 1
        elif block.braces:
            block.braces -= 1
        else:
            return self.close(start)
        return found.end()

    def tag(self, start: int, block: _Block) -> int:
        """A tag in a block of code; returns where it ends."""
        found = _TAG.match(self.text, start)
        assert found is not None
        closing, name = self.text.startswith("</", start), found[1]
        end = self.tag_end(found.end())
        bare = self.text[found.end() : end] == ">"
        if closing:
            block.depth = max(0, block.depth - 1)
            if name == "text" and block.texts and block.texts[-1] == block.depth:
                block.texts.pop()
                self.reader.add("silent", (start, end))
            return end
        if name == "text" and bare:
            block.texts.append(block.depth)
            self.reader.add("silent", (start, end))
        if name.lower() not in VOID and not self.text.startswith("/>", end - 2):
            block.depth += 1
        return end

    def tag_end(self, place: int) -> int:
        """Read the attributes of a tag; returns the place after its ``>``."""
        quote = ""
        while (found := _IN_TAG.search(self.text, place)) is not None:
            sign, place = found[0], found.end()
            if sign[0] == "@":
                place = self.at(found.start()) or place
            elif quote:
                quote = "" if sign == quote else quote
            elif sign == ">":
                return place
            else:
                quote = sign
        return len(self.text)

    # -- code ----------------------------------------------------------------------------------------

    def code(self, begin: int) -> int:
        """Read code of C# up to what is none, or to the next block; returns where to go on."""
        text, place, statement, fresh = self.text, begin, begin, True
        while (found := _CODE.search(text, place)) is not None:
            # Markup begins only where a statement does.
            fresh = fresh and not text[place : found.start()].strip()
            sign, start, place = found[0], found.start(), found.end()
            if sign.startswith(("//", "/*")):
                statement = place if fresh else statement
                self.comment((start, place))
                continue
            if sign.startswith(("case", "default")) and fresh:
                self.note((begin, start))
                condition = "case" if sign.startswith("case") else ""
                return self.reader.add("silent", (start, place), "", (Event("else", condition),))
            if sign == ";":
                statement, fresh = place, True
                continue
            if sign in ("(", "["):
                place = self.reader.balanced(place, ")" if sign == "(" else "]") or place
            elif sign == "{":
                events = self.opened(text[max(statement, start - _LONGEST) : start].strip())
                if events is not None:
                    self.note((begin, start))
                    return self.reader.add("silent", (start, place), "", events)
                place = self.reader.balanced(place, "}") or place
            elif sign == "}":
                self.note((begin, start))
                return self.close(start)
            elif sign == "@:":
                self.note((begin, start))
                end = text.find("\n", place)
                self.line = len(text) if end < 0 else end
                return self.reader.add("silent", (start, place))
            elif sign[0] == "@" and sign[-1] != '"':
                self.note((begin, start))
                return self.at(start) or place
            elif sign[0] == "<" and fresh:
                self.note((begin, start))
                if sign == "<!--":
                    return self.reader.after("-->", place) or len(text)
                return self.tag(start, self.blocks[-1])
            fresh = False
        self.note((begin, len(text)))
        return len(text)

    def comment(self, span: Span) -> None:
        """Note a comment between lines of code."""
        form = self.text[span[0] : span[0] + 2]
        inside = self.text[span[0] + 2 : span[1]]
        inside = inside.removesuffix("*/") if form == "/*" else inside
        self.reader.comments.append(TemplateComment(inside, span, form))

    def note(self, span: Span) -> None:
        """Note code that is between markup."""
        written = self.text[span[0] : span[1]]
        if written.strip():
            kind = "output" if _WRITES.search(written) else "silent"
            self.reader.add(kind, span, written.strip())  # type: ignore[arg-type]

    def opened(self, words: str) -> tuple[Event, ...] | None:
        """Open the block of a statement: its events; None where the brace is that of a value."""
        found = _STATEMENT.match(words)
        if found is None:
            function = words and "=" not in words and _FUNCTION.match(words) is not None
            if words and not function:
                return None
            self.blocks.append(_Block(bool(function)))
            return (Event("apart"),) if function else ()
        self.blocks.append(_Block(ends=True))
        return (_event(found[1], words[found.end() :]),)

    def close(self, start: int) -> int:
        """``}``: where it ends a block, and maybe begins the next branch."""
        block = self.blocks.pop()
        if not block.ends:
            return self.reader.add("silent", (start, start + 1))
        found = _NEXT.match(self.text, start + 1)
        if found is not None and (head := self.head(found.end())) is not None:
            self.blocks.append(_Block(ends=True))
            condition = condition_of(self.text[found.end() : head - 1])
            return self.reader.add("silent", (start, head), events=(Event("else", condition),))
        return self.reader.add("silent", (start, start + 1), events=(Event("end"),))

    def head(self, place: int) -> int | None:
        """The place after the ``{`` that follows a name, ``(…)`` or nothing."""
        found = _WORDS.match(self.text, place)
        place = found.end() if found is not None else place
        if self.text.startswith("(", place):
            end = self.reader.balanced(place + 1, ")")
            if end is None:
                return None
            place = end
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        return place + 1 if self.text.startswith("{", place) else None

    # -- what begins with @ ------------------------------------------------------------------------------

    def at(self, start: int) -> int | None:
        """``@…``; returns where it ends, None where it is no code."""
        reader, text = self.reader, self.text
        if text.startswith("@*", start):
            stop = reader.after("*@", start + 2)
            return None if stop is None else reader.comment((start, stop), "@*", "*@")
        if text.startswith("@@", start):
            return start + 2
        before = text[start - 1 : start]
        if before and (before.isalnum() or before in "._-") and not text.startswith("@(", start):
            # An address of mail.
            return None
        if text.startswith("@:", start):
            return reader.add("silent", (start, start + 2))
        flow = _FLOW.match(text, start)
        if flow is not None and (head := self.head(flow.end())) is not None:
            return self.flow(start, flow[1], flow.end(), head)
        line = _LINE.match(text, start)
        if line is not None:
            return reader.add("silent", line.span())
        if text.startswith("@{", start):
            self.blocks.append(_Block(ends=False))
            return reader.add("silent", (start, start + 2))
        if text.startswith("@(", start):
            end = reader.balanced(start + 2, ")")
            if end is None:
                return None
            return reader.add("output", (start, end), text[start + 2 : end - 1])
        return self.expression(start)

    def flow(self, start: int, word: str, place: int, head: int) -> int:
        """``@if (…) {``."""
        if word in ("functions", "code"):
            end = self.reader.balanced(head, "}")
            return self.reader.add("silent", (start, end or len(self.text)))
        condition = self.text[place : head - 1]
        self.blocks.append(_Block(ends=True, markup=word == "section"))
        event = Event("apart") if word == "helper" else _event(word, condition)
        return self.reader.add("silent", (start, head), condition.strip(), (event,))

    def expression(self, start: int) -> int | None:
        """``@Model.Name``, ``@Html.Partial("x")``."""
        reader, text = self.reader, self.text
        found = _NAME.match(text, start)
        if found is None:
            return None
        end = found.end()
        while end < len(text) and text[end] in "([":
            stop = reader.balanced(end + 1, ")" if text[end] == "(" else "]")
            if stop is None:
                break
            more = _MORE.match(text, stop)
            end = more.end() if more is not None else stop
        name = text[start + 1 : end]
        if name.startswith(_INCLUDES):
            quoted = _QUOTED.match(text, found.end())
            return reader.add("include", (start, end), name, path=quoted[1] if quoted else None)
        return reader.add("output", (start, end), name)


def _event(word: str, condition: str) -> Event:
    kind: EventKind = "group"
    if word in ("for", "foreach", "while", "do"):
        kind = "loop"
    elif word in ("if", "switch"):
        kind = "if"
    written = condition_of(condition)
    return Event(kind, f"switch:{written}" if word == "switch" else written)


def read_razor(reader: Reader) -> None:
    """Read a text of Razor."""
    _Razor(reader).read()
