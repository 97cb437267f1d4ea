"""``--watch``: round after round, each when something has changed, and nothing is checked that has not."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from govpage_lint.cli import watching
from govpage_lint.engine import run as engine
from tests.cli.conftest import Govpage
from tests.cli.test_cache import HOUSE

FAULTY = (
    '<!doctype html><html lang="en"><head><title>News of the ministry</title>'
    '<link rel="stylesheet" href="look.css"></head><body>'
    '<a href="#m">Skip to content</a><main id="m"><h1></h1><p>Text</p></main></body></html>\n'
)
CLEAN = FAULTY.replace("<h1></h1>", "<h1>News</h1>")
_CUT = "\n--8<--\n"

type Step = Callable[[], object] | Sequence[Callable[[], object]]


@dataclass(frozen=True)
class Round:
    """What came of a step: what was printed, and which pages were really checked."""

    out: str
    err: str
    looked: list[str]


@dataclass(frozen=True)
class Watched:
    code: int
    rounds: list[Round]


class Script:
    """A ticker: while all is calm the next step happens, and after the last one Ctrl-C is pressed.

    A step of several actions does the later ones while a change is settling.
    """

    def __init__(self, steps: Sequence[Step], looked: list[str]) -> None:
        self._steps = list(steps)
        self._settling: list[Callable[[], object]] = []
        self._looked = looked
        self.rounds: list[list[str]] = []
        self.settled: list[float] = []

    def now(self) -> float:
        return 0.0

    def wait(self, seconds: float) -> None:
        if seconds < 0.5:
            if self._settling:
                self._settling.pop(0)()
            return
        assert not self._settling, "no change was seen"
        sys.stdout.write(_CUT)
        sys.stderr.write(_CUT)
        self.rounds.append(sorted(self._looked))
        self._looked.clear()
        if not self._steps:
            raise KeyboardInterrupt
        step = self._steps.pop(0)
        first, *rest = [step] if callable(step) else step
        self._settling = rest
        first()


type Watch = Callable[..., Watched]


@pytest.fixture
def watch(govpage: Govpage, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Runs the command with ``--watch`` through some steps; the first round is that before any."""
    looked: list[str] = []
    page = engine.Run._page

    def counted(self: Any, target: Any, *rest: Any) -> Any:
        looked.append(target.name)
        return page(self, target, *rest)

    monkeypatch.setattr(engine.Run, "_page", counted)

    def run(*words: str, steps: Sequence[Step] = ()) -> Watched:
        script = Script(steps, looked)
        monkeypatch.setattr(watching, "Clock", lambda: script)
        result = govpage("--watch", *words)
        parts = zip(result.out.split(_CUT), result.err.split(_CUT), script.rounds, strict=False)
        return Watched(result.code, [Round(*part) for part in parts])

    return run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "one.html").write_text(FAULTY, "utf-8")
    (folder / "two.html").write_text(CLEAN, "utf-8")
    return folder


def put(file: Path, text: str) -> Callable[[], object]:
    return lambda: file.write_text(text, "utf-8")


def nothing() -> None:
    """Time passes."""


ONE, TWO = (str(Path("site") / name) for name in ("one.html", "two.html"))


def test_a_page_that_changes_is_checked_again_and_all_are_shown(watch: Watch, site: Path) -> None:
    watched = watch(
        "site", "--select", "heading-empty", steps=[put(site / "one.html", CLEAN), nothing]
    )
    first, second, third = watched.rounds
    assert first.looked == [ONE, TWO] and "1 error, 0 warnings in 2 pages" in first.out
    assert second.looked == [ONE] and "0 errors, 0 warnings in 2 pages" in second.out
    assert (third.looked, third.out, third.err) == ([], "", "")
    assert first.err == second.err == "Watching 2 files; Ctrl-C ends.\n"
    assert watched.code == 0, "that of the last round"


def test_the_last_line_is_korean_where_the_report_is(watch: Watch, site: Path) -> None:
    (round_,) = watch("site", "--lang", "ko").rounds
    assert round_.err == "파일 2개를 지켜보고 있습니다. 끝내려면 Ctrl-C를 누르세요.\n"


def test_quiet_says_nothing_beside_the_report(watch: Watch, site: Path) -> None:
    (round_,) = watch("site", "--quiet").rounds
    assert round_.err == "" and "one.html" in round_.out


