"""A browser that is the same everywhere, keeps pages apart, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import ChromeOptions

from govpage_lint.browser import flags
from govpage_lint.browser.choice import BrowserChoice
from govpage_lint.browser.errors import BrowserUnavailable, DriverFailure
from govpage_lint.browser.flags import SessionOptions, chromium_arguments, configure_chromium
from govpage_lint.browser.loading import LoadLimits, open_page
from govpage_lint.browser.processes import is_running
from govpage_lint.browser.session import BrowserSession
from tests.browser.conftest import options
from tests.browser.site import Answer, Site
from tests.browser.waiting import until

browser = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
PAGE = "<!doctype html><html lang=en><title>{title}</title><p>Text"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the browsers of a test keep their files; its path is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="gl-") as made:
        monkeypatch.setattr(tempfile, "tempdir", made)
        yield Path(made)


def title(session: BrowserSession, url: str) -> str:
    with session.page() as tab:
        return open_page(tab, url, LoadLimits(quiet=0.0)).title


def value(session: BrowserSession, url: str, script: str) -> object:
    """What a script gives back in the page."""
    with session.page() as tab:
        open_page(tab, url, LoadLimits(quiet=0.0))
        return tab.execute(script, seconds=10.0)


class TestBrowser:
    pytestmark = browser

    def test_the_viewport_is_what_was_asked_for(self, session: BrowserSession, site: Site) -> None:
        url = site.page("/view", PAGE.format(title="View"))
        script = "return [innerWidth, innerHeight, devicePixelRatio]"
        assert value(session, url, script) == [1280, 1024, 1]

    def test_language_and_size_are_options(self, choice: BrowserChoice, site: Site) -> None:
        url = site.page("/language", PAGE.format(title="Language"))
        with BrowserSession(choice, options(language="ko-KR", viewport=(320, 256))) as session:
            script = "return [navigator.language, innerWidth, innerHeight]"
            assert value(session, url, script) == ["ko-KR", 320, 256]
            headers = next(headers for path, headers in site.asked if path == "/language")
            assert headers["Accept-Language"].startswith("ko-KR")

    def test_pages_do_not_see_what_others_stored(self, session: BrowserSession, site: Site) -> None:
        store = """<script>
        const old = [document.cookie, localStorage.getItem("a"), sessionStorage.getItem("a"), name];
        document.title = JSON.stringify(old);
        document.cookie = "a=1; max-age=9999"; localStorage.setItem("a", 1);
        sessionStorage.setItem("a", 1); name = "a"; indexedDB.open("a");
        </script>"""
        site.page("/inner", store + "<p>Text")
        url = site.page("/store", f"{store}<p>Text<iframe src={site.url('/inner', 'localhost')}>")
        for _ in range(2):
            assert title(session, url) == '["",null,null,""]'
        assert value(session, url, "return indexedDB.databases().then(all => all.length)") == 1

    def test_a_name_says_which_browser_and_version_it_is(
        self, session: BrowserSession, choice: BrowserChoice
    ) -> None:
        assert choice.version is not None
        assert session.name.endswith(choice.version)

    def test_the_browser_asks_no_host_for_anything_of_its_own_accord(
        self, choice: BrowserChoice, site: Site, other_site: Site
    ) -> None:
        if choice.name == "firefox":
            pytest.skip("only Chromium can be given other addresses for hosts")
        # Every host but the loopback address itself leads to a site that counts who comes.
        rules = f"MAP * 127.0.0.1:{other_site.port}, EXCLUDE 127.0.0.1"
        url = site.page("/plain", PAGE.format(title="Plain"))
        with BrowserSession(choice, SessionOptions(host_resolver_rules=rules)) as session:
            with session.page() as tab:
                # Most of what a browser asks for it asks in its first two seconds.
                open_page(tab, url, LoadLimits(quiet=2.0))
            assert other_site.visits == 0
            other_site.page("/", PAGE.format(title="Caught"))
            assert title(session, "http://ministry.example/") == "Caught"
            assert other_site.visits > 0

    @posix
    @pytest.mark.parametrize("which", [0, 1], ids=["driver", "browser"])
    def test_the_next_page_opens_after_a_process_was_killed(
        self, choice: BrowserChoice, site: Site, folder: Path, which: int
    ) -> None:
        url = site.page("/page", PAGE.format(title="Page"))
        with BrowserSession(choice, options()) as session:
            before = session.processes

            def die() -> None:
                os.kill(before[which], signal.SIGKILL)
                with session.page() as tab:
                    open_page(tab, url)

            with pytest.raises(DriverFailure):
                die()
            assert title(session, url) == "Page"
            assert not set(before) & set(session.processes)
        assert until(lambda: not any(map(is_running, before)))
        assert list(folder.iterdir()) == []

    def test_the_next_page_opens_after_a_tab_crashed(
        self, choice: BrowserChoice, site: Site, folder: Path
    ) -> None:
        if choice.name == "firefox":
            pytest.skip("only Chromium has an address that crashes a tab")
        url = site.page("/page", PAGE.format(title="Page"))
        with BrowserSession(choice, options()) as session:

            def crash() -> None:
                with session.page() as tab:
                    tab.driver.get("chrome://crash")
                    tab.execute("return 1", seconds=10.0)

            with pytest.raises(DriverFailure, match="crash"):
                crash()
            assert title(session, url) == "Page"

    def test_a_session_leaves_nothing_behind(
        self, choice: BrowserChoice, site: Site, folder: Path
    ) -> None:
        url = site.page("/page", PAGE.format(title="Page"))
        with BrowserSession(choice, options()) as session:
            title(session, url)
            processes = session.processes
            assert len(processes) == 2
            assert all(map(is_running, processes))
            assert len(list(folder.iterdir())) == 1
            session.close()
            assert not any(map(is_running, processes))
            assert list(folder.iterdir()) == []
            assert title(session, url) == "Page"
            again = session.processes
        session.close()
        assert not any(map(is_running, again))
        assert list(folder.iterdir()) == []

    def test_an_interrupt_leaves_nothing_behind(
        self, choice: BrowserChoice, site: Site, folder: Path
    ) -> None:
        url = site.page("/page", PAGE.format(title="Page"))
        processes: tuple[int, ...] = ()

        def interrupted() -> None:
            nonlocal processes
            with BrowserSession(choice, options()) as session, session.page() as tab:
                processes = session.processes
                open_page(tab, url, LoadLimits(quiet=0.0))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert not any(map(is_running, processes))
        assert list(folder.iterdir()) == []

    @posix
    @pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
    def test_a_killed_run_leaves_nothing_behind(
        self, choice: BrowserChoice, folder: Path, sign: signal.Signals
    ) -> None:
        code = (
            "import sys, tempfile, time; from pathlib import Path\n"
            "from govpage_lint.browser.choice import find_browser\n"
            "from govpage_lint.browser.session import BrowserSession\n"
            "tempfile.tempdir = sys.argv[1]\n"
            "with BrowserSession(find_browser(None, versions=False)) as session:\n"
            "    print(*session.processes, flush=True); time.sleep(600)\n"
        )
        run = subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
        )
        with run:
            assert run.stdout is not None
            processes = [int(number) for number in run.stdout.readline().split()]
            assert len(processes) == 2
            run.send_signal(sign)
        assert until(lambda: not any(map(is_running, processes)))
        assert until(lambda: list(folder.iterdir()) == [])

    def test_a_page_after_the_session_closed_itself_starts_a_new_browser(
        self, choice: BrowserChoice, site: Site, folder: Path
    ) -> None:
        session = BrowserSession(choice, options())
        with pytest.raises(DriverFailure, match="not running"):
            _ = session.driver
        try:
            assert title(session, site.page("/page", PAGE.format(title="Page"))) == "Page"
        finally:
            session.close()
        assert list(folder.iterdir()) == []

    def test_a_download_is_refused(self, choice: BrowserChoice, site: Site, folder: Path) -> None:
        headers = {"Content-Disposition": "attachment; filename=left-behind.bin"}
        site.answers["/file"] = Answer(b"x" * 10, headers=headers)
        link = "<a id=a href=/file download>File</a><script>a.click()</script>"
        with BrowserSession(choice, options()) as session:
            url = site.page("/link", PAGE.format(title="Link") + link)
            with session.page() as tab:
                open_page(tab, url)
            assert list(folder.rglob("left-behind*")) == []
        assert not (Path.home() / "Downloads" / "left-behind.bin").exists()
        assert not Path("left-behind.bin").exists()

    def test_a_long_path_for_temporary_files_does_no_harm(
        self, choice: BrowserChoice, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        deep = tmp_path / ("d" * 100)
        deep.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(deep))
        with BrowserSession(choice, options()) as session:
            assert title(session, site.page("/page", PAGE.format(title="Page"))) == "Page"

    @posix
    @pytest.mark.parametrize(
        ("script", "said"),
        [
            ("exit 1", "it ended at once"),
            ("echo '[1:1:FATAL:zygote.cc(1)] No usable sandbox! Update.' >&2; exit 1", "No usable"),
            ("echo 'lib: error while loading shared libraries: libx.so' >&2; exit 127", "libx.so"),
        ],
    )
    def test_a_browser_that_does_not_start_is_unavailable_and_says_why(
        self, choice: BrowserChoice, folder: Path, tmp_path: Path, script: str, said: str
    ) -> None:
        if choice.name == "firefox" or choice.driver is None:
            pytest.skip("needs an installed driver of Chromium's kind")
        broken = tmp_path / "chromium"
        broken.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        broken.chmod(0o755)
        wrong = BrowserChoice(choice.name, broken, choice.driver, None, None, "")
        with pytest.raises(BrowserUnavailable) as caught, BrowserSession(wrong, options()):
            pass
        assert "did not start" in str(caught.value)
        assert said in str(caught.value)
        assert "\n" not in str(caught.value)
        assert ("namespaces" in caught.value.hint) == ("sandbox" in said or "usable" in said)
        assert list(folder.iterdir()) == []


class TestArguments:
    def test_the_sandbox_stays_on_unless_the_process_is_root(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(flags, "is_root", lambda: False)
        assert "--no-sandbox" not in list(chromium_arguments(SessionOptions(), tmp_path))
        configure_chromium(ChromeOptions(), SessionOptions(), tmp_path)
        assert caplog.messages == []
        monkeypatch.setattr(flags, "is_root", lambda: True)
        assert "--no-sandbox" in list(chromium_arguments(SessionOptions(), tmp_path))
        configure_chromium(ChromeOptions(), SessionOptions(), tmp_path)
        assert caplog.messages == [
            "The browser runs without its sandbox, because this process is root."
        ]

    def test_everything_the_browser_writes_is_in_the_folder_given(self, tmp_path: Path) -> None:
        arguments = list(chromium_arguments(SessionOptions(), tmp_path))
        assert f"--user-data-dir={tmp_path}" in arguments

    def test_host_rules_and_language_reach_the_command_line(self, tmp_path: Path) -> None:
        given = SessionOptions(language="ko", host_resolver_rules="MAP * ~NOTFOUND")
        arguments = list(chromium_arguments(given, tmp_path))
        assert "--host-resolver-rules=MAP * ~NOTFOUND" in arguments
        assert "--accept-lang=ko" in arguments
