"""Decides which parser builds the tree of a page: html5lib, or the fast one where it is installed.

Both build the same tree, to the last span and error; a page that the fast one cannot answer for is
html5lib's (see ``fast_tokens``). ``GOVPAGE_LINT_PARSER`` says which to use: other processes of a run
inherit it.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from govpage_lint.document.tree import ParsedTree

PARSERS: Final = ("auto", "html5lib", "fast")
PARSER_VARIABLE: Final = "GOVPAGE_LINT_PARSER"
# What the fast parser is called where packages come from.
PACKAGE: Final = "turbohtml"
# Letters of markup that pay for the import of the fast parser; how many were read so far.
_WORTH: Final = 150_000
_read = 0


def build_tree(text: str) -> ParsedTree:
    """The tree of a text with normalised line endings. Never raises on any text."""
    if _is_worth_it(len(text)):
        from govpage_lint.document.fast import build_fast_tree

        tree = build_fast_tree(text)
        if tree is not None:
            return tree
    from govpage_lint.document.construction import build_tree as build

    return build(text)


def _is_worth_it(length: int) -> bool:
    """Whether a text is read by the fast parser.

    It takes longer to import than it saves on one small page, so that it is left alone until there
    is more to read, unless it is asked for.
    """
    global _read
    wanted = os.environ.get(PARSER_VARIABLE, "auto")
    if wanted == "html5lib":
        return False
    _read += length
    return (wanted == "fast" or _read > _WORTH) and is_fast()


@cache
def is_fast() -> bool:
    """Whether the fast parser is installed, and works."""
    try:
        import turbohtml  # noqa: F401
    except ImportError:
        return False
    return True


def parser_in_use() -> str:
    """The parser of this run, with the versions that its trees may depend on."""
    names = ["html5lib"]
    if os.environ.get(PARSER_VARIABLE) != "html5lib" and is_fast():
        names.append(PACKAGE)
    return " ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    # Its import takes as long as that of a parser.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
