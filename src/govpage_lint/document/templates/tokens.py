"""Decides what a piece of template code is: what it writes, and which branches it opens and ends."""

from __future__ import annotations

from typing import Final, Literal

from govpage_lint.document.source import Span
from govpage_lint.records import dataclass

type TokenKind = Literal["output", "include", "silent", "comment"]
type EventKind = Literal["if", "else", "end", "loop", "group", "always", "hold", "apart"]

# Elements that have no end tag (HTML standard 13.1.2).
VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)


@dataclass(frozen=True, slots=True)
class Event:
    """What a piece of code does to the flow of a template.

    "if" opens a condition and "loop" one that may hold no time, "else" its next branch, "end" ends
    the innermost; "group" opens what may be written on its own (a function, a block of code), "always"
    one of whose branches is written for sure, "hold" what is not written here (but kept in a variable),
    "apart" what is written somewhere else: a macro, a function.
    ``condition`` is the expression, with no space, empty where there is none.
    """

    kind: EventKind
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of template code.

    "output" may write anything or nothing, "include" too, from the template ``path``; "silent"
    writes nothing; "comment" neither. ``name`` tells equal outputs: what is between the delimiters.
    """

    kind: TokenKind
    span: Span
    name: str = ""
    events: tuple[Event, ...] = ()
    path: str | None = None


@dataclass(frozen=True, slots=True)
class TemplateComment:
    """A comment in the syntax of a template language.

    ``span`` is that of the whole comment, delimiters included; ``data`` is what is between the
    delimiters, as written. ``form`` is how it begins: ``{#``, ``{% comment %}``, ``<%--``, ``<%#``,
    ``/*``, ``//``, ``#``, ``{{!``, ``{{!--``, ``@*``. In PHP, Java, Ruby and C# code it is the comment alone
    and not the block of code around it.
    """

    data: str
    span: Span
    form: str


@dataclass(slots=True)
class Scanned:
    """What a scanner found, in the order of the source."""

    tokens: list[Token]
    comments: list[TemplateComment]
