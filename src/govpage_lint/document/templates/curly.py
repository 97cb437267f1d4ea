"""Decides what stands between curly brackets: Jinja, Django, Twig, Nunjucks, Liquid, Handlebars, Vue."""

from __future__ import annotations

from typing import Final

from govpage_lint.document.templates.reader import Reader, condition_of
from govpage_lint.document.templates.tokens import Event, EventKind, TemplateComment, TokenKind
from govpage_lint.regexes import regex

# A comment of Liquid.
_REMARK: Final = regex(r"\{%-?\s*#")
_WORD: Final = regex(r"\{%[-+~]?\s*([\w.]+)\s*")
_CONDITIONS: Final = frozenset(
    "if unless ifequal ifnotequal ifchanged case switch has_block".split()
)
_ELSES: Final = frozenset("else elif elseif elsif when empty default plural pluralize".split())
_LOOPS: Final = frozenset(("for", "tablerow", "asyncEach", "asyncAll", "foreach"))
_VERBATIM: Final = frozenset(("raw", "verbatim"))
# They write nothing themselves; what is between them and their ends is written.
_SILENT: Final = frozenset(
    """extends load set from import do assign capture with autoescape filter spaceless macro apply
    sandbox embed cycle_reset layout increment decrement form_theme use flush deprecated trans_default_domain
    language localize localtime timezone call cache compress resetcycle""".split()
)
_FILES: Final = frozenset(("include", "extends", "render", "embed", "import", "includeblock"))
_QUOTED: Final = regex(r"""["']([^"'\n]{1,300})["']""")
_DASHES: Final = "-+~"


def statement(reader: Reader, start: int) -> int | None:
    """``{% … %}``: a tag of Jinja, Django, Twig, Nunjucks or Liquid."""
    found = _WORD.match(reader.text, start)
    if found is None:
        end = reader.after("%}", start)
        if end is not None and (sign := _REMARK.match(reader.text, start)) is not None:
            return reader.comment((start, end), sign[0], "%}")
        return None if end is None else reader.add("silent", (start, end))
    end = reader.after("%}", found.end())
    if end is None:
        return None
    word, rest = found[1], reader.text[found.end() : end - 2].strip().strip(_DASHES).strip()
    if word == "comment":
        return _comment(reader, start, end)
    if word == "templatetag" and rest.startswith("open"):
        return _written_code(reader, start, end)
    if word in _VERBATIM:
        return _verbatim(reader, start, end, word)
    return _tag(reader, (start, end), word, rest)


def _tag(reader: Reader, span: tuple[int, int], word: str, rest: str) -> int:
    path = _QUOTED.match(rest) if word in _FILES else None
    if word in _CONDITIONS:
        condition = condition_of(f"not {rest}" if word == "unless" else rest)
        if word in ("case", "switch"):
            condition = f"{word}:{condition}"
        elif word not in ("if", "unless"):
            condition = f"{word}:{rest}"
        return reader.add("silent", span, rest, (Event("if", condition),))
    if word in _TRANSLATED or word.removeprefix("end") in _TRANSLATED:
        return _translated(reader, span, word, rest)
    if (
        word == "trans"
        and not rest.startswith(("'", '"'))
        and reader.find("endtrans", span[1]) >= 0
    ):
        # Jinja's and Twig's, with a text in it; Django's is alone, and its text is in quotes.
        reader.held["trans"] = reader.held.get("trans", 0) + 1
        return _translated(reader, span, word, rest)
    if word == "endtrans" and reader.held.get("trans", 0) > 0:
        reader.held["trans"] -= 1
        return _translated(reader, span, word, rest)
    if word in _APART and reader.find(f"end{word}", span[1]) >= 0:
        return reader.add("silent", span, rest, (Event("apart"),))
    if word.startswith("end") and word[3:] in _APART:
        return reader.add("silent", span, rest, (Event("end"),))
    if _holds(reader, word, rest):
        return reader.add("silent", span, rest, (Event("hold"),))
    if word.startswith("end") and word[3:] in _HOLDERS and reader.held.get(word[3:], 0) > 0:
        reader.held[word[3:]] -= 1
        return reader.add("silent", span, rest, (Event("end"),))
    if word in _LOOPS:
        return reader.add("silent", span, rest, (Event("loop", "".join(rest.split())),))
    if word in _ELSES:
        return reader.add("silent", span, rest, (Event("else", condition_of(rest)),))
    if word.startswith("end") and word[3:] in _CONDITIONS | _LOOPS:
        return reader.add("silent", span, rest, (Event("end"),))
    kind: TokenKind
    if word in _SILENT or word.startswith("end"):
        kind = "silent"
    elif word in _FILES:
        kind = "include"
    else:
        kind = "output"
    return reader.add(kind, span, f"{word} {rest}", path=path[1] if path else None)


