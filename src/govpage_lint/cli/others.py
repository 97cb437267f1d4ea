"""Decides the options of the sub-commands that check nothing themselves, and their help."""

from __future__ import annotations

from pathlib import Path

from govpage_lint.cli.parsing import (
    Parser,
    add_config,
    add_exits,
    add_formats,
    add_house_rules,
    add_language,
    add_source_map,
    add_statistics,
)
from govpage_lint.findings import LANGUAGES


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
    add_formats(parser)
    add_exits(parser)
    add("--lang", choices=LANGUAGES, help="language (default: that of the report)")
    add(
        "--rules",
        action="append",
        type=Path,
        metavar="FOLDER",
        help="house rules, for their words in another language; may be repeated",
    )
    add_source_map(parser)
    add_config(parser)
    add_statistics(parser)
    add("--color", choices=("auto", "always", "never"), default="auto", help="colours in the text")
    return parser


def explain_parser() -> Parser:
    """The parser of ``explain``."""
    parser = Parser(
        prog="govpage-lint explain",
        description="What a rule finds, why, and how to mend it.",
        allow_abbrev=False,
    )
    parser.add_argument("rule", metavar="RULE", help="the id of a rule, as reports have it")
    add_language(parser)
    add_house_rules(parser)
    return parser


def rules_parser() -> Parser:
    """The parser of ``rules``."""
    parser = Parser(
        prog="govpage-lint rules",
        usage="govpage-lint rules [list] [OPTIONS]\n       govpage-lint rules test FOLDER…",
        description="Lists the rules, or tests house rules by the schema and their own examples.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "action",
        nargs="?",
        choices=("list", "test"),
        default="list",
        help="what to do: list is usual",
    )
    add("folders", nargs="*", type=Path, metavar="FOLDER", help="house rules that are tested")
    add_language(parser)
    add("--profile", metavar="NAME", help="list the levels that the rules have in this profile")
    add_house_rules(parser)
    return parser


def clean_parser() -> Parser:
    """The parser of ``clean``."""
    parser = Parser(
        prog="govpage-lint clean",
        description="Forgets the results of earlier runs: what the cache keeps.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--cache-dir", type=Path, metavar="FOLDER", help="where results are kept, if not as usual"
    )
    return parser


def doctor_parser() -> Parser:
    """The parser of ``doctor``."""
    parser = Parser(
        prog="govpage-lint doctor",
        description="Which Python, browser, driver and axe are used.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--use-browser",
        metavar="NAME",
        choices=("chromium", "chrome", "edge", "firefox"),
        help="which browser to look for: chromium, chrome, edge or firefox",
    )
    parser.add_argument(
        "--axe-source", type=Path, metavar="FILE", help="an axe.min.js instead of the bundled one"
    )
    parser.add_argument("--start", action="store_true", help="start the browser, to be sure")
    add_language(parser)
    return parser
