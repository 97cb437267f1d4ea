"""Runs the tool for the action: inputs in, annotations, a summary, outputs and an exit code out.

Inputs are the variables INPUT_*. Everything that comes from a page or a file name is untrusted:
it is printed only while the runner's commands are stopped, or as an annotation; the summary is
the tool's Markdown, which escapes it. No shell sees an input.
"""

import json
import os
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

# A summary may hold 1 MiB; the tool's Markdown keeps to less.
SUMMARY_BYTES: Final = 1_000_000
ANNOTATION: Final = re.compile(r"::(?:error|warning|notice)(?: |::)")
FILE: Final = re.compile(r"(?<=[ ,])file=([^,:]*)")

BROKEN: Final[dict[str, str]] = {
    "en": "The check did not finish: its log says why.",
    "ko": "검사를 마치지 못했습니다. 원인은 로그에 있습니다.",
}


class InputError(ValueError):
    """An input of the action that cannot be meant; the text names it."""


def options(inputs: Mapping[str, str]) -> list[str]:
    """Return the tool's options and targets for these inputs. Raises InputError."""
    targets = [line.strip() for line in inputs.get("INPUT_TARGETS", "").splitlines()]
    targets = [line for line in targets if line]
    if not targets:
        raise InputError("The input 'targets' is empty: name what to check, one a line.")
    if "-" in targets:
        raise InputError("The input 'targets' names standard input (-), which an action has not.")
    chosen = []
    for option in ("profile", "config", "baseline", "lang", "fail-on"):
        value = inputs.get("INPUT_" + option.upper().replace("-", "_"), "").strip()
        if value:
            # One word: a value that looks like an option stays a value.
            chosen.append(f"--{option}={value}")
    browser = inputs.get("INPUT_BROWSER", "").strip().lower() or "auto"
    try:
        chosen += {"auto": [], "true": ["--browser"], "false": ["--no-browser"]}[browser]
    except KeyError:
        raise InputError(f"The input 'browser' is {browser!r}: auto, true or false.") from None
    try:
        chosen += shlex.split(inputs.get("INPUT_ARGS", ""))
    except ValueError as error:
        raise InputError(f"The input 'args' has an open quote: {error}.") from None
    return [*chosen, "--", *targets]


def run(arguments: list[str], folder: Path) -> int:
    """Run the tool with its log shown, and return its exit code (2 if a signal ended it).

    The log quotes pages, and a line of a page that reads ``::add-path::…`` would be obeyed: so the
    runner is told to take no commands until a word comes back that no page can know.
    """
    # -I: neither the checked repository nor PYTHONPATH may put a module in front of the tool's.
    command = [sys.executable, "-I", "-X", "utf8", "-m", "govpage_lint", *arguments]
    word = secrets.token_hex(16)
    print(f"::stop-commands::{word}", flush=True)
    try:
        code = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT, check=False
        ).returncode
    finally:
        print(f"\n::{word}::", flush=True)
    return code if code >= 0 else 2


def annotations(text: str, folder: Path, workspace: Path) -> Iterator[str]:
    """Yield the annotations of a ``github`` report, their files named from the workspace.

    GitHub puts an annotation on a line of the pull request only if it knows the file by the name
    that it has in the repository; the tool was run in a folder of it. Any other line is left out.
    """
    for line in text.splitlines():
        if not ANNOTATION.match(line):
            continue
        place = FILE.search(line)
        if place:
            name = place[1].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
            file = Path(os.path.normpath(folder / name))
            if file.is_file() and file.is_relative_to(workspace):
                named = file.relative_to(workspace).as_posix()
                named = named.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
                line = f"{line[: place.start(1)]}{named}{line[place.end(1) :]}"
        yield line


def counts_of(report: Path) -> dict[str, int] | None:
    """The outputs that the JSON report has; None if the tool ended before it wrote a whole one."""
    try:
        data: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        summary = data["summary"]
        known = sum(
            one["by"] == "baseline" for page in data["pages"] for one in page.get("suppressed", ())
        )
        return {
            "errors": int(summary["errors"]),
            "warnings": int(summary["warnings"]),
            "pages": int(summary["pages"]),
            "baselined": known,
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def summary(markdown: Path, language: str) -> str:
    """The Markdown for the run's page; words of our own where the tool wrote none."""
    try:
        text = markdown.read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""
    if text and len(text.encode()) <= SUMMARY_BYTES:
        return text
    return f"### govpage-lint\n\n{BROKEN.get(language, BROKEN['en'])}\n"


def append(variable: str, text: str) -> None:
    """Append to the file that the runner names in the variable; it names none in a local run."""
    if path := os.environ.get(variable):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def main() -> int:
    """Do one run of the action. Returns the tool's exit code, which fails the build or not."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    workspace = Path(os.environ.get("GITHUB_WORKSPACE", ".")).resolve()
    folder = (workspace / os.environ.get("INPUT_WORKING_DIRECTORY", ".").strip()).resolve()
    results = Path(os.environ["RUNNER_TEMP"], f"govpage-lint-report-{secrets.token_hex(4)}")
    results.mkdir()
    notes = results.with_suffix(".annotations")
    files = {
        "json": results / "report.json",
        "sarif": results / "report.sarif",
        "html": results / "report.html",
        "markdown": results / "summary.md",
    }
    try:
        if not folder.is_dir():
            raise InputError(f"The input 'working-directory' is no folder: {folder}.")
        chosen = options(os.environ)
    except InputError as error:
        text = str(error).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        print(f"::error title=govpage-lint::{text}")
        append("GITHUB_OUTPUT", "exit-code=2\n")
        return 2

    formats = ["--format=text", f"--format=github={notes}"]
    formats += [f"--format={name}={file}" for name, file in files.items()]
    code = run([*formats, *chosen], folder)
    if notes.is_file():
        for line in annotations(notes.read_text(encoding="utf-8"), folder, workspace):
            print(line)
    counts = counts_of(files["json"])
    if counts is None and code < 2:
        code = 2  # It crashed: Python ends with 1 then, which would read as findings.
    language = os.environ.get("INPUT_LANG", "en").strip()
    append("GITHUB_STEP_SUMMARY", summary(files["markdown"], language))
    outputs: dict[str, object] = {"exit-code": code}
    if counts is not None:
        outputs |= counts
        names = {"json": "report", "sarif": "sarif-file", "html": "html-report"}
        outputs |= {
            name: files[format] for format, name in names.items() if files[format].is_file()
        }
        outputs |= {"summary": files["markdown"], "report-dir": results}
    append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in outputs.items()))
    return code


if __name__ == "__main__":
    sys.exit(main())
