"""Decides what ``govpage-lint config`` prints: the schema for editors, or what is in force."""

from __future__ import annotations

from collections.abc import Sequence

from govpage_lint.cli import EXIT_CLEAN
from govpage_lint.cli.arguments import check_parser
from govpage_lint.cli.output import print_text
from govpage_lint.cli.parsing import Parser
from govpage_lint.datafiles import rules_folder


def config(words: Sequence[str]) -> int:
    """Print the schema of the configuration, or show what holds for targets; returns the exit code."""
    if words and words[0] == "show":
        from govpage_lint.cli.showing import show

        return show(check_parser().parse_args(words[1:]))
    parser = Parser(
        prog="govpage-lint config",
        usage="govpage-lint config schema\n       govpage-lint config show [OPTIONS] [TARGET…]",
        description="Prints the JSON Schema of govpage-lint.toml for editors; or what is in force for targets, "
        "each value with where it comes from.",
        allow_abbrev=False,
    )
    parser.add_argument("action", choices=("schema", "show"))
    parser.parse_args(words)
    file = rules_folder() / "schema" / "config.schema.json"
    print_text(file.read_text(encoding="utf-8"))
    return EXIT_CLEAN
