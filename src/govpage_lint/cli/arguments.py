"""Decides the words of the command line: sub-commands, options and their help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NoReturn

from govpage_lint.cli import UsageError
from govpage_lint.cli.sites import add_site_options
from govpage_lint.cli.views import add_view_options
from govpage_lint.cli.visitor import add_visitor_options
from govpage_lint.document.parsers import PARSERS
from govpage_lint.findings import LANGUAGES
from govpage_lint.reports import FORMATS

SUB_COMMANDS: Final = (
    *("check", "explain", "rules", "init", "config", "baseline"),
    *("clean", "doctor", "lsp", "report"),
)

_EPILOG: Final = """\
other commands:
  govpage-lint explain RULE      what a rule finds, why, and how to mend it
  govpage-lint rules             all rules;  rules test FOLDER checks house rules
  govpage-lint baseline create   keeps the faults of today in a file;  update, prune, show
  govpage-lint lsp               the server for editors, on standard input and output
  govpage-lint report FILE…      saved JSON reports in any format, merged or with their trend
  govpage-lint init              writes a govpage-lint.toml, by asking or from flags
  govpage-lint config schema     the JSON Schema of govpage-lint.toml, for editors
  govpage-lint clean             forgets the results of earlier runs
  govpage-lint doctor            which Python, browser, driver and axe are used

exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a fault of the command or the
configuration, 3 some target could not be checked
"""


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest option, and leaves the exit to the caller."""

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


def check_parser() -> Parser:
    """The parser of the check, which is what the command does when no sub-command is named."""
    parser = Parser(
        prog="govpage-lint",
        usage="govpage-lint [OPTIONS] TARGET…",
        description="Says what is wrong with a government's web pages, where, why and how to mend it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="an address, a file, a folder, a glob, or - for standard input",
    )
    add(
        "--urls-from",
        metavar="FILE",
        help="read targets from a file (- for standard input), one a line",
    )
    add(
        "--format",
        action="append",
        metavar="FORMAT[=PATH]",
        help=f"{', '.join(FORMATS)}; =PATH writes a file; may be repeated (default: text)",
    )
    add(
        "--profile",
        metavar="NAME",
        help="whose expectations: wcag-aa, kr … (default: by the page's host, else wcag-aa)",
    )
    add(
        "--select",
        action="append",
        metavar="RULES",
        help="only these rules, separated by commas: ids, topics (forms), criteria (wcag:1.4.3), "
        "patterns (image-*), all, or pedantic for those that are off by default",
    )
    add("--extend-select", action="append", metavar="RULES", help="these rules as well")
    add("--ignore", action="append", metavar="RULES", help="not these rules, named as for --select")
    add("--extend-ignore", action="append", metavar="RULES", help="the same as --ignore")
    add(
        "--exclude",
        action="append",
        metavar="PATTERN",
        help="pass over these files and folders, by a pattern as in .gitignore; may be repeated",
    )
    add(
        "--extend-exclude",
        action="append",
        metavar="PATTERN",
        help="pass over these beside those of the configuration",
    )
    add(
        "--force-exclude",
        action="store_true",
        help="pass over what exclude has though it is named, as hooks name every changed file",
    )
    add(
        "--no-respect-gitignore",
        action="store_false",
        dest="respect_gitignore",
        help="check what .gitignore has too",
    )
    add(
        "--rules",
        action="append",
        type=Path,
        metavar="FOLDER",
        help="house rules to run as well; may be repeated",
    )
    _add_exits(parser)
    add("--fix", action="store_true", help="mend files where the repair is safe, then check them")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also what a person should look at afterwards",
    )
    add(
        "--diff",
        action="store_true",
        help="print what --fix would change, and write nothing; 1 when there is anything",
    )
    add(
        "--watch",
        action="store_true",
        help="go on, and check files again when they or what they read change, until Ctrl-C",
    )
    add("--lang", choices=LANGUAGES, help="language of the report (default: en)")
    add(
        "--no-suppressions",
        action="store_false",
        dest="suppressions",
        help="tell what comments in pages and the configuration suppress, too",
    )
    add(
        "--stdin-filename",
        metavar="NAME",
        help="what the page on standard input is called: its suffix tells templates (page.jsp)",
    )
    _add_statistics(parser)
    _add_source_map(parser)
    _add_baseline(parser)
    browser = parser.add_mutually_exclusive_group()
    browser.add_argument(
        "--browser",
        action="store_const",
        const="always",
        dest="browser",
        help="look at every target in a browser too; having none is an error",
    )
    browser.add_argument(
        "--no-browser",
        action="store_const",
        const="never",
        dest="browser",
        help="keep to the source",
    )
    add(
        "--use-browser",
        metavar="NAME",
        choices=("chromium", "chrome", "edge", "firefox"),
        help="which browser",
    )
    add(
        "--axe-source",
        type=Path,
        metavar="FILE",
        help="an axe.min.js to run instead of the bundled one",
    )
    add(
        "--pictures",
        choices=("auto", "always", "never"),
        help="whether the text in pictures is read: all of them (up to 60 a page), none, or where a page "
        "has at most 4 that could hold any (default: auto); needs tesseract",
    )
    add(
        "--page-timeout",
        type=_seconds,
        metavar="SECONDS",
        help="time for a page to load in the browser (default: 30)",
    )
    add("--no-cache", action="store_true", help="check every page anew, and keep no results")
    add(
        "--cache-dir",
        type=Path,
        metavar="FOLDER",
        help="where results of unchanged files are kept (default: your cache folder)",
    )
    add(
        "--parser",
        choices=PARSERS,
        help="what reads markup, with the same findings: auto, a short way through html5lib; html5lib alone, in "
        "four times the time; or fast, with the tokenizer of the extra fast (default: auto)",
    )
    add(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="how many processes check files (default: as many as there are processors and work for)",
    )
    add(
        "--no-neighbours",
        action="store_false",
        dest="neighbours",
        help="fetch nothing but the page itself; else a few pages that it links to may be compared",
    )
    add(
        "--host-rules",
        metavar="RULES",
        help="where Chromium finds hosts: 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' keeps it on this machine",
    )
    _add_config(parser)
    add(
        "--show-config",
        action="store_true",
        help="print what is in force for the targets, each value with where it comes from, and stop; "
        "--format json prints it for programs",
    )
    add(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in the text report",
    )
    add("--quiet", "-q", action="store_true", help="no progress and no log on standard error")
    add(
        "--debug",
        action="store_true",
        help="say on standard error what happens, with the traces of faults",
    )
    add("--version", "-V", action="store_true", help="the version")
    add_site_options(parser)
    add_visitor_options(parser)
    add_view_options(parser)
    return parser


