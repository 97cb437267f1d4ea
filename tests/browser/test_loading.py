"""When a page counts as loaded, and what is said when there is none."""

import socket
from pathlib import Path

import pytest

from govpage_lint.browser.errors import PageLoadError
from govpage_lint.browser.loading import LoadedPage, LoadLimits, open_page
from govpage_lint.browser.serving import serve
from govpage_lint.browser.session import BrowserSession
from tests.browser.site import Answer, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = "<!doctype html><html lang=en><title>{title}</title><body><p>Text</p>{more}"


def page(title: str = "Page", more: str = "") -> str:
    return PAGE.format(title=title, more=more)


def load(session: BrowserSession, url: str, **limits: object) -> LoadedPage:
    with session.page() as tab:
        return open_page(tab, url, LoadLimits(**{"quiet": 0.2, **limits}))  # type: ignore[arg-type]


def failure(session: BrowserSession, url: str, **limits: object) -> PageLoadError:
    """The error that opening the address ends in; the session must be usable after it."""
    with pytest.raises(PageLoadError) as caught:
        load(session, url, **limits)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value


def codes(loaded: LoadedPage) -> list[str]:
    return [note.code for note in loaded.notes]


def codes_of_nothing(session: BrowserSession) -> set[str]:
    """How an address without a page fails: only Chromium tells before the time is up."""
    return {"nothing"} if session.is_chromium else {"timeout"}


@pytest.fixture(autouse=True)
def _the_session_survives(session: BrowserSession, site: Site):
    """Whatever a test's page did to the browser, the next page opens."""
    yield
    assert load(session, site.page("/sane", page("Sane")), quiet=0.0).title == "Sane"


def test_a_page_tells_its_address_title_and_status(session: BrowserSession, site: Site) -> None:
    url = site.page("/page", page("A page"))
    loaded = load(session, url + "#part")
    assert loaded.url == url + "#part"
    assert loaded.final_url == url + "#part"
    assert (loaded.title, loaded.status, loaded.notes) == ("A page", 200, ())
    assert set(loaded.timings) == {"answer", "load", "fonts", "settle"}


def test_a_redirect_is_followed(session: BrowserSession, site: Site) -> None:
    target = site.page("/target", page("Target"))
    site.answers["/redirect"] = Answer(status=302, headers={"Location": "/target"})
    loaded = load(session, site.url("/redirect"))
    assert (loaded.final_url, loaded.title) == (target, "Target")


def test_redirects_without_end_are_an_error(session: BrowserSession, site: Site) -> None:
    site.answers["/round"] = Answer(status=302, headers={"Location": "/round"})
    assert failure(session, site.url("/round")).code == "redirects"


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_an_error_status_is_an_error_with_that_status(
    session: BrowserSession, site: Site, status: int
) -> None:
    site.answers["/error"] = Answer(page("Error").encode(), status, {"Content-Type": "text/html"})
    error = failure(session, site.url("/error"))
    assert (error.code, error.status) == ("http-status", status)
    assert str(status) in str(error)


def test_an_error_status_without_a_body_is_an_error_too(
    session: BrowserSession, site: Site
) -> None:
    assert failure(session, site.url("/absent")).status == 404


def test_a_port_where_nobody_listens_refuses(session: BrowserSession) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    error = failure(session, f"http://127.0.0.1:{port}/")
    assert error.code == "refused"
    assert str(port) in str(error)


def test_an_unknown_host_is_named(session: BrowserSession) -> None:
    error = failure(session, "http://no-such-ministry.invalid/page")
    assert error.code == "unresolved"
    assert "no-such-ministry.invalid" in str(error)


def test_a_server_that_does_not_speak_tls_is_not_secure(
    session: BrowserSession, site: Site
) -> None:
    assert failure(session, site.url("/page").replace("http:", "https:")).code == "tls"


def test_a_connection_that_breaks_off_is_an_error(session: BrowserSession, site: Site) -> None:
    site.answers["/broken"] = Answer(stop=True)
    assert failure(session, site.url("/broken")).code == "broken-connection"


def test_a_server_that_never_answers_is_given_up(session: BrowserSession, site: Site) -> None:
    site.answers["/silent"] = Answer(hang=True)
    error = failure(session, site.url("/silent"), answer=1.0)
    assert error.code == "timeout"
    assert "1 seconds" in str(error)


@pytest.mark.parametrize("scheme", ["about:blank", "chrome://version", "javascript:1", "data:,a"])
def test_other_schemes_are_not_opened(session: BrowserSession, scheme: str) -> None:
    assert failure(session, scheme).code == "no-address"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("application/json", b"{}"),
        ("text/plain", b"Text"),
        ("application/pdf", b"%PDF-1.4"),
    ],
)
def test_what_is_no_page_is_an_error_that_names_its_type(
    session: BrowserSession, site: Site, kind: str, body: bytes
) -> None:
    site.answers["/other"] = Answer(body, headers={"Content-Type": kind})
    error = failure(session, site.url("/other"))
    assert error.code in {"not-html", "nothing"}
    assert error.code == "nothing" or kind in str(error)


