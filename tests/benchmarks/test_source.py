"""What the source observer costs, as shares of a bare html5lib parse in the same process."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import html5lib
import pytest

from govpage_lint.document import parsers
from govpage_lint.document.parse import parse
from govpage_lint.engine.check import Inspector
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook
from tests.benchmarks.conftest import seconds, tell
from tests.benchmarks.pages import page

BOOK = Rulebook()
PROFILE = BOOK.profiles["wcag-aa"]
RULES = [rule for rule in BOOK.rules.values() if PROFILE.runs(rule)]


def _bare(data: bytes) -> object:
    return html5lib.parse(data, transport_encoding="utf-8")


def _inspect(data: bytes) -> object:
    inspector = Inspector(RULES, PROFILE, BOOK.standards, "en")
    return inspector.inspect(source_page(parse(data, transport="utf-8"), profile="wcag-aa"))


def test_all_rules_on_a_page_of_100_kb() -> None:
    data = page(100_000).encode()
    bare = seconds(lambda: _bare(data))
    own = seconds(lambda: parse(data, transport="utf-8"))
    total = seconds(lambda: _inspect(data))
    detail = f"bare parse {bare * 1000:.0f} ms, our parse {own / bare:.2f}, {len(RULES)} rules"
    tell("rules on 100 KB / bare html5lib parse", (total - own) / bare, 2.0, detail)


@pytest.mark.parametrize(("parser", "budget"), [("auto", 0.5), ("fast", 0.6), ("html5lib", 1.6)])
def test_the_tree_of_100_kb(parser: str, budget: float, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "fast" and not parsers.is_fast():
        pytest.skip("the extra fast is not installed")
    monkeypatch.setenv(parsers.PARSER_VARIABLE, parser)
    text = page(100_000)
    data = text.encode()
    bare = seconds(lambda: _bare(data))
    own = seconds(lambda: parsers.build_tree(text))
    tell(f"tree of 100 KB with {parser} / bare html5lib parse", own / bare, budget)


def test_the_dearest_rules_are_known() -> None:
    data = page(100_000).encode()
    bare = seconds(lambda: _bare(data))
    costs: dict[str, float] = {}
    for rule in RULES:
        made = source_page(parse(data, transport="utf-8"), profile="wcag-aa")
        made.semantics.tab_order()
        made.semantics.headings()
        began = perf_counter()
        list(Dispatcher([rule]).run(made))
        costs[rule.id] = perf_counter() - began
    print()
    for name, cost in sorted(costs.items(), key=lambda item: -item[1])[:12]:
        print(
            f"  {name}: {cost / bare:.3f} of a bare parse (facts that it is first to ask included)"
        )


def test_the_cost_grows_with_the_page_and_no_faster() -> None:
    small, large = page(50_000).encode(), page(400_000).encode()
    first = seconds(lambda: _inspect(small), times=3)
    second = seconds(lambda: _inspect(large), times=3)
    growth = second / first / (len(large) / len(small))
    tell("cost a byte at 400 KB / at 50 KB", growth, 1.4)


def test_start_up() -> None:
    def run(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True)

    bare = seconds(run("-c", "pass"))
    version = seconds(run("-m", "govpage_lint", "--version"))
    tell("govpage-lint --version / python -c pass", version / bare, 2.5)


_MEASURED = """
import resource, sys
from govpage_lint.cli import main
main([sys.argv[1], "--isolated", "--no-cache", "--no-browser", "--format", "json=/dev/null"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in KB on Linux only")
def test_memory_of_a_large_page(tmp_path: Path) -> None:
    file = tmp_path / "large.html"
    file.write_text(page(10_000_000), "utf-8")
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", _MEASURED, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    tell("MB for a page of 10 MB", int(ran.stdout) / 1000, 400)
