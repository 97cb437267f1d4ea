"""Decides which parser reads the pages of a run, and that it is there."""

from __future__ import annotations

import os

from govpage_lint.cli import UsageError
from govpage_lint.document.parsers import PARSER_VARIABLE, PARSERS, is_fast


def use_parser(name: str | None) -> None:
    """Use a parser, here and in the other processes of the run; None leaves it to the environment.

    Raises UsageError for one that is not known or not installed.
    """
    wanted = name or os.environ.get(PARSER_VARIABLE) or "auto"
    if wanted not in PARSERS:
        raise UsageError(
            f"{PARSER_VARIABLE}: there is no parser {wanted} (known: {', '.join(PARSERS)})"
        )
    if wanted == "fast" and not is_fast():
        raise UsageError("the fast parser is not installed: pip install 'govpage-lint[fast]'")
    if name is not None:
        os.environ[PARSER_VARIABLE] = name