def test_a_download_is_an_error(session: BrowserSession, site: Site) -> None:
    headers = {"Content-Type": "text/html", "Content-Disposition": "attachment; filename=a.html"}
    site.answers["/download"] = Answer(page().encode(), headers=headers)
    assert failure(session, site.url("/download"), answer=5.0).code in codes_of_nothing(session)


def test_an_answer_without_content_is_an_error(session: BrowserSession, site: Site) -> None:
    site.answers["/nothing"] = Answer(status=204)
    assert failure(session, site.url("/nothing"), answer=5.0).code in codes_of_nothing(session)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!doctype html><title>Title</title><script src=/none.js></script>",
        "<!doctype html><body><div hidden>Text</div><script>var a = 'text'</script>",
        "<!doctype html><body><noscript>Turn scripts on.</noscript><div id=app></div>",
        "<!doctype html><body>\u00a0 \n<x-app></x-app>",
    ],
)
def test_a_blank_page_is_an_error_and_never_clean(
    session: BrowserSession, site: Site, html: str
) -> None:
    assert failure(session, site.page("/blank", html), settle=0.6).code == "blank"


@pytest.mark.parametrize(
    "html",
    [
        "<html lang=ko></html>",
        "<!doctype html><title>Title</title>",
        "<!doctype html><body><div><p hidden>Text</p></div>",
    ],
)
def test_a_page_that_holds_no_more_than_it_shows_is_checked_with_a_note(
    session: BrowserSession, site: Site, html: str
) -> None:
    loaded = load(session, site.page("/bare", html))
    assert [note.code for note in loaded.notes] == ["bare"]


@pytest.mark.parametrize(
    "html",
    [
        "<body><img src=a.png>",
        "<body><p role=img aria-label=x style='background: url(a.png); height: 9px'></p>",
        "<body><input>",
        "<frameset><frame src=/sane></frameset>",
        """<body><style>x-app { display: block }</style><x-app></x-app><script>
        document.querySelector("x-app").attachShadow({mode: "closed"}).innerHTML = "<p>Text"
        </script>""",
    ],
)
def test_a_page_without_text_of_its_own_need_not_be_blank(
    session: BrowserSession, site: Site, html: str
) -> None:
    assert load(session, site.page("/wordless", html)).status == 200


def test_content_that_comes_late_is_waited_for(session: BrowserSession, site: Site) -> None:
    late = "<!doctype html><title>App</title><body><script>setTimeout(() => {"
    late += "document.body.textContent = 'Text'; document.title = 'Ready'}, 900)</script>"
    assert load(session, site.page("/app", late)).title == "Ready"


def test_changes_after_the_load_event_are_waited_for(session: BrowserSession, site: Site) -> None:
    steps = """<script>let n = 0; const timer = setInterval(() => {
    document.title = ++n; document.body.append("x"); if (n == 8) clearInterval(timer) }, 100)
    </script>"""
    loaded = load(session, site.page("/steps", page(more=steps)))
    assert (loaded.title, codes(loaded)) == ("8", [])


def test_changes_in_a_shadow_tree_are_waited_for(session: BrowserSession, site: Site) -> None:
    steps = """<div id=host></div><script>
    const root = host.attachShadow({mode: "open"}); let n = 0;
    const timer = setInterval(() => { root.append("x"); document.title = ++n;
      if (n == 8) clearInterval(timer) }, 100)</script>"""
    assert load(session, site.page("/shadow", page(more=steps))).title == "8"


def test_a_page_that_never_keeps_still_is_a_note(session: BrowserSession, site: Site) -> None:
    endless = "<p id=p></p><script>setInterval(() => p.append('x'), 20)</script>"
    loaded = load(session, site.page("/endless", page(more=endless)), settle=0.8)
    assert codes(loaded) == ["settle-limit"]
    assert loaded.notes[0] == "The page kept changing after 0.8 seconds."


def test_scripts_that_are_only_added_are_no_change(session: BrowserSession, site: Site) -> None:
    beacons = "<script>setInterval(() => document.head.append("
    beacons += "document.createElement('script')), 20)</script>"
    assert codes(load(session, site.page("/beacons", page(more=beacons)))) == []


def test_a_frame_that_never_loads_is_a_note(session: BrowserSession, site: Site) -> None:
    site.answers["/silent"] = Answer(hang=True)
    url = site.page("/waits", page("Waits", "<iframe src=/silent></iframe>"))
    loaded = load(session, url, load=0.8)
    assert (loaded.title, codes(loaded)) == ("Waits", ["load-limit"])


