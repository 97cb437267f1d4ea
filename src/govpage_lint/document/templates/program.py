"""Decides what a block of program code in a template does: PHP, Java, Ruby, JavaScript, C#."""

from __future__ import annotations

import re
from typing import Final, Literal

from govpage_lint.document.templates.reader import condition_of
from govpage_lint.document.templates.tokens import Event, EventKind, TemplateComment
from govpage_lint.regexes import regex

type Programming = Literal["php", "java", "ruby", "javascript"]

_PIECES: Final = regex(
    r"""(?P<string>"(?:[^"\\]|\\.)*+(?:"|\Z)|'(?:[^'\\]|\\.)*+(?:'|\Z)|`(?:[^`\\]|\\.)*+(?:`|\Z))
    |(?P<block>/\*.*?(?:\*/|\Z))
    |(?P<line>//[^\n]*|(?<![\w&])\#(?!\[)[^\n]*)""",
    re.VERBOSE | re.DOTALL,
)
_RUBY_PIECES: Final = regex(
    r"""(?P<string>"(?:[^"\\]|\\.)*+(?:"|\Z)|'(?:[^'\\]|\\.)*+(?:'|\Z))
    |(?P<block>(?!))|(?P<line>(?<![\w&])\#(?!\{)[^\n]*)""",
    re.VERBOSE | re.DOTALL,
)
_LOOPS: Final = ("for", "foreach", "while", "do")
_STEP: Final = regex(
    r"(?P<open>\{)|(?P<close>\})|\b(?P<end>endif|endforeach|endfor|endwhile|endswitch)\b"
    r"|\b(?P<alt>if|elseif|else\s+if|else|foreach|for|while|switch)\b"
    r"|(?:^|;|:)\s*(?P<case>case|default)\b"
)
_ALONE: Final = regex(
    r"\s*(?:\}\s*)*(?:(?:else|else\s*if|elseif|if|foreach|for|while|switch|case|default|try|catch)\b.*?)?"
    r"(?:[{:]|endif|endforeach|endfor|endwhile|endswitch)?\s*;?\s*\Z",
    re.DOTALL,
)


def without_strings(
    code: str, language: Programming, offset: int
) -> tuple[str, list[TemplateComment]]:
    """Code with strings and comments blanked, of the same length, and its comments.

    ``offset`` is where the code stands in its source.
    """
    comments: list[TemplateComment] = []

    def blank(match: re.Match[str]) -> str:
        written = match[0]
        if match["string"] is None:
            form = "/*" if match["block"] else ("//" if written.startswith("//") else "#")
            close = "*/" if form == "/*" else ""
            span = (offset + match.start(), offset + match.end())
            inside = written[len(form) :].removesuffix(close) if close else written[len(form) :]
            comments.append(TemplateComment(inside, span, form))
            return " " * len(written)
        return '"' + "_" * (len(written) - 2) + '"' if len(written) > 1 else " "

    pieces = _RUBY_PIECES if language == "ruby" else _PIECES
    return pieces.sub(blank, code), comments


def events_of(code: str, written: str, language: Programming) -> tuple[Event, ...]:
    """The events of a block of code without strings; ``written`` is the same with them."""
    if language == "ruby":
        return _ruby(code, written)
    events: list[Event] = []
    inside = 0
    ended = False
    closed = _closed(code)
    for match in _STEP.finditer(code):
        if match["close"]:
            if inside:
                inside -= 1
                continue
            if ended:
                events.append(Event("end"))
            ended = True
        elif match["open"]:
            # Braces that are closed in the same block of code are none of the template's business.
            if match.start() in closed:
                inside += 1
                continue
            words = _before(code, match.start())
            if ended and words.startswith(("else", "catch", "finally")):
                events.append(Event("else", _argument(words, written, match.start())))
            else:
                if ended:
                    events.append(Event("end"))
                events.append(_opening(words, written, match.start()))
            ended = False
        elif inside:
            continue
        elif match["end"]:
            events.append(Event("end"))
        elif match["case"]:
            events.append(Event("else", "case"))
        elif (colon := _colon(code, match.end())) is not None:
            words = code[match.start() : colon].strip()
            if words.startswith("else"):
                events.append(Event("else", _argument(words, written, colon)))
            else:
                events.append(_opening(words, written, colon))
    if ended:
        events.append(Event("end"))
    return tuple(events)


