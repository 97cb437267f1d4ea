"""What axe finds in a page and its frames, and that no error of axe is ever lost."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from govpage_lint.browser.axe import AxeFinding, AxeOptions, AxeReport, run_axe
from govpage_lint.browser.axe_source import read_axe
from govpage_lint.browser.errors import AxeError
from govpage_lint.browser.loading import LoadLimits, open_page
from govpage_lint.browser.session import BrowserSession
from tests.browser.site import Answer, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HEAD = "<!doctype html><html lang=en><title>{title}</title>"
SOUND = HEAD.format(title="Sound") + "<body><main><h1>Heading</h1><p>Text</p></main>"


def page(body: str, title: str = "Page") -> str:
    return f"{HEAD.format(title=title)}<body><main><h1>Heading</h1>{body}</main>"


def examine(
    session: BrowserSession, url: str, options: AxeOptions | None = None, source: Path | None = None
) -> AxeReport:
    with session.page() as tab:
        open_page(tab, url, LoadLimits(quiet=0.1))
        return run_axe(tab, read_axe(source), options)


def failed(report: AxeReport, rule: str) -> list[AxeFinding]:
    return [each for each in report.findings if (each.rule, each.outcome) == (rule, "failed")]


def targets(findings: Iterable[AxeFinding]) -> set[tuple[str, ...]]:
    return {finding.target for finding in findings}


def test_a_sound_page_has_no_findings_but_passes(session: BrowserSession, site: Site) -> None:
    report = examine(session, site.page("/sound", SOUND))
    assert report.findings == ()
    assert report.notes == ()
    assert report.version == read_axe().version
    assert report.url == site.url("/sound")
    assert report.passes["document-title"] == 1
    assert "image-alt" in report.inapplicable


def test_a_finding_says_where_what_and_how_bad(session: BrowserSession, site: Site) -> None:
    url = site.page(
        "/image", page('<p>A</p><div id=box>\n<img\n src="a.png?x=1&amp;y" CLASS=big></div>')
    )
    (finding,) = failed(examine(session, url), "image-alt")
    assert finding.impact == "critical"
    assert "alt attribute" in finding.message
    assert "\n" not in finding.message
    assert {"wcag2a", "wcag111"} <= set(finding.tags)
    assert finding.help_url.startswith("https://dequeuniversity.com/")
    assert finding.target == ("img",)
    assert finding.html == '<img src="a.png?x=1&amp;y" class="big">'
    assert finding.path == (("html", 1), ("body", 2), ("main", 1), ("div", 3), ("img", 1))
    assert finding.attributes == (("src", "a.png?x=1&y"), ("class", "big"))
    assert (finding.frame_depth, finding.in_shadow, finding.frame_url) == (0, False, None)


def test_passes_are_counted_by_element(session: BrowserSession, site: Site) -> None:
    images = '<img src=a.png alt="One"><img src=a.png alt="Two"><img src=a.png>'
    report = examine(session, site.page("/images", page(images)))
    assert report.passes["image-alt"] == 2
    assert len(failed(report, "image-alt")) == 1


def test_what_axe_cannot_tell_is_not_a_failure(session: BrowserSession, site: Site) -> None:
    text = "<p style='background: url(a.png); color: #777'>Text on a picture</p>"
    report = examine(session, site.page("/contrast", page(text)))
    outcomes = {finding.outcome for finding in report.findings if finding.rule == "color-contrast"}
    assert outcomes == {"cantTell"}


def test_related_elements_come_with_a_finding(session: BrowserSession, site: Site) -> None:
    hidden = "<div aria-hidden=true><a href=/a>One</a><button>Two</button></div>"
    (finding,) = failed(examine(session, site.page("/related", page(hidden))), "aria-hidden-focus")
    assert {related.html for related in finding.related} == {
        '<a href="/a">One</a>',
        "<button>Two</button>",
    }


def test_an_element_with_a_name_that_no_selector_can_say_is_found(
    session: BrowserSession, site: Site
) -> None:
    body = "<o:p><img src=a.png id='a:b.c' data-n=1></o:p>"
    (finding,) = failed(examine(session, site.page("/office", page(body))), "image-alt")
    assert finding.path[-2:] == (("o:p", 2), ("img", 1))
    assert ("data-n", "1") in finding.attributes


def test_long_attributes_are_cut(session: BrowserSession, site: Site) -> None:
    url = site.page("/long", page(f"<img src='data:image/png;base64,{'A' * 5000}'>"))
    (finding,) = failed(examine(session, url), "image-alt")
    assert len(dict(finding.attributes)["src"]) == 1000
    assert len(finding.html) < 6000


def test_shadow_trees_are_tested(session: BrowserSession, site: Site) -> None:
    body = """<p>A</p><div id=host></div><script>
    const root = host.attachShadow({mode: "open"}); root.innerHTML = "<section></section>";
    const inner = root.firstChild.attachShadow({mode: "open"});
    inner.innerHTML = "<p>Text</p><img src=a.png class=deep>"</script>"""
    (finding,) = failed(examine(session, site.page("/shadow", page(body))), "image-alt")
    assert finding.target == ("#host >>> section >>> img",)
    assert finding.in_shadow
    assert finding.path == (("html", 1), ("body", 2), ("main", 1), ("div", 3))
    assert ("class", "deep") in finding.attributes


def test_frames_are_tested_whatever_their_origin_and_depth(
    session: BrowserSession, site: Site, other_site: Site
) -> None:
    third = site.page("/third", page("<p>A</p><img src=a.png class=third>", "Third"))
    second = other_site.page(
        "/second",
        page(f"<iframe id=in title=In src={third}></iframe><img src=b.png>", "Second"),
    )
    same = site.page("/same", page("<img src=c.png>", "Same"))
    url = site.page(
        "/frames",
        page(
            f"<iframe id=same title=Same src={same}></iframe><iframe id=other title=Other"
            f" src={second.replace('127.0.0.1', 'localhost')}></iframe><iframe id=doc title=Doc"
            " srcdoc='<html lang=en><title>x</title><img src=d.png>'></iframe><img src=e.png>"
        ),
    )
    report = examine(session, url)
    found = {finding.target: finding for finding in failed(report, "image-alt")}
    assert set(found) == {
        ("img",),
        ("#same", "img"),
        ("#other", "img"),
        ("#other", "#in", "img"),
        ("#doc", "img"),
    }
    deep = found["#other", "#in", "img"]
    assert deep.frame_depth == 2
    assert deep.frame_url == third
    assert deep.path == (("html", 1), ("body", 2), ("main", 1), ("img", 3))
    assert deep.attributes == (("src", "a.png"), ("class", "third"))
    assert len(deep.ancestry) == 3
    assert found["#doc", "img"].frame_url == "about:srcdoc"
    assert found["img",].frame_url is None
    assert found["img",].attributes == (("src", "e.png"),)
    assert report.notes == ()
    assert not [each for each in report.findings if each.rule == "frame-tested"]


def test_a_frame_in_a_shadow_tree_is_tested(session: BrowserSession, site: Site) -> None:
    inner = site.page("/inner", page("<img src=a.png>", "Inner"))
    body = f"""<div id=host></div><script>host.attachShadow({{mode: "open"}}).innerHTML =
    "<iframe title=Frame src={inner}></iframe>"</script>"""
    (finding,) = failed(examine(session, site.page("/frame-shadow", page(body))), "image-alt")
    assert finding.target == ("#host >>> iframe", "img")
    assert (finding.in_shadow, finding.frame_url) == (False, inner)


def test_rules_for_whole_pages_are_not_applied_to_frames(
    session: BrowserSession, site: Site
) -> None:
    bare = site.page("/bare", "<!doctype html><html lang=en><body><p>Text</p>")
    report = examine(session, site.page("/whole", page(f"<iframe title=F src={bare}></iframe>")))
    assert [each.rule for each in report.findings if each.outcome == "failed"] == []


def test_a_frameset_is_tested(session: BrowserSession, site: Site) -> None:
    site.page("/left", page("<img src=a.png>", "Left"))
    frames = "<frameset><frame title=Left src=/left></frameset>"
    report = examine(session, site.page("/set", HEAD.format(title="Set") + frames))
    assert targets(failed(report, "image-alt")) == {("frame", "img")}


def test_a_frame_that_did_not_load_is_a_note_and_no_finding(
    session: BrowserSession, site: Site
) -> None:
    body = "<iframe title=F src=http://nowhere.invalid/></iframe><img src=a.png>"
    report = examine(session, site.page("/broken-frame", page(body)))
    assert [note.code for note in report.notes] == ["frame-not-loaded"]
    assert targets(failed(report, "image-alt")) == {("img",)}
    assert [each.rule for each in report.findings if each.frame_depth] == []


def test_a_frame_that_never_answers_does_not_hold_the_page_up(
    session: BrowserSession, site: Site
) -> None:
    site.answers["/silent"] = Answer(hang=True)
    url = site.page("/held", page("<iframe title=F src=/silent></iframe><img src=a.png>"))
    with session.page() as tab:
        open_page(tab, url, LoadLimits(load=0.5, quiet=0.1))
        report = run_axe(tab, read_axe())
    assert targets(failed(report, "image-alt")) == {("img",)}
    if session.is_chromium:
        assert [note.code for note in report.notes] == ["frame-not-loaded"]
        (untested,) = [each for each in report.findings if each.rule == "frame-tested"]
        assert untested.target == ("iframe",)


def test_a_frame_that_never_pauses_does_not_hold_the_page_up(
    session: BrowserSession, site: Site, other_site: Site
) -> None:
    if not session.is_chromium:
        pytest.skip("Firefox's driver waits for such a frame")
    loop = "<script>onload = () => setTimeout(() => {while (true);}, 100)</script>"
    # Another site, so that the frame has a process of its own.
    inner = other_site.page("/loop", page(loop, "Loop")).replace("127.0.0.1", "localhost")
    body = f"<iframe title=Loop src={inner}></iframe><iframe title=Doc srcdoc='<img src=a.png>'>"
    url = site.page("/pauses", page(body))
    report = examine(session, url, AxeOptions(frame_seconds=4.0))
    assert [note.code for note in report.notes] == ["frame-busy"]
    assert targets(failed(report, "image-alt")) == {('iframe[title="Doc"]', "img")}


def test_a_hidden_frame_is_left_out(session: BrowserSession, site: Site) -> None:
    inner = site.page("/inner", page("<img src=a.png>", "Inner"))
    report = examine(session, site.page("/hidden", page(f"<iframe hidden src={inner}></iframe>")))
    assert report.findings == ()


@pytest.mark.parametrize(
    "policy",
    [
        "script-src 'none'",
        "default-src 'none'",
        "script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
        "sandbox allow-scripts",
    ],
)
def test_a_policy_against_scripts_does_not_stop_axe(
    session: BrowserSession, site: Site, policy: str
) -> None:
    inner = site.page("/inner", page("<img src=a.png>", "Inner"), Content_Security_Policy=policy)
    body = page(f"<iframe title=F src={inner}></iframe><img src=b.png>")
    report = examine(session, site.page("/policy", body, Content_Security_Policy=policy))
    found: set[tuple[str, ...]] = {("img",)}
    # A policy that forbids frames leaves nothing to test in them.
    if "default-src" not in policy:
        found.add(("iframe", "img"))
    assert targets(failed(report, "image-alt")) == found


def test_a_page_with_old_libraries_is_tested(session: BrowserSession, site: Site) -> None:
    spoilt = """<script>
    Array.prototype.toJSON = function () { return JSON.stringify([].slice.call(this)) };
    String.prototype.toJSON = function () { return '"' + this + '"' };
    Array.prototype.first = function () { return this[0] };
    var axe = {run: "mine"}, define = function () {}; define.amd = {};
    </script>"""
    inner = site.page("/inner", page(spoilt + "<img src=a.png>", "Inner"))
    body = page(f"{spoilt}<iframe title=F src={inner}></iframe><img src=b.png>")
    report = examine(session, site.page("/spoilt", body))
    assert targets(failed(report, "image-alt")) == {("img",), ("iframe", "img")}
    assert failed(report, "image-alt")[0].attributes


def test_only_the_rules_asked_for_run(session: BrowserSession, site: Site) -> None:
    url = site.page("/two", page("<img src=a.png><a href=/></a><h5>Five</h5>"))
    assert {each.rule for each in examine(session, url).findings} == {
        "image-alt",
        "link-name",
        "heading-order",
    }
    only = examine(session, url, AxeOptions(rules=("link-name",)))
    assert {each.rule for each in only.findings} == {"link-name"}
    tagged = examine(session, url, AxeOptions(tags=("wcag2a",), rules=("heading-order",)))
    assert {each.rule for each in tagged.findings} == {"image-alt", "link-name", "heading-order"}
    without = examine(session, url, AxeOptions(tags=("wcag2a",), without=("image-alt",)))
    assert {each.rule for each in without.findings} == {"link-name"}


@pytest.mark.parametrize("frames", ["", "<iframe title=F srcdoc=Text></iframe>"])
def test_an_unknown_rule_is_an_error_with_axes_own_words(
    session: BrowserSession, site: Site, frames: str
) -> None:
    url = site.page("/plain", page(frames))
    with pytest.raises(AxeError, match="no-such-rule") as caught:
        examine(session, url, AxeOptions(rules=("no-such-rule",), seconds=60.0))
    assert caught.value.code == "axe-error"


def axe_file(folder: Path, after: str) -> Path:
    """The bundled axe with something done to it."""
    file = folder / "axe.js"
    file.write_text(f"{read_axe().text}\n;{after}", "utf-8")
    return file


def test_an_axe_that_throws_is_an_error(
    session: BrowserSession, site: Site, tmp_path: Path
) -> None:
    source = axe_file(tmp_path, "axe.run = () => Promise.reject(new Error('out of order'))")
    with pytest.raises(AxeError, match="out of order"):
        examine(session, site.page("/plain", page("")), source=source)


def test_an_axe_that_never_ends_is_an_error(
    session: BrowserSession, site: Site, tmp_path: Path
) -> None:
    source = axe_file(tmp_path, "axe.run = () => new Promise(() => {})")
    with pytest.raises(AxeError, match="did not finish within 1 seconds") as caught:
        examine(session, site.page("/plain", page("")), AxeOptions(seconds=1.0), source)
    assert caught.value.code == "axe-timeout"


@pytest.mark.parametrize("script", ["window.axe = {}", "var broken = ;", "throw new Error('no')"])
def test_a_file_that_only_claims_to_be_axe_is_an_error(
    session: BrowserSession, site: Site, tmp_path: Path, script: str
) -> None:
    file = tmp_path / "claims.js"
    file.write_text(f"/*! axe v4.0.0 */\n{script}", "utf-8")
    with pytest.raises(AxeError, match="is not axe-core") as caught:
        examine(session, site.page("/plain", page("")), source=file)
    assert caught.value.code == "axe-source"
    assert "claims.js" in str(caught.value)


def test_an_axe_without_partial_runs_is_put_into_every_frame(
    session: BrowserSession, site: Site, other_site: Site, tmp_path: Path
) -> None:
    source = axe_file(
        tmp_path, "delete axe.runPartial; delete axe.finishRun; axe.version = '4.2.9'"
    )
    inner = site.page("/inner", page("<img src=a.png>", "Inner"))
    outer = other_site.page("/outer", page(f"<iframe title=In src={inner}></iframe>", "Outer"))
    outer = outer.replace("127.0.0.1", "localhost")
    url = site.page("/old", page(f"<iframe title=Out src={outer}></iframe><img src=b.png>"))
    report = examine(session, url, source=source)
    assert report.version == "4.2.9"
    assert targets(failed(report, "image-alt")) == {("img",), ("iframe", "iframe", "img")}
    assert report.passes["document-title"] >= 1


def test_an_axe_that_cannot_count_still_reports(
    session: BrowserSession, site: Site, tmp_path: Path
) -> None:
    source = axe_file(tmp_path, "delete axe.getReporter")
    images = '<img src=a.png alt="One"><img src=a.png alt="Two"><img src=a.png>'
    report = examine(session, site.page("/images", page(images)), source=source)
    assert report.passes["image-alt"] == 2
    assert len(failed(report, "image-alt")) == 1


def test_findings_beyond_a_bound_are_counted_in_a_note(session: BrowserSession, site: Site) -> None:
    url = site.page("/many", page("<img src=a.png>" * 2100))
    report = examine(session, url, AxeOptions(rules=("image-alt",)))
    assert len(failed(report, "image-alt")) == 2000
    assert [(note.code, note.values["left"]) for note in report.notes] == [("findings-left", 100)]