def _translated(reader: Reader, span: tuple[int, int], word: str, rest: str) -> int:
    """``{% blocktranslate %}``: its text, of which there may be two for one and for many; with
    ``asvar`` it is kept for later."""
    if word.startswith("end"):
        return reader.add("silent", span, rest, (Event("end"),))
    kind: EventKind = "hold" if " asvar " in f" {rest} " else "always"
    return reader.add("silent", span, rest, (Event(kind),))


def _holds(reader: Reader, word: str, rest: str) -> bool:
    """Whether a tag keeps what is between it and its end for later, or makes something else of it."""
    if word not in _HOLDERS or reader.find(f"end{word}", 0) < 0:
        return False
    if word == "set" and ("=" in rest or not rest):
        return False
    reader.held[word] = reader.held.get(word, 0) + 1
    return True


_APART: Final = frozenset(("macro",))
_TRANSLATED: Final = frozenset(("blocktrans", "blocktranslate"))
_HOLDERS: Final = frozenset(
    ("set", "capture", "filter", "fragment", "script", "schema", "javascript", "stylesheet")
)


def _comment(reader: Reader, start: int, end: int) -> int:
    found = _end_tag(reader, end, "endcomment")
    if found is None:
        return reader.add("silent", (start, end))
    span, data = (start, found[1]), reader.text[end : found[0]]
    reader.comments.append(TemplateComment(data, span, "{% comment %}"))
    return reader.add("comment", span)


def _written_code(reader: Reader, start: int, end: int) -> int:
    """``{% templatetag openblock %} … {% templatetag closeblock %}``: code of a template that this one
    writes."""
    place = reader.find("templatetag close", end)
    stop = reader.after("%}", place) if place >= 0 else None
    if stop is None or reader.text.find("\n", end, place) >= 0:
        return reader.add("output", (start, end))
    return reader.add("output", (start, stop), reader.text[end:place])


def _end_tag(reader: Reader, place: int, word: str) -> tuple[int, int] | None:
    """The next tag of that word; None where there is none."""
    while (found := reader.find(word, place)) >= 0:
        start = reader.text.rfind("{%", place, found)
        match = _WORD.match(reader.text, start) if start >= 0 else None
        if match is not None and match[1] == word:
            end = reader.after("%}", match.end())
            return None if end is None else (start, end)
        place = found + len(word)
    return None


def _verbatim(reader: Reader, start: int, end: int, word: str) -> int:
    """What is between ``{% raw %}`` and its end is no code of this language."""
    reader.add("silent", (start, end))
    found = _end_tag(reader, end, f"end{word}")
    return end if found is None else reader.add("silent", found)


def expression(reader: Reader, start: int) -> int | None:
    """``{{ … }}`` of Jinja and its kin, of Vue and of Angular."""
    end = reader.balanced(start + 2, "}}")
    if end is None:
        return None
    name = reader.text[start + 2 : end - 2].strip().strip(_DASHES).strip()
    # govuk-frontend and Wagtail write whole components so.
    return reader.add("output", (start, end), name)


def hash_comment(reader: Reader, start: int) -> int | None:
    """``{# … #}``."""
    end = reader.after("#}", start + 2)
    return None if end is None else reader.comment((start, end), "{#", "#}")


def placeholder(reader: Reader, start: int) -> int | None:
    """``<head-placeholder token="…">``: an element that a program replaces."""
    end = reader.after(">", start)
    return None if end is None else reader.add("output", (start, end), reader.text[start:end])