def test_a_sheet_that_appears_has_those_checked_that_looked_for_it(
    watch: Watch, site: Path
) -> None:
    (site / "two.html").write_text(CLEAN.replace("look.css", "other.css"), "utf-8")
    sheet = site / "look.css"
    steps = [put(sheet, "h1 { color: red }"), put(sheet, "h1 { color: blue }"), sheet.unlink]
    watched = watch("site", steps=steps)
    assert [one.looked for one in watched.rounds] == [[ONE, TWO], [ONE], [ONE], [ONE]]


def test_the_same_contents_are_no_change(watch: Watch, site: Path) -> None:
    watched = watch("site", steps=[put(site / "one.html", FAULTY)])
    assert watched.rounds[1] == Round("", "", [])


def test_a_file_that_is_away_while_it_is_saved_is_not_missed(watch: Watch, site: Path) -> None:
    page = site / "one.html"
    watched = watch(str(page), steps=[[page.unlink, put(page, CLEAN)]])
    assert len(watched.rounds) == 2 and "0 errors" in watched.rounds[1].out
    assert "no such file" not in watched.rounds[1].out


def test_a_file_that_is_still_being_written_is_waited_for(watch: Watch, site: Path) -> None:
    page = site / "one.html"
    parts = [put(page, CLEAN[:number]) for number in (20, 60, 100, len(CLEAN))]
    watched = watch("site", steps=[parts])
    assert watched.rounds[1].looked == [ONE]
    assert "0 errors" in watched.rounds[1].out


def test_what_never_rests_is_checked_all_the_same(watch: Watch, site: Path) -> None:
    page = site / "one.html"
    watched = watch("site", steps=[[put(page, CLEAN + "x" * number) for number in range(30)]])
    assert watched.rounds[1].looked == [ONE]


def test_a_named_file_that_vanishes_is_unchecked_until_it_comes_back(
    watch: Watch, site: Path
) -> None:
    page = site / "two.html"
    gone = watch("site/two.html", steps=[page.unlink])
    assert gone.code == 3 and "no such file" in gone.rounds[1].out
    page.write_text(CLEAN, "utf-8")
    back = watch("site/two.html", steps=[page.unlink, put(page, CLEAN)])
    assert back.code == 0 and back.rounds[2].looked == [str(Path("site/two.html"))]


def test_files_of_a_folder_come_and_go(watch: Watch, site: Path) -> None:
    new = site / "deep" / "new.html"

    def add() -> None:
        new.parent.mkdir()
        new.write_text(FAULTY, "utf-8")

    watched = watch("site", steps=[add, new.unlink, (site / "one.html").unlink])
    assert [one.looked for one in watched.rounds] == [
        [ONE, TWO],
        [str(Path("site/deep/new.html"))],
        [],
        [],
    ]
    assert [re.findall(r"\d+ files?", one.err)[0] for one in watched.rounds] == [
        "2 files",
        "3 files",
        "2 files",
        "1 file",
    ]
    assert watched.code == 0


def test_a_configuration_that_appears_holds_for_all(
    watch: Watch, site: Path, tmp_path: Path
) -> None:
    config = tmp_path / "govpage-lint.toml"
    steps = [put(config, 'ignore = ["heading-empty"]\n'), put(config, 'fail-on = "never"\n')]
    watched = watch("site", steps=steps)
    assert [one.looked for one in watched.rounds] == [[ONE, TWO]] * 3
    assert ["heading-empty" in one.out for one in watched.rounds] == [True, False, True]
    assert watched.code == 0


def test_what_changes_no_result_has_nothing_checked(
    watch: Watch, site: Path, tmp_path: Path
) -> None:
    config = tmp_path / "govpage-lint.toml"
    watched = watch("site", steps=[put(config, 'fail-on = "never"\n')])
    assert watched.rounds[1].looked == [] and "heading-empty" in watched.rounds[1].out
    assert watched.code == 0


