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
    """The parser of this run, with the versions that its trees may depend on."""
    names = ["html5lib"]
    if os.environ.get(PARSER_VARIABLE) == "fast" and is_fast():
        names.append(PACKAGE)
    return " ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    # Its import takes as long as that of a parser.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