_TRANSLATING: Final = frozenset("t i18n l10n lang translate trans tr str gettext pix".split())
_STACHE: Final = regex(r"\{\{\{?~?\s*(!--|[#/^>!&*<$]|else\b)?\s*([\w.@-]*)\s*")


def mustache(reader: Reader, start: int) -> int | None:
    """``{{ … }}`` of Handlebars and Mustache: sections, partials, comments and outputs."""
    text = reader.text
    found = _STACHE.match(text, start)
    assert found is not None
    sign, word = found[1], found[2]
    if sign in ("!", "!--"):
        close = "--}}" if sign == "!--" else "}}"
        end = reader.after(close, found.end(1))
        trimmed = reader.after("--~}}", found.end(1)) if sign == "!--" else None
        if trimmed is not None and (end is None or trimmed < end):
            close, end = "--~}}", trimmed
        if end is None:
            return None
        return reader.comment((start, end), text[start : found.end(1)].replace("~", ""), close)
    triple = text.startswith("{{{", start)
    end = reader.after("}}}" if triple else "}}", found.end(1) if sign else start + 2)
    if end is None:
        return None
    rest = text[found.end(1) if sign else start + 2 : end - (3 if triple else 2)]
    rest = rest.strip().strip("~").strip()
    if sign == "#" and word == rest and word in _TRANSLATING:
        stop = reader.find("{{/" + word, end)
        after = reader.after("}}", stop) if stop >= 0 else None
        if after is not None and "<" not in text[end:stop]:
            # A function that makes a text of the key in it.
            return reader.add("output", (start, after), text[start + 2 : stop])
    return _section(reader, (start, end), sign, word, rest)


def _section(reader: Reader, span: tuple[int, int], sign: str | None, word: str, rest: str) -> int:
    argument = rest.removeprefix(word).strip()
    if sign == "#" and rest.startswith((">", "*")):
        # A partial that may write what is in it, and one that is kept for later.
        if rest.startswith("*"):
            return reader.add("silent", span, rest, (Event("apart"),))
        return reader.add("include", span, rest, (Event("if", condition_of(rest)),))
    if sign in ("<", "$"):
        # A parent of Mustache, with blocks that it takes in.
        path = word if sign == "<" else None
        kind: TokenKind = "include" if path else "silent"
        return reader.add(kind, span, rest, (Event("always"),), path or None)
    if sign in ("#", "^", "*"):
        if word == "each":
            return reader.add("silent", span, rest, (Event("loop", argument),))
        if word in ("if", "unless"):
            negated = (word == "unless") != (sign == "^")
            condition = condition_of(f"not {argument}" if negated else argument)
        else:
            condition = condition_of(f"not {rest}" if sign == "^" else rest)
        if sign == "^" and not rest:
            return reader.add("silent", span, rest, (Event("else"),))
        return reader.add("silent", span, rest, (Event("if", condition),))
    if sign == "/":
        return reader.add("silent", span, rest, (Event("end"),))
    if sign == "else":
        return reader.add("silent", span, rest, (Event("else", condition_of(rest)),))
    if sign == ">":
        return reader.add("include", span, f"> {rest}", path=word or None)
    return reader.add("output", span, rest)


_SVELTE: Final = regex(r"\{\s*(?:([#:/@])\s*(\w+))?\s*")


def svelte(reader: Reader, start: int) -> int | None:
    """``{ … }`` of Svelte."""
    end = reader.balanced(start + 1, "}")
    found = _SVELTE.match(reader.text, start)
    if end is None or found is None:
        return None
    sign, word = found[1], found[2]
    rest = reader.text[found.end() : end - 1].strip()
    events: tuple[Event, ...] = ()
    if sign == "#":
        events = (Event("loop" if word == "each" else "if", condition_of(rest)),)
    elif sign == ":":
        events = (Event("else", condition_of(rest)),)
    elif sign == "/":
        events = (Event("end"),)
    return reader.add(
        "silent" if events or word == "const" else "output", (start, end), rest, events
    )
