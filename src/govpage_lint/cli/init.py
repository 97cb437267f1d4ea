"""Decides what ``govpage-lint init`` writes, from answers or flags, and that nothing is lost by it."""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from govpage_lint.cli import EXIT_CLEAN, UsageError
from govpage_lint.cli.interview import PROFILES, Answers, Interview, say
from govpage_lint.cli.known import DEFAULT_BASELINE
from govpage_lint.cli.output import print_text, put_in_place
from govpage_lint.cli.parsing import Parser
from govpage_lint.config.reading import FILE_NAME, PROJECT_NAME, TABLE
from govpage_lint.config.shape import first_fault
from govpage_lint.findings import LANGUAGES
from govpage_lint.reports.escape import visible

_HOOK_FILE: Final = Path(".pre-commit-config.yaml")
_ACTION_FILE: Final = Path(".github", "workflows", "govpage-lint.yml")
_MAX_PROJECT: Final = 1_000_000


def init(words: Sequence[str]) -> int:
    """Write a configuration and what goes with it; returns the exit code. Raises UsageError."""
    given = _parser().parse_args(words)
    folder: Path = given.folder
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    place = folder / (PROJECT_NAME if given.pyproject else FILE_NAME)
    _refuse_what_is_there(place, folder, given)
    answers = _answers(given, folder)
    for target in answers.targets:
        if not target.strip() or not target.isprintable():
            raise UsageError(f"--targets: {target!r} names nothing that can be checked")
    # All questions are answered before anything is written.
    files = list(_files(place, folder, answers))
    for path, text in files:
        put_in_place(path, text.encode("utf-8"))
    told = _told([path for path, _ in files], answers, folder)
    print_text("".join(f"{visible(line)}\n" for line in told))
    return EXIT_CLEAN


