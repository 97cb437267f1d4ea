"""Decides how words of the command line are parsed: which sub-command they are for, what is said of a wrong
one, and the options that several commands have."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from govpage_lint.cli import UsageError
from govpage_lint.cli.numbers import Whole
from govpage_lint.findings import LANGUAGES
from govpage_lint.reports import FORMATS
from govpage_lint.spelling import get_close_matches

SUB_COMMANDS: Final = (
    *("check", "explain", "rules", "init", "config", "baseline"),
    *("clean", "doctor", "lsp", "report"),
)


class _Narrow(argparse.HelpFormatter):
    """What only looks whether an option can be told: argparse asks the terminal's size for each."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest option, and leaves the exit to the caller."""

    def __init__(
        self,
        *,
        formatter_class: type[argparse.HelpFormatter] = argparse.HelpFormatter,
        **named: Any,
    ) -> None:
        super().__init__(formatter_class=_Narrow, **named)
        self._wide = formatter_class

    def format_usage(self) -> str:
        self.formatter_class = self._wide
        return super().format_usage()

    def format_help(self) -> str:
        self.formatter_class = self._wide
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        hint = ""
        if message.startswith("unrecognized arguments:"):
            words = message.partition(":")[2].split()
            wrong = next(
                (word for word in words if word.startswith("-")), words[0] if words else ""
            )
            options = [name for action in self._actions for name in action.option_strings]
            near = get_close_matches(wrong.partition("=")[0], options, 1)
            message = f"there is no option {wrong}"
            hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"{message}{hint} (govpage-lint --help lists all)")


def sub_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The sub-command and the words after it; ``check`` where none is named."""
    if words and words[0] in SUB_COMMANDS and not Path(words[0]).is_file():
        return words[0], list(words[1:])
    return "check", list(words)


def add_formats(parser: argparse.ArgumentParser) -> None:
    """What is written, and where."""
    parser.add_argument(
        "--format",
        action="append",
        metavar="FORMAT[=PATH]",
        help=f"{', '.join(FORMATS)}; =PATH writes a file; may be repeated (default: text)",
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """In which language a command tells of rules."""
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the words (default: en)")


def add_house_rules(parser: argparse.ArgumentParser) -> None:
    """Which rules are known beside ours."""
    parser.add_argument(
        "--rules",
        action="append",
        type=Path,
        metavar="FOLDER",
        help="house rules beside the built-in ones; may be repeated",
    )


def add_statistics(parser: argparse.ArgumentParser) -> None:
    """How much the text report tells."""
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count by rule in the text report, and list no findings",
    )


def add_exits(parser: argparse.ArgumentParser) -> None:
    """What decides the exit code."""
    add = parser.add_argument
    add(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="the level that fails (default: error)",
    )
    add(
        "--max-warnings",
        type=Whole(0, 999_999_999),
        metavar="N",
        help="more warnings than so many fail too",
    )
    add("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    add(
        "--unreachable",
        choices=("error", "warning"),
        help="what a target is that could not be checked: error exits with 3; warning only tells it, "
        "unless none could be checked (default: error)",
    )


def add_config(parser: argparse.ArgumentParser) -> None:
    """Which configuration holds."""
    add = parser.add_argument
    add(
        "--config",
        action="append",
        metavar="FILE|KEY=VALUE",
        help="a configuration file (default: the govpage-lint.toml nearest to each file), "
        "or a key and value as it would have them; may be repeated",
    )
    add(
        "--isolated",
        action="store_true",
        help="use no configuration file and no variables of the environment",
    )


def add_source_map(parser: argparse.ArgumentParser) -> None:
    """Where the files of pages lie."""
    parser.add_argument(
        "--source-map",
        action="append",
        metavar="ADDRESS=FOLDER",
        help="where the files of a site lie in the repository, for reports that annotate files; "
        "may be repeated",
    )