def _add_statistics(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count by rule in the text report, and list no findings",
    )


def _add_exits(parser: argparse.ArgumentParser) -> None:
    """What decides the exit code."""
    add = parser.add_argument
    add(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="the level that fails (default: error)",
    )
    add(
        "--max-warnings",
        type=_whole,
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


def _add_config(parser: argparse.ArgumentParser) -> None:
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


def _add_source_map(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source-map",
        action="append",
        metavar="ADDRESS=FOLDER",
        help="where the files of a site lie in the repository, for reports that annotate files; "
        "may be repeated",
    )


def report_parser() -> Parser:
    """The parser of ``report``."""
    parser = Parser(
        prog="govpage-lint report",
        description="Shows saved JSON reports in any format: several as one, or as a series with its trend.",
        epilog="exit codes: as those of a check that found the same",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="a JSON report, or - for standard input")
    add(
        "--trend",
        action="store_true",
        help="the files are a series over time: show the newest, and how the counts developed",
    )
    add(
        "--format",
        action="append",
        metavar="FORMAT[=PATH]",
        help=f"{', '.join(FORMATS)}; =PATH writes a file; may be repeated (default: text)",
    )
    _add_exits(parser)
    add("--lang", choices=LANGUAGES, help="language (default: that of the report)")
    add(
        "--rules",
        action="append",
        type=Path,
        metavar="FOLDER",
        help="house rules, for their words in another language; may be repeated",
    )
    _add_source_map(parser)
    _add_config(parser)
    _add_statistics(parser)
    add("--color", choices=("auto", "always", "never"), default="auto", help="colours in the text")
    return parser


def _add_baseline(parser: Parser) -> None:
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="known faults, made by govpage-lint baseline create: only others fail",
    )
    known.add_argument(
        "--new-only",
        action="store_true",
        help="the same with the baseline of the configuration, or govpage-lint-baseline.json",
    )
    known.add_argument(
        "--no-baseline",
        action="store_true",
        help="use no baseline, whatever the configuration says",
    )
    parser.add_argument(
        "--allow-stale",
        action="store_true",
        help="do not fail when faults of the baseline are gone",
    )


def explain_parser() -> Parser:
    """The parser of ``explain``."""
    parser = Parser(
        prog="govpage-lint explain",
        description="What a rule finds, why, and how to mend it.",
        allow_abbrev=False,
    )
    parser.add_argument("rule", metavar="RULE")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--rules", action="append", type=Path, metavar="FOLDER")
    return parser


def rules_parser() -> Parser:
    """The parser of ``rules``."""
    parser = Parser(
        prog="govpage-lint rules",
        usage="govpage-lint rules [list] [OPTIONS]\n       govpage-lint rules test FOLDER…",
        description="Lists the rules, or tests house rules by the schema and their own examples.",
        allow_abbrev=False,
    )
    parser.add_argument("action", nargs="?", choices=("list", "test"), default="list")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--profile", metavar="NAME")
    parser.add_argument("--rules", action="append", type=Path, metavar="FOLDER")
    return parser


def clean_parser() -> Parser:
    """The parser of ``clean``."""
    parser = Parser(
        prog="govpage-lint clean",
        description="Forgets the results of earlier runs: what the cache keeps.",
        allow_abbrev=False,
    )
    parser.add_argument("--cache-dir", type=Path, metavar="FOLDER")
    return parser


def doctor_parser() -> Parser:
    """The parser of ``doctor``."""
    parser = Parser(
        prog="govpage-lint doctor",
        description="Which Python, browser, driver and axe are used.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--use-browser", metavar="NAME", choices=("chromium", "chrome", "edge", "firefox")
    )
    parser.add_argument("--axe-source", type=Path, metavar="FILE")
    parser.add_argument("--start", action="store_true", help="start the browser, to be sure")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser


def sub_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The sub-command and the words after it; ``check`` where none is named."""
    if words and words[0] in SUB_COMMANDS and not Path(words[0]).is_file():
        return words[0], list(words[1:])
    return "check", list(words)


def _jobs(text: str) -> int:
    # Windows waits for 63 processes at most.
    if not text.isdecimal() or not 1 <= int(text) <= 60:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes from 1 to 60")
    return int(text)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds from 1 to 3600")
    return value
