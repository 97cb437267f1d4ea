"""Decides where reports go: which formats, to which files, and that each is written whole."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from govpage_lint.cli import UsageError
from govpage_lint.findings import Report
from govpage_lint.placing import put_whole
from govpage_lint.records import dataclass
from govpage_lint.reports import FORMATS, renderer
from govpage_lint.reports.view import View
from govpage_lint.rulebook.profiles import nearest

# A runner takes annotations out of the log, so they may stand in it beside what people read.
_READ_BY_PEOPLE: Final = frozenset({"text", "concise"})


@dataclass(frozen=True, slots=True)
class Output:
    """One report to write: to a file, or to standard output when ``path`` is None."""

    format: str
    path: Path | None


def now() -> str:
    """The time as reports tell it; SOURCE_DATE_EPOCH stands for it where a build is repeated."""
    from datetime import UTC, datetime

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.now(UTC)
    if given.isdecimal() and len(given) <= 11:
        moment = datetime.fromtimestamp(int(given), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def in_github(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a step of GitHub Actions runs us: it reads the log for commands."""
    return environment.get("GITHUB_ACTIONS") == "true"


def outputs_of(wanted: Sequence[str] | None) -> tuple[Output, ...]:
    """The reports that ``--format`` asks for; text where it is not given, with annotations too in
    GitHub Actions. Raises UsageError."""
    if not wanted:
        names = ("text", "github") if in_github() else ("text",)
        return tuple(Output(name, None) for name in names)
    outputs = [_output(part.strip()) for text in wanted for part in text.split(",")]
    _refuse_doubles(outputs)
    return tuple(outputs)


def _output(text: str) -> Output:
    name, equals, path = text.partition("=")
    if name not in FORMATS:
        raise UsageError(
            f"there is no format {name}{nearest(name, FORMATS)} (known: {', '.join(FORMATS)})"
        )
    if equals and not path:
        raise UsageError(f"--format {text}: a path is missing after the equals sign")
    if path and Path(path).is_dir():
        raise UsageError(f"--format {text}: {path} is a folder; name a file in it")
    return Output(name, Path(path) if path else None)


def _refuse_doubles(outputs: Sequence[Output]) -> None:
    """Raise UsageError where two reports would be written over each other."""
    shown = [output.format for output in outputs if output.path is None]
    both = len(shown) == 2 and "github" in shown and not _READ_BY_PEOPLE.isdisjoint(shown)
    if len(shown) > 1 and not both:
        raise UsageError(
            "only one format can go to standard output; write the others to files with FORMAT=PATH"
        )
    paths = [output.path.absolute() for output in outputs if output.path is not None]
    for path in paths:
        if paths.count(path) > 1:
            raise UsageError(f"--format: two reports go to {path}; give each a file of its own")


def write_reports(report: Report, outputs: Sequence[Output], view: View, color: str) -> None:
    """Write all reports. One that fails does not stop the others; then raises UsageError."""
    failed: list[UsageError] = []
    for output in outputs:
        try:
            if output.path is None:
                _show(report, output.format, view, color)
            else:
                write_whole(renderer(output.format)(report, view), output.path)
        except UsageError as error:
            failed.append(error)
    if failed:
        raise UsageError("; ".join(map(str, failed)))


def _show(report: Report, name: str, view: View, color: str) -> None:
    with _standard_output():
        if name == "text" and _on_terminal(color):
            from govpage_lint.reports.terminal import write

            colour = color == "always" or "NO_COLOR" not in os.environ
            write(report, sys.stdout, view, colour=colour)
        else:
            text = renderer(name)(report, view)
            if name != "github" and in_github():
                from govpage_lint.reports.github import inert

                text = inert(text)
            # Pages hold characters that the console's code page may not have: show them as codes.
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
        sys.stdout.flush()


def print_text(text: str) -> None:
    """Print what is no report. Characters that the console's code page has not are shown as codes."""
    with _standard_output():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
        sys.stdout.flush()


@contextlib.contextmanager
def _standard_output() -> Iterator[None]:
    """Tell a standard output that takes nothing more, such as a file on a full disk, in one line."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still held back would be tried again at exit, and complained about once more.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UsageError(
            f"the report cannot be written to standard output: {error.strerror or error}"
        ) from error


def write_whole(text: str, path: Path) -> None:
    """Write a report whole or not at all, with the folders that it is in. Raises UsageError."""
    try:
        # A name that no UTF-8 can hold is shown as codes, which in JSON even are the right ones.
        put_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(
            f"the report {path} cannot be written: {error.strerror or error}"
        ) from error


def put_in_place(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, with the folders that it is in. Raises UsageError."""
    try:
        put_whole(path, data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def _on_terminal(color: str) -> bool:
    if color != "auto":
        return color == "always"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