def test_a_configuration_that_is_broken_meanwhile_is_told_once_and_the_last_one_holds(
    watch: Watch, site: Path, tmp_path: Path
) -> None:
    config = tmp_path / "govpage-lint.toml"
    config.write_text('ignore = ["heading-empty"]\n', "utf-8")
    steps = [
        put(config, 'ignore = ["heading-empty"\n'),
        nothing,
        put(site / "two.html", FAULTY),
        put(config, 'ignore = ["heading-emty"]\n'),
        put(config, "ignore = []\n"),
    ]
    broken, calm, changed, other, mended = watch("site", steps=steps).rounds[1:]
    assert broken.out == "" and broken.err.count("\n") == 1
    assert re.match(r"govpage-lint: .*govpage-lint\.toml: is not valid TOML", broken.err)
    assert broken.err.endswith("; until it is mended, what held before holds\n")
    assert calm == Round("", "", [])
    assert changed.looked == [TWO] and "0 errors" in changed.out
    assert changed.err.splitlines()[1] == broken.err.rstrip("\n")
    assert "did you mean heading-empty" in other.err and other.looked == []
    assert mended.looked == [ONE, TWO] and "2 errors" in mended.out
    assert mended.err == "Watching 2 files; Ctrl-C ends.\n"


def test_a_new_folder_with_a_broken_configuration_is_told(watch: Watch, site: Path) -> None:
    folder = site / "new"

    def add() -> None:
        folder.mkdir()
        (folder / "govpage-lint.toml").write_text("nothing = 1\n", "utf-8")
        (folder / "page.html").write_text(CLEAN, "utf-8")

    def mend() -> None:
        (folder / "govpage-lint.toml").unlink()

    broken, mended = watch("site", steps=[add, mend]).rounds[1:]
    assert "govpage-lint.toml" in broken.err and broken.looked == []
    assert mended.looked == [str(Path("site/new/page.html"))]


def test_house_rules_are_read_again(watch: Watch, site: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "house-one.toml").write_text(HOUSE.format(name="house-one", selector="p"), "utf-8")
    steps = [
        put(rules / "house-two.toml", HOUSE.format(name="house-two", selector="main")),
        put(rules / "house-two.toml", "id = 1"),
        (rules / "house-two.toml").unlink,
    ]
    watched = watch("site", "--rules", "rules", steps=steps)
    first, more, broken, again = watched.rounds
    assert "house-one" in first.out and "house-two" not in first.out
    assert more.looked == [ONE, TWO] and "house-two" in more.out
    assert "house-two.toml" in broken.err and broken.looked == []
    assert again.looked == [ONE, TWO] and "house-two" not in again.out


