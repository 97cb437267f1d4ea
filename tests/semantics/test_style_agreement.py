"""Our computed styles against a browser's: where we say that we know a value, it is the browser's.

The browser's own are asked with the page's root undisplayed, since a page that is laid out tells
widths and places as they came out, not as they were computed.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from govpage_lint.browser.choice import find_browser
from govpage_lint.browser.errors import BrowserUnavailable
from govpage_lint.browser.flags import SessionOptions
from govpage_lint.browser.session import BrowserSession
from govpage_lint.document.parse import parse
from govpage_lint.document.tree import Document
from govpage_lint.semantics.style import Styles
from govpage_lint.semantics.unknown import UNKNOWN
from tests.needs import needs_browser
from tests.shared import SHARED
from tests.web import page, serve

_PROPERTIES = (
    "display visibility opacity position left top margin-left margin-top clip overflow-x overflow-y"
    " width height text-indent font-size font-weight font-style line-height text-align"
    " text-transform text-decoration-line color background-color list-style-type white-space"
    " letter-spacing word-spacing cursor pointer-events z-index float direction"
).split()
_LOADED = "return document.readyState === 'complete' && location.href === arguments[0]"
_ASK = """
document.documentElement.style.display = 'none';
return Array.from(document.querySelectorAll('*')).map(e => {
  const own = getComputedStyle(e);
  return [e.localName, arguments[0].map(name => own.getPropertyValue(name)),
          getComputedStyle(e, '::before').content !== 'none'];
});
"""
_PAGE = """<!doctype html><html lang=en><title>t</title>
<link rel=stylesheet href=/linked.css><link rel=stylesheet href=/print.css media=print>
<style>
@import 'imported.css' screen;
@layer base, theme;
@layer theme { p { color: teal; text-indent: 1em } }
@layer base { p { color: navy !important; letter-spacing: .1em } #one { text-indent: 3em } }
:root { --gap: 4px; --accent: hsl(200 50% 40%); --loop: var(--pool); --pool: var(--loop); font-size: 62.5% }
body { font: 1.6rem/1.4 Georgia, serif; margin: 0 }
.card { display: flex; gap: var(--gap); color: var(--accent);
  & > span { opacity: .5; &:first-child { opacity: 25% } }
  @media (min-width: 600px) { margin: calc(var(--gap) * 2) auto }
  & .q:not(.card *) { left: 9px }
}
@media (max-width: 600px) { .card { display: none } }
@supports (display: grid) and (not (display: nonsense)) { .grid { display: inline-grid } }
.sr { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0) }
ul.tree > li:nth-child(odd of .leaf) { list-style: square inside }
li:has(+ li.last) { text-transform: uppercase } li:last-of-type:not(.x) ~ *, li.last { cursor: help }
a:link { text-decoration: none } a[href^='#' i] { word-spacing: 2px } a:focus { left: 3px }
td:nth-last-child(2) { white-space: pre-line } th { text-align: inherit }
.float { float: right; display: inline-table } .big { font-size: larger } .big .big { font-weight: bolder }
.odd::before { content: '\\201C' } q.odd:before { content: none !important }
em { all: unset } .back { display: revert; color: revert } [hidden] { display: flex }
:is(h1, h2):where(.a, #b) { margin: 1em 2em 3em } h1 { line-height: 120%; font-size: 2em }
.bad { color: red; color: reddish; width: 12; left: 5px; left: } .worse, :unheard-of { color: red }
fieldset:disabled input { opacity: .1 } input:required { z-index: 3 } p:lang(ko) { font-style: italic }
pre { font-size: 1em } .m { font-family: monospace } .none { color: var(--loop, red); top: var(--no) }
</style>
<body><h1 class=a>One</h1><h2 id=b>Two</h2><p id=one>x<em>y</em><p lang=ko-KR style="top: 1px; TOP: 2px">z
<div class=card><span class=big>a<b class=big>b</b></span><span>c</span><i class=grid>d</i><i class=q>e</i></div>
<a href=#m class=sr>Skip</a><a href=/ class=odd>Home</a><q class=odd>q</q><a>no link</a>
<ul class=tree><li class=leaf>1<li>2<ul><li>3<ul><li>4</ul></ul><li class=leaf>5<li class='leaf last'>6</ul>
<ol type=a><li>1</ol><table align=center><tr><th>h<td bgcolor=#abc>1<td nowrap>2<td>3</table>
<div style="display: contents"><span class=float>f</span></div><p hidden>h<p class=bad>b<p class=worse>w
<fieldset disabled><legend><input></legend><input required></fieldset><select><option>o</select>
<textarea></textarea><button>b</button><input type=hidden><details><summary>s</summary>d</details>
<pre>p</pre><code>c<small>d</small></code><div class=m style="font-size: 20px"><code>e</code></div><font size=5>f</font>
<p class=none>n<strong class=back>r</strong><sub>s</sub><center>c</center><img width=1 height=1 alt="">
<svg width=10><text>t</text></svg><div dir=rtl>r</div><div align=right><table><tr><td>t</table></div>
"""
_SHEETS = {
    "/linked.css": "/* x */ p { margin-left: 7px } .card { visibility: hidden } .card i { visibility: visible }",
    "/print.css": "p { display: none }",
    "/imported.css": "h2 { position: relative; top: 5% }",
}


@pytest.fixture(scope="module")
def session() -> Iterator[BrowserSession]:
    try:
        choice = find_browser("chromium")
    except BrowserUnavailable as error:
        pytest.skip(str(error))
    rules = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with BrowserSession(choice, SessionOptions(host_resolver_rules=rules)) as running:
        screen = {"width": 1280, "height": 1024, "deviceScaleFactor": 1, "mobile": False}
        running.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        yield running


def _same(ours: str, theirs: str) -> bool:
    """Equal, numbers by their first digits: browsers round lengths to parts of pixels."""
    numbers = re.compile(r"-?\d+(?:\.\d+)?")
    if numbers.sub("#", ours.lower()) != numbers.sub("#", theirs.lower()):
        return False
    pairs = zip(numbers.findall(ours), numbers.findall(theirs), strict=True)
    return all(abs(float(a) - float(b)) <= 0.02 + abs(float(b)) / 1000 for a, b in pairs)


def _compare(
    session: BrowserSession, address: str, document: Document, styles: Styles
) -> tuple[int, Counter[str]]:
    """How many values we know of, and which are not the browser's."""
    session.driver.get(address)
    WebDriverWait(session.driver, 30, poll_frequency=0.02).until(
        lambda driver: driver.execute_script(_LOADED, address), address
    )
    rows = session.driver.execute_script(_ASK, _PROPERTIES)
    ours = [e for e in document.elements if e.closest("noscript", "template") in (None, e)]
    if [e.local_name for e in ours] != [row[0] for row in rows]:
        return 0, Counter()
    known, wrong = 0, Counter[str]()
    for element, (tag, values, before) in zip(ours[1:], rows[1:], strict=True):
        for name, theirs in zip(_PROPERTIES, values, strict=True):
            mine = styles.value(element, name)
            # Nothing is told of what stands in a player or frame; a picture that fails to load
            # has no size.
            if mine is UNKNOWN or not theirs or (tag in ("img", "noscript") and theirs != mine):
                continue
            known += 1
            if not _same(mine, theirs):
                wrong[f"{name} of {tag}: {mine} and not {theirs}"] += 1
        content = styles.value(element, "content", "::before")
        if content is not UNKNOWN and before != (content != "none"):
            wrong[f"::before of {tag}: {content}"] += 1
    return known, wrong


@needs_browser
def test_a_page_that_uses_much_of_css(session: BrowserSession) -> None:
    answers = {path: page(css, kind="text/css") for path, css in _SHEETS.items()}
    document = parse(_PAGE.encode(), transport="utf-8")
    styles = Styles(document, lambda address: _SHEETS.get("/" + address.removeprefix("/")))
    with serve({**answers, "/": page(_PAGE)}) as site:
        known, wrong = _compare(session, site + "/", document, styles)
    assert styles.complete
    assert known > 2000
    assert not wrong, "\n".join(f"{number} × {said}" for said, number in wrong.most_common(20))


@needs_browser
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real pages is not there")
def test_real_pages_without_the_sheets_that_are_not_saved_with_them(
    session: BrowserSession,
) -> None:
    files = sorted(file for file in (SHARED / "pages").rglob("*.html") if file.stat().st_size < 4e5)
    known, wrong = 0, Counter[str]()
    policy = "script-src 'none'"
    links = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
    bodies = (links.sub(b"", file.read_bytes()) for file in files[::8])
    pages = {f"/{number}.html": body for number, body in enumerate(bodies)}
    answers = {path: page(body, Content_Security_Policy=policy) for path, body in pages.items()}
    with serve(answers) as site:
        for path, body in pages.items():
            document = parse(body, transport="utf-8")
            styles = Styles(document, lambda address: None)
            here, differing = _compare(session, site + path, document, styles)
            known += here
            wrong += differing
    assert known > 10_000
    share = 1 - wrong.total() / known
    listed = "\n".join(f"{number} × {said}" for said, number in wrong.most_common(20))
    assert share >= 0.999, f"{share:.2%} of {known} values agree\n{listed}"
