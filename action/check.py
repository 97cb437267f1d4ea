"""Runs the tool for the action: inputs in, annotations, a summary, outputs and an exit code out.

Inputs are the variables INPUT_*. Everything that comes from a page or a file name is untrusted:
it is printed only while the runner's commands are stopped, or as an annotation, and it is escaped
in the summary. No shell sees an input.
"""

import json
import os
import re
import secrets
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

LEVELS: Final = ("error", "warning", "info")
ROWS: Final = 50  # A summary may hold 1 MiB; and nobody reads more.
ANNOTATION: Final = re.compile(r"::(?:error|warning|notice)(?: |::)")
FILE: Final = re.compile(r"(?<=[ ,])file=([^,:]*)")

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "error": "{} error(s)",
        "warning": "{} warning(s)",
        "info": "{} advice",
        "pages": "in {} page(s).",
        "unchecked": "{} page(s) could not be checked.",
        "head": "| page | errors | warnings | advice |",
        "more": "{} more page(s) with findings.",
        "broken": "The check did not finish: its log says why.",
    },
    "ko": {
        "error": "오류 {}건",
        "warning": "경고 {}건",
        "info": "권고 {}건",
        "pages": "(검사 대상 {}개 페이지)",
        "unchecked": "{}개 페이지는 검사하지 못했습니다.",
        "head": "| 페이지 | 오류 | 경고 | 권고 |",
        "more": "이 밖에 {}개 페이지에서도 문제를 찾았습니다.",
        "broken": "검사를 마치지 못했습니다. 원인은 로그에 있습니다.",
    },
}


class InputError(ValueError):
    """An input of the action that cannot be meant; the text names it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the report: what was asked for, whether it was checked, findings by level."""

    target: str
    checked: bool
    levels: Counter[str]


def options(inputs: Mapping[str, str]) -> list[str]:
    """Return the tool's options and targets for these inputs. Raises InputError."""
    targets = [line.strip() for line in inputs.get("INPUT_TARGETS", "").splitlines()]
    targets = [line for line in targets if line]
    if not targets:
        raise InputError("The input 'targets' is empty: name what to check, one a line.")
    if "-" in targets:
        raise InputError("The input 'targets' names standard input (-), which an action has not.")
    chosen = []
    for option in ("profile", "lang", "fail-on"):
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


def pages_of(report: Path) -> list[Page] | None:
    """Read the JSON report; None if the tool ended before it wrote a whole one."""
    try:
        data: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return [
            Page(
                str(page["target"]),
                page["status"] == "checked",
                Counter(str(finding["level"]) for finding in page.get("findings", ())),
            )
            for page in data["pages"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def totals(pages: list[Page]) -> dict[str, int]:
    """Count the findings of each level, the pages, and those that could not be checked."""
    counts = {level: sum(page.levels[level] for page in pages) for level in LEVELS}
    unchecked = sum(not page.checked for page in pages)
    return {**counts, "pages": len(pages), "unchecked": unchecked}


def phrase(words: Mapping[str, str], key: str, number: int) -> str:
    """Return the words for a number of things: "1 error", "2 errors"."""
    return words[key].format(f"{number:,}").replace("(s)", "" if number == 1 else "s")


def quoted(text: str) -> str:
    """Return the text, on one line and not too long, so that Markdown takes none of it as markup.

    A backslash does not help within code, and backticks may be in the text: but a character given
    by its number is never a mark.
    """
    line = " ".join(text.split())[:300]
    return re.sub(r"[^\w\s/.-]|_", lambda found: f"&#{ord(found[0])};", line)


def summary(pages: list[Page] | None, language: str) -> str:
    """Return the Markdown for the run's page: one line that counts, then the worst pages."""
    words = WORDS.get(language, WORDS["en"])
    if pages is None:
        return f"### govpage-lint\n\n{words['broken']}\n"
    counts = totals(pages)
    found = ", ".join(phrase(words, level, counts[level]) for level in LEVELS)
    lines = ["### govpage-lint", "", f"{found} {phrase(words, 'pages', len(pages))}"]
    if counts["unchecked"]:
        lines += ["", phrase(words, "unchecked", counts["unchecked"])]
    faulty = [page for page in pages if page.levels]
    faulty.sort(key=lambda page: [-page.levels[level] for level in LEVELS])
    if faulty:
        lines += ["", words["head"], "| --- | ---: | ---: | ---: |"]
    for page in faulty[:ROWS]:
        cells = " | ".join(str(page.levels[level]) for level in LEVELS)
        lines.append(f"| <code>{quoted(page.target)}</code> | {cells} |")
    if len(faulty) > ROWS:
        lines += ["", phrase(words, "more", len(faulty) - ROWS)]
    return "\n".join(lines) + "\n"


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
    report, notes = results / "report.json", results / "annotations.txt"
    try:
        if not folder.is_dir():
            raise InputError(f"The input 'working-directory' is no folder: {folder}.")
        chosen = options(os.environ)
    except InputError as error:
        text = str(error).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        print(f"::error title=govpage-lint::{text}")
        append("GITHUB_OUTPUT", "exit-code=2\n")
        return 2

    formats = ["--format=text", f"--format=github={notes}", f"--format=json={report}"]
    code = run([*formats, *chosen], folder)
    if notes.is_file():
        for line in annotations(notes.read_text(encoding="utf-8"), folder, workspace):
            print(line)
    pages = pages_of(report)
    if pages is None and code < 2:
        code = 2  # It crashed: Python ends with 1 then, which would read as findings.
    append("GITHUB_STEP_SUMMARY", summary(pages, os.environ.get("INPUT_LANG", "en").strip()))
    outputs = {"exit-code": code}
    if pages is not None:
        counts = totals(pages)
        outputs |= {"errors": counts["error"], "warnings": counts["warning"]}
        outputs |= {"pages": counts["pages"]}
    append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in outputs.items()))
    if pages is not None:
        append("GITHUB_OUTPUT", f"report={report}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