def test_a_font_that_never_comes_is_a_note(session: BrowserSession, site: Site) -> None:
    site.answers["/silent.woff2"] = Answer(hang=True)
    style = "<style>@font-face {font-family: F; src: url(/silent.woff2)}"
    style += "p {font-family: F}</style>"
    script = "<script>onload = () => document.fonts.load('16px F')</script>"
    loaded = load(session, site.page("/font", page(more=style + script)), fonts=0.4, load=2.0)
    assert "fonts-limit" in codes(loaded)


def test_a_document_that_is_never_complete_is_an_error(session: BrowserSession, site: Site) -> None:
    site.answers["/silent.js"] = Answer(hang=True)
    url = site.page("/half", page(more="<script src=/silent.js></script><p>Rest</p>"))
    assert failure(session, url, load=0.8).code == "incomplete"


def test_a_script_that_never_ends_is_an_error(session: BrowserSession, site: Site) -> None:
    for path, script in (
        ("/at-once", "while (true);"),
        ("/later", "setTimeout(() => {while (1);}, 50)"),
    ):
        url = site.page(path, page(more=f"<script>{script}</script>"))
        error = failure(session, url, answer=2.0, load=1.0, fonts=0.5, settle=0.5, busy=1.0)
        # Firefox does not tell a page that never pauses from a server that never answers.
        assert error.code == "busy" or (not session.is_chromium and error.code == "timeout")


def test_dialogs_do_not_stop_a_page(session: BrowserSession, site: Site) -> None:
    script = """<script>
    alert(1); document.title = confirm("2") + " " + prompt("3"); print();
    onbeforeunload = (event) => { event.preventDefault(); return "stay" };
    setInterval(() => alert(4), 50)</script>"""
    loaded = load(session, site.page("/dialogs", page(more=script)))
    assert (loaded.title, loaded.notes) == ("false null", ())


def test_windows_that_a_page_opens_are_closed(session: BrowserSession, site: Site) -> None:
    script = "<script>for (let n = 0; n < 3; n++) window.open('/sane')</script>"
    assert load(session, site.page("/windows", page("Opener", script))).title == "Opener"
    with session.page() as tab:
        assert len(tab.driver.window_handles) == 2


@pytest.mark.parametrize(
    "away",
    [
        "<script>location.replace('/goal')</script>",
        "<script>onload = () => { location.href = '/goal' }</script>",
        "<script>onload = () => setTimeout(() => { location.href = '/goal' }, 200)</script>",
        "<meta http-equiv=refresh content='0; url=/goal'>",
    ],
)
def test_a_page_that_goes_elsewhere_is_followed(
    session: BrowserSession, site: Site, away: str
) -> None:
    goal = site.page("/goal", page("Goal"))
    loaded = load(session, site.page("/away", page("Away", away)))
    assert (loaded.final_url, loaded.title) == (goal, "Goal")


def test_a_page_that_reloads_itself_for_ever_is_an_error(
    session: BrowserSession, site: Site
) -> None:
    url = site.page(
        "/again",
        page(more="<script>onload = () => setTimeout(() => location.reload(), 100)</script>"),
    )
    assert failure(session, url).code == "keeps-moving"


def test_the_ready_selector_is_waited_for(session: BrowserSession, site: Site) -> None:
    script = "<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend',"
    script += "'<main>Content</main>'), 1200)</script>"
    url = site.page("/ready", page(more=script))
    assert codes(load(session, url, ready="main")) == []
    assert failure(session, url, ready="aside", ready_wait=0.3).code == "ready-limit"
    assert failure(session, url, ready="main[").code == "ready-selector"


def test_a_file_is_opened_with_its_style_sheet(session: BrowserSession, tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "main.css").write_text("p { width: 123px }", "utf-8")
    html = "<!doctype html><link rel=stylesheet href=../css/main.css><p>Text</p>"
    html += "<script>onload = () => { document.title = document.querySelector('p').offsetWidth }"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a page.html").write_text(html + "</script>", "utf-8")
    with serve(tmp_path) as server:
        loaded = load(session, server.url_for(tmp_path / "html" / "a page.html"))
    assert (loaded.title, loaded.status) == ("123", 200)


def test_a_document_from_memory_is_opened_with_files_beside_it(
    session: BrowserSession, tmp_path: Path
) -> None:
    (tmp_path / "main.js").write_text("document.title = 'Script ran'", "utf-8")
    document = page(more="<script src=main.js></script>").encode()
    with serve(tmp_path, {"stdin.html": document}) as server:
        assert load(session, server.url_for("stdin.html")).title == "Script ran"


def test_a_korean_page_in_euc_kr_is_read_by_its_own_declaration(
    session: BrowserSession, tmp_path: Path
) -> None:
    html = "<!doctype html><meta charset=euc-kr><title>외교부</title><p>본문 바로가기</p>"
    (tmp_path / "page.html").write_bytes(html.encode("euc-kr"))
    with serve(tmp_path) as server:
        assert load(session, server.url_for(tmp_path / "page.html")).title == "외교부"
