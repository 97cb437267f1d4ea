"""Decides the options of the check and their help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from govpage_lint.cli.numbers import MOST_JOBS, Whole, seconds
from govpage_lint.cli.parsing import (
    Parser,
    add_config,
    add_exits,
    add_formats,
    add_source_map,
    add_statistics,
)
from govpage_lint.cli.sites import add_site_options
from govpage_lint.cli.views import add_view_options
from govpage_lint.cli.visitor import add_visitor_options
from govpage_lint.document.parsers import PARSERS
from govpage_lint.findings import LANGUAGES

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
    add_formats(parser)
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
    add_exits(parser)
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
    add_statistics(parser)
    add_source_map(parser)
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
        type=seconds,
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
        type=Whole(1, MOST_JOBS),
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
    add_config(parser)
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