def test_a_list_is_read_again(watch: Watch, site: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{ONE}\n", "utf-8")
    steps = [put(listed, f"{ONE}\n{TWO}\n"), listed.unlink, put(listed, f"{TWO}\n")]
    watched = watch("--urls-from", "list.txt", steps=steps)
    assert [one.looked for one in watched.rounds] == [[ONE], [TWO], [], []]
    assert "list.txt" in watched.rounds[2].err and watched.code == 0


def test_a_baseline_is_read_again(
    watch: Watch, govpage: Govpage, site: Path, tmp_path: Path
) -> None:
    file = tmp_path / "govpage-lint-baseline.json"
    assert govpage("baseline", "create", "site").code == 0
    good = file.read_text("utf-8")
    steps = [put(file, "{"), put(file, good)]
    watched = watch("site", "--new-only", steps=steps)
    first, broken, mended = watched.rounds
    assert "0 errors" in first.out and "0 errors" in mended.out and watched.code == 0
    assert file.name in broken.err and broken.looked == mended.looked == []


def test_reports_in_files_are_written_again_and_are_no_pages(watch: Watch, site: Path) -> None:
    report = site / "report.html"
    seen: list[str] = []

    def look() -> None:
        seen.append(report.read_text("utf-8"))

    def edit() -> None:
        look()
        (site / "one.html").write_text(CLEAN, "utf-8")

    watched = watch("site", "--format", "text,html=site/report.html", steps=[edit, look])
    assert [one.looked for one in watched.rounds] == [[ONE, TWO], [ONE], []]
    assert "heading-empty" in seen[0] and "heading-empty" not in seen[1]


def test_a_report_that_cannot_be_written_is_told_and_the_watch_goes_on(
    watch: Watch, site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"

    def block() -> None:
        (folder / "r.json").unlink()
        folder.rmdir()
        folder.write_text("no folder", "utf-8")
        (site / "one.html").write_text(CLEAN, "utf-8")

    def clear() -> None:
        folder.unlink()
        (site / "one.html").write_text(FAULTY, "utf-8")

    watched = watch("site", "--format", "json=reports/r.json", steps=[block, clear])
    assert "r.json cannot be written" in watched.rounds[1].err
    assert watched.rounds[2].err == "Watching 2 files; Ctrl-C ends.\n" and watched.code == 1


def test_the_screen_is_cleared_on_a_terminal_only(
    watch: Watch, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[2J" not in watch("site").rounds[0].out
    monkeypatch.setattr(watching, "_on_terminal", lambda: True)
    assert watch("site").rounds[0].out.startswith("\x1b[2J\x1b[H")
    assert "\x1b" not in watch("site", "--format", "json=report.json").rounds[0].out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-"], "standard input is read only once"),
        (["site", "--fix"], "--watch and --fix exclude each other"),
        (["site", "--diff"], "--watch and --diff exclude each other"),
        (["site", "--browser"], "--watch keeps to the source of files"),
        (["http://127.0.0.1:1/"], "only addresses are named"),
        (["site", "--sitemap", "http://127.0.0.1:1/"], "it does not go with --sitemap"),
        (["site", "--crawl"], "it does not go with --crawl"),
        (["--urls-from", "-"], "--urls-from - can be read only once"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    govpage: Govpage, site: Path, words: list[str], told: str
) -> None:
    result = govpage("--watch", *words)
    assert result.code == 2 and told in result.err
    assert result.out == "" and result.err.count("\n") == 1


def test_a_broken_configuration_at_the_start_ends_it(
    govpage: Govpage, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "govpage-lint.toml").write_text("x = ", "utf-8")
    assert govpage("--watch", "site").code == 2


def test_several_processes_check_many_pages(watch: Watch, site: Path) -> None:
    """What they have read is known here."""
    watched = watch("site", "--jobs", "2", steps=[put(site / "look.css", "p { color: red }")])
    assert "2 pages" in watched.rounds[0].out and "2 pages" in watched.rounds[1].out


def test_kept_results_are_used_and_still_watched(
    watch: Watch, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOVPAGE_LINT_NO_CACHE", raising=False)
    words = ("site", "--cache-dir", str(tmp_path / "cache"))
    assert watch(*words).rounds[0].looked == [ONE, TWO]
    again = watch(*words, steps=[put(site / "two.html", FAULTY)])
    assert [one.looked for one in again.rounds] == [[], [TWO]]


def test_an_address_beside_files_is_looked_at_once(watch: Watch, site: Path) -> None:
    address = "http://127.0.0.1:1/"
    watched = watch(address, "site", "--no-browser", steps=[put(site / "one.html", CLEAN)])
    assert [one.looked for one in watched.rounds] == [[address, ONE, TWO], [ONE]]
    assert address in watched.rounds[1].out and watched.code == 3


def test_ctrl_c_in_the_middle_of_a_round_ends_with_the_code_of_the_last(
    watch: Watch, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        (site / "two.html").write_text(FAULTY, "utf-8")
        monkeypatch.setattr(engine.Run, "check", pressed)

    def pressed(*given: object) -> None:
        raise KeyboardInterrupt

    assert watch("site/two.html", "--select", "heading-empty", steps=[interrupt]).code == 0


def test_ctrl_c_when_a_round_has_been_told_ends_with_its_code(
    watch: Watch, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        (site / "two.html").write_text(FAULTY, "utf-8")
        monkeypatch.setattr(watching, "_watching", pressed)

    def pressed(*given: object) -> None:
        raise KeyboardInterrupt

    assert watch("site/two.html", "--select", "heading-empty", steps=[interrupt]).code == 1


def test_ctrl_c_in_the_first_round_is_told(
    govpage: Govpage, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine.Run, "check", pressed)
    result = govpage("--watch", "site")
    assert (result.code, result.err) == (130, "govpage-lint: interrupted\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a Ctrl-C for one process alone")
def test_it_lives_in_a_process_of_its_own_until_ctrl_c(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "govpage_lint", "site", "--watch", "--isolated"]
    with subprocess.Popen(
        [*command, "--select", "heading-empty"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            first = _until_watching(process.stdout)
            (site / "one.html").write_text(CLEAN, "utf-8")
            second = _until_watching(process.stdout)
            (site / "two.html").write_text(FAULTY, "utf-8")
            third = _until_watching(process.stdout)
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
        finally:
            process.kill()
    assert ["1 error" in first, "0 errors" in second, "1 error" in third] == [True] * 3
    assert rest == "" and process.returncode == 1


def _until_watching(lines: Any) -> str:
    found = ""
    for line in lines:
        found += line
        if line.startswith("Watching"):
            break
    return found