def _closed(code: str) -> set[int]:
    """Where the braces open that are closed in the same code."""
    found: set[int] = set()
    opened: list[int] = []
    for sign in _BRACE.finditer(code):
        if sign[0] == "{":
            opened.append(sign.start())
        elif opened:
            found.add(opened.pop())
    return found


_BRACE: Final = regex(r"[{}]")
_HEAD_LENGTH: Final = 400


def _before(code: str, place: int) -> str:
    """The statement that a brace ends, as ``if ($a)``."""
    head = code[max(0, place - _HEAD_LENGTH) : place]
    return head[max(head.rfind(sign) for sign in ";{}") + 1 :].strip()


def _colon(code: str, place: int) -> int | None:
    """Where the colon of the alternative syntax stands after ``if (…)``; None for other syntax."""
    depth = 0
    for sign in _SIGNS.finditer(code, place, place + 2000):
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")":
            depth -= 1
        elif depth <= 0:
            return sign.start() if sign[0] == ":" else None
    return None


_SIGNS: Final = regex(r"(?<!:):(?!:)|[(){;}]")


_FUNCTION: Final = regex(r"\bfunction\b\s*&?\s*\w")


def _opening(words: str, written: str, end: int) -> Event:
    word = re.match(r"else\s*if|\w+", words)
    name = word[0] if word is not None else ""
    kind: EventKind = "group"
    if name in _LOOPS or "forEach" in words or ".map(" in words or ".each" in words:
        kind = "loop"
    elif name in ("if", "switch"):
        kind = "if"
    if kind == "group" and _FUNCTION.search(words):
        kind = "apart"
    condition = _argument(words, written, end)
    return Event(kind, f"{name}:{condition}" if name == "switch" else condition)


def _argument(words: str, written: str, end: int) -> str:
    """The expression in the brackets of ``if (…)``, as written."""
    text = written[max(0, end - len(words.rstrip()) - 1) : end]
    start = text.find("(")
    return condition_of(text[start:].strip()) if start >= 0 else ""


_RUBY_OPEN: Final = regex(
    r"(?:^|[;=(]|\n)\s*(if|unless|case|while|until|for|begin)\b([^\n;]*)|\bdo\b\s*(?:\|[^|]*\|)?\s*(?=\Z|\n)"
    r"|(?:^|;|\n)\s*(else|elsif|when|in|rescue|ensure)\b([^\n;]*)|\b(end)\b|(\{)\s*(?:\|[^|]*\|)?\s*\Z|^\s*(\})"
)


def _ruby(code: str, written: str) -> tuple[Event, ...]:
    events: list[Event] = []
    for match in _RUBY_OPEN.finditer(code.rstrip()):
        if match[1]:
            argument = condition_of(written[match.start(2) : match.end(2)])
            if match[1] == "unless":
                argument = argument[1:] if argument.startswith("!") else f"!{argument}"
            kind: EventKind = "loop" if match[1] in ("while", "until", "for") else "if"
            # `while x do` opens once.
            events.append(Event(kind, f"{match[1]}:{argument}" if match[1] == "case" else argument))
        elif match[3]:
            events.append(Event("else", condition_of(written[match.start(4) : match.end(4)])))
        elif match[5] or match[7]:
            if events and events[-1].kind in ("if", "loop", "group") and match[5]:
                # Opened and ended in the same code.
                events.pop()
            else:
                events.append(Event("end"))
        elif not (events and events[-1].kind == "loop" and "while" in code):
            line = code[max(0, code.rfind("\n", 0, match.start())) : match.start()]
            looped = re.search(r"\.(?:each|map|times|collect)\w*|\bin_groups|each", line)
            events.append(Event("loop" if looped else "group"))
    return tuple(events)


_LONGEST_FLOW: Final = 1000
_RUBY_FLOW: Final = regex(
    r"(?:if|unless|else|elsif|end|case|when|while|for)\b|\}|@?\w+\s*(?:\|\|)?=[^=]"
    r"|[\w.@()\[\]:\"_, ]+\.each\w*\b.*\bdo\b"
)


def is_only_flow(code: str, language: Programming) -> bool:
    """Whether code does nothing but open and end branches, so that it writes nothing itself."""
    text = " ".join(code.split())
    if not text:
        return True
    if len(text) > _LONGEST_FLOW:
        return False
    if language == "ruby":
        return "\n" not in code.strip() and _RUBY_FLOW.match(text) is not None
    return text.count(";") <= 1 and _ALONE.match(text) is not None
