"""Decides what the tags of a single-file component are: Vue and Svelte, where names are not only HTML's."""

from __future__ import annotations

from typing import Final

from govpage_lint.document.templates.reader import Reader, condition_of
from govpage_lint.document.templates.tokens import VOID, Event
from govpage_lint.regexes import regex

_TAG: Final = regex(r"<(/?)([A-Za-z][\w.:-]*)")
# What Vue has of its own, and what of it writes nothing itself.
_BUILT_IN: Final = frozenset("component keepalive slot suspense teleport transition".split())
_NOTHING: Final = frozenset("keepalive suspense teleport transition".split())
_SIGNS: Final = regex(r"""[>"'{]""")


def tag(reader: Reader, start: int) -> int | None:
    """A tag of a component: ``<template>`` is nothing in the page, and ``<Menu/>`` may be anything."""
    text = reader.text
    found = _TAG.match(text, start)
    if found is None:
        return None
    closing, name = found[1], found[2]
    own = name[0].isupper() or "." in name or "-" in name or name in _BUILT_IN
    if name == "template":
        return wrapper(reader, start)
    if name in ("script", "style") and not closing:
        # Of the component, and run when it is used.
        end = reader.after(f"</{name}>", found.end())
        return None if end is None else reader.add("silent", (start, end))
    if not own and closing:
        return None
    end = _tag_end(reader, found.end())
    if end is None:
        return None
    alone = text.startswith("/>", end - 2)
    if alone and name.lower() not in VOID:
        # In HTML it would be open still.
        return reader.add("output", (start, end), text[start + 1 : end - 2])
    if own:
        # <Button>, <Link> and <Table> are not the elements of that name; and what no parser of HTML
        # reads may stand anywhere, as in a table.
        writes = not closing and name.lower().replace("-", "") not in _NOTHING
        return reader.add("output" if writes else "silent", (start, end), name)
    return None


_BRANCH: Final = regex(
    r"""\s(?:v-if|x-if|\*ng[Ii]f|\[ngIf\]|(?:data-)?th:if)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
# What is written instead of what is in it.
_REPLACED: Final = regex(r"\s(?:data-)?th[:-](?:insert|replace|include|u?text)\b")
_TIMES: Final = regex(r"\s(?:v-for|\*ngFor|(?:data-)?th:each|x-for)\b")
_ALONE: Final = regex(r"\s(?:v-else|th:(?:unless|case)|\*ng[A-Z]|#\w)")


def wrapper(reader: Reader, start: int) -> int | None:
    """``<template>``, ``<ng-container>``, ``<ng-template>``, ``<th:block>``: no element of the page, but
    maybe a branch."""
    text = reader.text
    found = _TAG.match(text, start)
    end = None if found is None else _tag_end(reader, found.end())
    if found is None or end is None:
        return None
    if found[1]:
        branch = bool(reader.wrappers) and reader.wrappers.pop()
        return reader.add("silent", (start, end), events=(Event("end"),) if branch else ())
    written = text[start:end]
    if text.startswith("/>", end - 2):
        return reader.add("output", (start, end), written)
    if _REPLACED.search(written):
        reader.wrappers.append(True)
        return reader.add("output", (start, end), written, (Event("hold"),))
    event: Event | None = None
    if (condition := _BRANCH.search(written)) is not None:
        event = Event("if", condition_of(condition[1] or condition[2] or ""))
    elif _TIMES.search(written):
        event = Event("loop")
    elif _ALONE.search(written) or found[2] == "ng-template":
        event = Event("group")
    reader.wrappers.append(event is not None)
    return reader.add("silent", (start, end), events=() if event is None else (event,))


def _tag_end(reader: Reader, place: int) -> int | None:
    text, begin = reader.text, place
    if not reader.spend(0):
        return reader.after(">", place)
    while (found := _SIGNS.search(text, place)) is not None:
        sign = found[0]
        if sign == ">":
            return found.end()
        stop = found.end()
        end = reader.balanced(stop, "}") if sign == "{" else reader.after(sign, stop)
        if end is None:
            break
        place = end
    reader.spend(len(text) - begin)
    return None
