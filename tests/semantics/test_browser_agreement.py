"""Our roles and names against a browser's: 99 elements of 100 and more have the same.

Kinds of disagreement that are meant, and count as agreement here (_SAME, _UNTOLD):

* Chromium tells apart what ARIA does not: layout tables, section headers and footers, ``svg`` as an
  image, fields for dates and colours.
* It calls a form a form though nobody named it; to us it is generic then, and no landmark.
* It leaves out what means nothing in itself (empty paragraphs, row groups, unnamed ``svg``, labels
  of one text): "ignored" and generic are the same to a reader.

And those that are meant and count as disagreement:

* We leave out what stands in a button, tab or option (children presentational), it does not.
* It writes names in capitals where ``text-transform`` does; compared without case.
* It gives media that fail to load a name of its own, and images that fail to load no areas.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from govpage_lint.browser.choice import find_browser
from govpage_lint.browser.errors import BrowserError, BrowserUnavailable
from govpage_lint.browser.flags import SessionOptions
from govpage_lint.browser.loading import LoadLimits, open_page
from govpage_lint.browser.session import BrowserSession
from govpage_lint.browser.snapshot import Snapshot, SnapshotLimits, take_snapshot
from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import rendered_documents
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.unknown import UNKNOWN
from tests.needs import needs_browser
from tests.shared import SHARED
from tests.web import Answer, page, serve

_SAME = {
    "image": "img",
    "Legend": "html-legend",
    "DescriptionList": "html-dl",
    "Figcaption": "html-figcaption",
    "DisclosureTriangle": "html-summary",
    "Iframe": "html-iframe",
    "IframePresentational": "html-iframe",
    "Video": "html-video",
    "Audio": "html-audio",
    "EmbeddedObject": "html-embed",
    "PluginObject": "html-object",
    "Details": "group",
    "LayoutTable": "table",
    "LayoutTableRow": "row",
    "LayoutTableCell": "cell",
    "MathMLMath": "math",
}
_INPUTS = {
    "html-input-password": "textbox",
    "html-input-file": "button",
    "html-input-color": "ColorWell",
    "html-input-date": "Date",
    "html-input-datetime-local": "DateTime",
    "html-input-month": "Date",
    "html-input-time": "InputTime",
    "html-input-week": "Date",
}
_UNTOLD = {
    "generic", "none", "document", "RootWebArea", "LabelText", "html-label", "Canvas", "html-canvas",
    "Abbr", "html-abbr", "Ruby", "html-ruby", "RubyAnnotation", "html-rt", "LineBreak", "rowgroup",
    "paragraph", "sectionheader", "sectionfooter", "MathMLIdentifier",
}  # fmt: skip
_ENOUGH = 0.99


def _pages() -> list[tuple[str, Path]]:
    """Some real pages and some of the ACT pages."""
    real = sorted((SHARED / "pages").rglob("*.html"))[::9]
    act = sorted((SHARED / "act" / "content-assets").rglob("testcases/**/*.html"))[::15]
    return [(f"/{number}.html", file) for number, file in enumerate([*real, *act])]


@pytest.fixture(scope="module")
def session() -> Iterator[BrowserSession]:
    try:
        choice = find_browser("chromium")
    except BrowserUnavailable as error:
        pytest.skip(str(error))
    rules = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with BrowserSession(choice, SessionOptions(host_resolver_rules=rules)) as running:
        yield running


def _told(role: str | None, tag: str) -> str | None:
    """A role of either side, with what says the same to a reader made the same."""
    if role is None or role in _UNTOLD or tag == "html":
        return None
    if tag == "svg":
        return "svg"
    if tag == "form" and role == "form":
        return None
    return _SAME.get(role, _INPUTS.get(role, role))


def _said(name: object) -> str:
    return "".join(str(name).split()).casefold()


def _disagreement(found: Semantics, element: Element) -> str | None:
    """What the two say differently of an element; None where they agree."""
    assert found.rendered is not None
    node = found.rendered.browser_node(element)
    assert node is not UNKNOWN
    tag = element.local_name
    role = found.role(element) if found.presumed_exposed(element) else None
    theirs_as_told = None if node is None else node.role
    ours, theirs = _told(role, tag), _told(theirs_as_told, tag)
    if tag == "svg" and not (role and theirs_as_told):
        return None
    if ours != theirs:
        return f"role of {tag}: {ours} and not {theirs}"
    name = "" if node is None else node.name
    if ours is not None and _said(found.name(element)) != _said(name):
        return f"name of {tag}: {found.name(element)!r} and not {name!r}"
    return None


def _answer(file: Path) -> Answer:
    body = file.read_bytes()
    try:
        body.decode()
        kind = "text/html; charset=utf-8"
    except UnicodeDecodeError:
        kind = "text/html"
    return page(body, kind=kind)


def _snapshot(session: BrowserSession, address: str) -> Snapshot | None:
    """The page as the browser has it; None where it shows nothing, or goes elsewhere."""
    with session.page() as tab:
        try:
            open_page(tab, address, LoadLimits(quiet=0.1))
            return take_snapshot(tab, SnapshotLimits(accessibility="all"))
        except BrowserError:
            return None


@needs_browser
@pytest.mark.slow
@pytest.mark.skipif(not _pages(), reason="the folder ../shared with real pages is not there")
def test_roles_and_names_are_those_of_the_browser(session: BrowserSession) -> None:
    pages = _pages()
    elements, disagreements = 0, Counter[str]()
    compared = 0
    with serve({path: _answer(file) for path, file in pages}) as site:
        for path, _ in pages:
            snapshot = _snapshot(session, site + path)
            if snapshot is None:
                continue
            compared += 1
            for one in rendered_documents(snapshot, None):
                if one.facts.accessible is None:
                    continue
                found = Semantics(one.document, rendered=one.facts)
                said = [_disagreement(found, element) for element in one.document.elements]
                elements += len(said)
                disagreements.update(each for each in said if each is not None)
    assert compared >= 0.9 * len(pages)
    share = 1 - disagreements.total() / elements
    listed = "\n".join(f"{number} × {said}" for said, number in disagreements.most_common(20))
    print(f"\n{share:.2%} of {elements} elements on {compared} pages agree\n{listed}")
    assert share >= _ENOUGH, f"{share:.2%} of {elements} elements agree\n{listed}"
