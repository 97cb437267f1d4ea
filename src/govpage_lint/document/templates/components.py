"""Decides what the tags of a single-file component are: Vue and Svelte, where names are not only HTML's."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.document.templates.reader import Reader

_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w.:-]*)")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_SIGNS: Final = re.compile(r"""[>"'{]""")


def tag(reader: Reader, start: int) -> int | None:
    """A tag of a component: ``<template>`` is nothing in the page, and ``<Menu/>`` may be anything."""
    text = reader.text
    found = _TAG.match(text, start)
    if found is None:
        return None
    closing, name = found[1], found[2]
    own = name[0].isupper() or "." in name
    if name != "template" and not own and closing:
        return None
    end = _tag_end(reader, found.end())
    if end is None:
        return None
    if name == "template":
        # Its directives make it a branch; its content is in the page.
        return reader.add("silent", (start, end))
    alone = text.startswith("/>", end - 2)
    if alone and name.lower() not in _VOID:
        # In HTML it would be open still.
        return reader.add("output", (start, end), text[start + 1 : end - 2])
    if own:
        # <Button>, <Link> and <Table> are not the elements of that name.
        return reader.add("silent" if closing else "output", (start, end), name)
    return None


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