def _parser() -> Parser:
    parser = Parser(
        prog="govpage-lint init",
        description=f"Writes a {FILE_NAME} by asking; --yes takes the flags and asks nothing.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("folder", nargs="?", type=Path, default=Path(), metavar="FOLDER")
    add("--yes", "-y", action="store_true", help="ask nothing")
    add("--lang", choices=LANGUAGES, help="language of the reports, and of the questions")
    add("--profile", choices=list(PROFILES), metavar="NAME", help=", ".join(PROFILES))
    add(
        "--targets",
        action="append",
        metavar="TARGET",
        help="what is checked where the command names nothing; may be repeated",
    )
    add("--baseline", action=argparse.BooleanOptionalAction, help="known faults do not fail")
    add("--hook", action=argparse.BooleanOptionalAction, help=f"also write {_HOOK_FILE}")
    add("--action", action=argparse.BooleanOptionalAction, help=f"also write {_ACTION_FILE}")
    add("--pyproject", action="store_true", help=f"put it into the {PROJECT_NAME} that is there")
    add("--force", action="store_true", help=f"write over a {FILE_NAME} that is there")
    return parser


def _refuse_what_is_there(place: Path, folder: Path, given: argparse.Namespace) -> None:
    if given.pyproject:
        if not place.is_file():
            raise UsageError(f"--pyproject: there is no {place}")
        if _has_table(_project(place)):
            raise UsageError(f"{place} has a table [tool.govpage-lint] already; change it there")
    elif place.exists() or place.is_symlink():
        if not given.force:
            raise UsageError(f"{place} is there already; --force writes over it")
        if not place.is_file():
            raise UsageError(f"{place} is no file")
    project = folder / PROJECT_NAME
    if given.pyproject or given.force or not project.is_file():
        return
    if _has_table(_project(project)):
        raise UsageError(
            f"{project} has a table [tool.govpage-lint], which a {FILE_NAME} beside it would hide; "
            "change it there, or --force"
        )


def _answers(given: argparse.Namespace, folder: Path) -> Answers:
    found = tuple(_page_folders(folder))
    if given.yes:
        return Answers(
            given.lang or "en",
            given.profile or "auto",
            tuple(given.targets or ()),
            baseline=bool(given.baseline),
            hook=bool(given.hook),
            action=bool(given.action),
        )
    return Interview(sys.stdin, os.environ).ask(given, found)


def _page_folders(folder: Path) -> Iterator[str]:
    """Folders that usually hold pages, as far as they are there."""
    for name in (
        "public",
        "static",
        "dist",
        "site",
        "www",
        "htdocs",
        "templates",
        "src/main/webapp",
        "src/main/resources/templates",
    ):
        if (folder / name).is_dir():
            yield name


# -- what is written ---------------------------------------------------------------------------------


def _files(place: Path, folder: Path, answers: Answers) -> Iterator[tuple[Path, str]]:
    if place.name == PROJECT_NAME:
        yield place, _added(_project(place), _settings(answers, "[tool.govpage-lint]"), place)
    else:
        yield place, _checked(_settings(answers, ""), ())
    if answers.hook and not (folder / _HOOK_FILE).exists():
        yield folder / _HOOK_FILE, _hook()
    if answers.action and not (folder / _ACTION_FILE).exists():
        yield folder / _ACTION_FILE, _action(answers)


def _settings(answers: Answers, header: str) -> str:
    language = answers.lang
    lines = [f"# {say('file', language)}", *([header] if header else [])]
    if answers.profile != "auto":
        lines.append(f'profile = "{answers.profile}"')
    else:
        lines.append(f'# {say("profile of the host", language)}\n# profile = "wcag-aa"')
    lines.append(f'lang = "{language}"')
    if answers.targets:
        lines.append(f"targets = [{', '.join(map(_quoted, answers.targets))}]")
    lines.append('fail-on = "error"')
    if answers.baseline:
        lines.append(f'# {say("baseline in the file", language)}\nbaseline = "{DEFAULT_BASELINE}"')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # JSON's text is TOML's, but for one character that it leaves as it is.
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _added(project: str, table: str, place: Path) -> str:
    """A project with our table at its end, with the line endings that it has."""
    newline = "\r\n" if "\r\n" in project else "\n"
    gap = "" if not project else newline if project.endswith("\n") else newline * 2
    text = project + gap + table.replace("\n", newline)
    try:
        return _checked(text, TABLE)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{place}: the table cannot be added: {error}") from error


def _checked(text: str, inside: Sequence[str]) -> str:
    """A text, once it is sure that what it says can be read."""
    data = tomllib.loads(text.removeprefix("\ufeff"))
    for name in inside:
        data = data[name]
    fault = first_fault(data)
    if fault is not None:
        raise UsageError(f"{fault.path[0]}: {fault.message}")
    return text


def _project(place: Path) -> str:
    try:
        with place.open("rb") as file:
            data = file.read(_MAX_PROJECT + 1)
        if len(data) > _MAX_PROJECT:
            raise UsageError(f"{place}: is larger than {_MAX_PROJECT:,} bytes")
        text = data.decode("utf-8")
        tomllib.loads(text.removeprefix("\ufeff"))
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{place}: is not valid TOML: {error}") from error
    return text


def _has_table(project: str) -> bool:
    tool = tomllib.loads(project.removeprefix("\ufeff")).get("tool")
    return isinstance(tool, dict) and TABLE[1] in tool


def _hook() -> str:
    from govpage_lint import __version__

    return (
        "repos:\n"
        "  - repo: https://github.com/govpage-lint/govpage-lint\n"
        f"    rev: v{__version__}\n"
        "    hooks:\n"
        "      - id: govpage-lint\n"
    )


def _action(answers: Answers) -> str:
    from govpage_lint import __version__

    # What looks like an expression to GitHub is one that says itself.
    named = (target.replace("${{", "${{ '${{' }}") for target in answers.targets or (".",))
    targets = "".join(f"            {target}\n" for target in named)
    return (
        "name: pages\n"
        "on: pull_request\n"
        "permissions:\n"
        "  contents: read\n"
        "jobs:\n"
        "  pages:\n"
        "    runs-on: ubuntu-latest\n"
        "    steps:\n"
        "      - uses: actions/checkout@v4\n"
        f"      - uses: govpage-lint/govpage-lint@v{__version__}\n"
        "        with:\n"
        "          targets: |\n"
        f"{targets}"
    )


# -- what is said ------------------------------------------------------------------------------------


def _told(written: Sequence[Path], answers: Answers, folder: Path) -> Iterator[str]:
    language = answers.lang
    for path in written:
        yield f"{say('written', language)}: {path}"
    for wanted, file in ((answers.hook, _HOOK_FILE), (answers.action, _ACTION_FILE)):
        if wanted and folder / file not in written:
            yield say("there already", language).format(file=folder / file)
    target = "" if answers.targets else " ."
    yield f"{say('next', language)}:"
    if answers.baseline:
        yield f"    govpage-lint baseline create{target}"
    yield f"    govpage-lint{target}"
    if answers.hook:
        yield "    pre-commit install"
