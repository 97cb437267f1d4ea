"""What the source alone says of the W3C's ACT examples: never a fault where there is none.

What is found is told by ``make act``, which runs the examples in a browser.
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.reports.earl import outcome_of
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import Target
from tests.shared import SHARED

_CASES = SHARED / "act" / "testcases.json"
_ROOT = SHARED / "act" / "content-assets" / "wcag-act-rules"


def _cases() -> dict[str, list[tuple[Path, str]]]:
    """The examples of each ACT rule that a rule of ours implements: file, expected outcome."""
    implemented = {act for rule in BOOK.rules.values() for act in rule.act}
    found: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for case in json.loads(_CASES.read_text("utf-8"))["testcases"]:
        file = _ROOT / case["relativePath"]
        if case["ruleId"] in implemented and file.suffix == ".html" and file.is_file():
            found[case["ruleId"]].append((file, case["expected"]))
    return dict(sorted(found.items()))


BOOK = Rulebook()
CASES = _cases() if _CASES.is_file() else {}


@pytest.mark.skipif(not CASES, reason="the folder ../shared with the ACT examples is not there")
@pytest.mark.parametrize("act", CASES or [""])
def test_no_example_that_passes_or_has_no_target_is_told_as_a_fault(
    act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Addresses of the examples begin at the root of the site that they are served from.
    monkeypatch.chdir(SHARED / "act")
    rules = {rule.id for rule in BOOK.rules.values() if act in rule.act}
    files = [(file, expected) for file, expected in CASES[act] if expected != "failed"]
    with Run(BOOK, RunOptions(browser="never")) as run:
        results = run.pages(Target("file", str(file), file) for file, _ in files)
        wrong = [
            f"{file.relative_to(_ROOT)} ({expected}): {rule}"
            for (file, expected), result in zip(files, results, strict=True)
            for rule in rules
            if outcome_of(result.outcomes.get(rule)) == "failed"
        ]
    assert not wrong, "\n".join(wrong)
