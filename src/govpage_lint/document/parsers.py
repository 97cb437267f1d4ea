"""Decides which parser builds the tree of a page.

All build html5lib's tree, to the last span and error, which tests hold: html5lib itself, our short way
through it (``fast``), and the same on pieces that turbohtml cuts (``turbo_cuts``), where that is
installed. ``GOVPAGE_LINT_PARSER`` says which to use: other processes of a run inherit it.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from govpage_lint.document.tree import ParsedTree

PARSERS: Final = ("auto", "html5lib", "fast")
PARSER_VARIABLE: Final = "GOVPAGE_LINT_PARSER"
# What the parser of the extra ``fast`` is called where packages come from.
PACKAGE: Final = "turbohtml"


def build_tree(text: str) -> ParsedTree:
    """The tree of a text with normalised line endings. Never raises on any text."""
    wanted = os.environ.get(PARSER_VARIABLE)
    if wanted == "html5lib":
        from govpage_lint.document.construction import build_tree as build
    elif wanted == "fast" and is_fast():
        from govpage_lint.document.turbo_cuts import build_turbo_tree as build
    else:
        # Not with turbohtml because it is there: it takes longer to look its tokens over than to cut
        # them ourselves.
        from govpage_lint.document.fast import build_fast_tree as build
    return build(text)


@cache
def is_fast() -> bool:
    """Whether the parser of the extra ``fast`` is installed, and works."""
    try:
        import turbohtml  # noqa: F401
    except ImportError:
        return False
    return True


def parser_in_use() -> str:
    """The parser of this run, and what becomes another text when another version of it is installed."""
    names = ["html5lib"]
    if os.environ.get(PARSER_VARIABLE) == "fast" and is_fast():
        names.append(PACKAGE)
    return " ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    # To ask for a version, or to import the parser, takes longer than all else that a run on unchanged
    # files has to do.
    from importlib.util import find_spec

    try:
        found = find_spec(name)
        file = None if found is None else found.origin
        if file is None:
            return "?"
        stat = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError, ImportError):
        return "?"
    return f"{file} {stat.st_size} {stat.st_mtime_ns}"
