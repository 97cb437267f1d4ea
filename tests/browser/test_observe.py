"""The one door: a page is loaded, settled and run through axe, and a dead browser is replaced."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from govpage_lint.browser.axe import AxeOptions, AxeReport
from govpage_lint.browser.axe_source import axe_version
from govpage_lint.browser.choice import BrowserChoice
from govpage_lint.browser.errors import AxeError, DriverFailure, PageLoadError
from govpage_lint.browser.loading import LoadLimits
from govpage_lint.browser.observe import ObserveOptions, RenderedPage, observe
from govpage_lint.browser.serving import serve
from govpage_lint.browser.session import BrowserSession
from tests.browser.conftest import options
from tests.browser.site import Answer, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")

PAGE = "<!doctype html><html lang=en><title>{title}</title><main><h1>Heading</h1>{more}</main>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(title: str, more: str = "") -> str:
    return PAGE.format(title=title, more=more)


def axe(seen: RenderedPage) -> AxeReport:
    assert seen.axe is not None
    return seen.axe


def rules(seen: RenderedPage) -> set[str]:
    return {finding.rule for finding in axe(seen).findings if finding.outcome == "failed"}


@pytest.fixture
def own_session(choice: BrowserChoice) -> Iterator[BrowserSession]:
    """A browser that a test may kill."""
    with BrowserSession(choice, options()) as running:
        yield running


def test_a_local_file_is_observed_with_what_lies_beside_it(
    session: BrowserSession, tmp_path: Path
) -> None:
    (tmp_path / "pale.css").write_text("p { color: #ccc; background: white }", "utf-8")
    more = "<link rel=stylesheet href=pale.css><p>Pale text</p>"
    (tmp_path / "page.html").write_text(page("File", more), "utf-8")
    with serve(tmp_path) as server:
        url = server.url_for(tmp_path / "page.html")
        seen = observe(session, url)
    assert rules(seen) == {"color-contrast"}
    assert (seen.load.title, seen.load.final_url, axe(seen).url) == ("File", url, url)
    assert axe(seen).version == axe_version()
    assert seen.browser == session.name
    assert {"answer", "load", "axe", "total"} <= set(seen.timings)


def test_what_a_script_adds_while_axe_runs_is_seen(session: BrowserSession, site: Site) -> None:
    late = "<script>setTimeout(() => document.querySelector('main').append("
    late += "document.createElement('img')), 300)</script>"
    seen = observe(session, site.page("/late", page("Late", late)))
    assert rules(seen) == {"image-alt"}


def test_what_a_script_takes_away_is_not_reported(session: BrowserSession, site: Site) -> None:
    gone = "<img id=gone><script>onload = () => setTimeout(() => gone.remove(), 300)</script>"
    seen = observe(session, site.page("/gone", page("Gone", gone)))
    assert rules(seen) == set()


@pytest.mark.parametrize("milliseconds", [0, 20, 100, 400])
def test_a_page_that_goes_elsewhere_is_observed_where_it_ends(
    session: BrowserSession, site: Site, milliseconds: int
) -> None:
    goal = site.page("/goal", page("Goal", "<img src=a.png>"))
    away = (
        f"<script>onload = () => setTimeout(() => {{location = '/goal'}}, {milliseconds})</script>"
    )
    seen = observe(session, site.page("/away", page("Away", away)))
    assert (seen.load.final_url, seen.load.title, axe(seen).url) == (goal, "Goal", goal)
    assert rules(seen) == {"image-alt"}


def test_an_endless_page_is_observed_within_its_limits(session: BrowserSession, site: Site) -> None:
    endless = "<p id=p></p><img><script>setInterval(() => p.append('x'), 20)</script>"
    limits = ObserveOptions(LoadLimits(settle=0.5))
    seen = observe(session, site.page("/endless", page("Endless", endless)), limits)
    assert rules(seen) == {"image-alt"}
    assert [note.code for note in seen.load.notes] == ["settle-limit"]


def test_a_page_that_could_not_be_loaded_is_an_error_and_the_next_one_is_observed(
    session: BrowserSession, site: Site
) -> None:
    with pytest.raises(PageLoadError, match="answered 404"):
        observe(session, site.url("/absent"))
    with pytest.raises(PageLoadError, match="blank"):
        observe(session, site.page("/blank", ""), ObserveOptions(LoadLimits(settle=0.5)))
    assert rules(observe(session, site.page("/page", page("Page")))) == set()


def test_an_error_of_axe_is_an_error_and_the_next_page_is_observed(
    session: BrowserSession, site: Site
) -> None:
    url = site.page("/page", page("Page"))
    with pytest.raises(AxeError, match="no-such-rule"):
        observe(session, url, ObserveOptions(axe=AxeOptions(rules=("no-such-rule",))))
    assert observe(session, url).load.title == "Page"


def test_another_axe_is_used_when_asked_for(
    session: BrowserSession, site: Site, tmp_path: Path
) -> None:
    url = site.page("/page", page("Page"))
    (tmp_path / "jquery.js").write_text("/* jQuery 3.7 */", "utf-8")
    with pytest.raises(AxeError, match=r"jquery\.js is not axe-core"):
        observe(session, url, ObserveOptions(axe_source=tmp_path / "jquery.js"))


def test_a_connection_that_broke_is_tried_again(session: BrowserSession, site: Site) -> None:
    site.answers["/frail"] = Answer(stop=True)
    with pytest.raises(PageLoadError, match="broke the connection off"):
        observe(session, site.url("/frail"))
    broken = sum(path == "/frail" for path, _ in site.asked)

    def mend() -> None:
        left.pop()
        if not left:
            site.answers["/frail"] = Answer(page("Mended").encode(), headers=HTML)

    # A browser repeats such requests of its own accord: all of its first try are to break.
    left = [None] * (broken // 2)
    site.answers["/frail"] = Answer(stop=True, first=mend)
    assert observe(session, site.url("/frail")).load.title == "Mended"


@posix
@pytest.mark.parametrize("which", [0, 1], ids=["driver", "browser"])
def test_a_page_during_which_the_browser_dies_is_tried_once_more(
    own_session: BrowserSession, site: Site, which: int
) -> None:
    def kill() -> None:
        site.answers["/deadly"] = Answer(page("Survived").encode(), headers=HTML)
        os.kill(own_session.processes[which], signal.SIGKILL)

    site.answers["/deadly"] = Answer(page("Never").encode(), headers=HTML, first=kill)
    seen = observe(own_session, site.url("/deadly"))
    assert seen.load.title == "Survived"


@posix
def test_a_page_that_kills_every_browser_is_a_failure_and_the_next_one_is_observed(
    own_session: BrowserSession, site: Site
) -> None:
    def kill() -> None:
        os.kill(own_session.processes[1], signal.SIGKILL)

    site.answers["/deadly"] = Answer(page("Never").encode(), headers=HTML, first=kill)
    with pytest.raises(DriverFailure):
        observe(own_session, site.url("/deadly"))
    assert observe(own_session, site.page("/page", page("Page"))).load.title == "Page"
