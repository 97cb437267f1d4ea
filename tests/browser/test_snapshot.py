"""What a snapshot holds of a page: tree, styles, boxes, frames, shadow trees, and what limits it."""

import pytest

from govpage_lint.browser.loading import LoadLimits, open_page
from govpage_lint.browser.session import BrowserSession
from govpage_lint.browser.snapshot import (
    COMMENT,
    ELEMENT,
    MOVING,
    SETTLED,
    TEXT,
    DocumentSnapshot,
    Snapshot,
    SnapshotLimits,
    take_snapshot,
)
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = "<!doctype html><html lang=en><title>{title}</title><style>{css}</style><body>{body}"


def page(body: str, *, css: str = "", title: str = "Page") -> str:
    return PAGE.format(title=title, css=css, body=body)


def snap(session: BrowserSession, url: str, limits: SnapshotLimits | None = None) -> Snapshot:
    with session.page() as tab:
        open_page(tab, url, LoadLimits(quiet=0.1))
        return take_snapshot(tab, limits)


def place(document: DocumentSnapshot, name: str) -> int:
    """The number of the only element of that name."""
    (found,) = (
        at
        for at, (kind, each) in enumerate(zip(document.kinds, document.names, strict=True))
        if kind == ELEMENT and each == name
    )
    return found


def style(document: DocumentSnapshot, at: int, name: str) -> str:
    row = document.rows[at]
    assert row is not None
    if name in MOVING:
        return document.moving[row[1]][MOVING.index(name)]
    return document.settled[row[0]][SETTLED.index(name)]


def outline(document: DocumentSnapshot, root: str) -> list[str]:
    """Names and texts below the only element of that name, each after its depth."""
    depths: dict[int, int] = {place(document, root): 0}
    found = []
    for at, parent in enumerate(document.parents):
        if parent in depths:
            depths[at] = depths[parent] + 1
            found.append(f"{depths[at]} {document.names[at]}")
    return found


def test_the_tree_is_that_of_the_page_after_its_scripts(
    session: BrowserSession, site: Site
) -> None:
    body = "<main id=m a='b&amp;c'>x<!--note--></main><script>m.append(new Image())</script>"
    document, *others = snap(session, site.page("/tree", page(body, title="Tree"))).documents
    assert others == []
    main = place(document, "main")
    assert outline(document, "main") == ["1 x", "1 note", "1 img"]
    assert document.kinds[main : main + 4] == (ELEMENT, TEXT, COMMENT, ELEMENT)
    assert document.attributes[main] == {"id": "m", "a": "b&c"}
    assert (document.title, document.mode, document.frame) == ("Tree", "no quirks", None)
    assert document.doctype == ("html", "", "")
    assert document.url == site.url("/tree")


def test_a_page_without_doctype_is_in_quirks_mode(session: BrowserSession, site: Site) -> None:
    document = snap(session, site.page("/quirks", "<title>x</title><p>Text")).documents[0]
    assert (document.mode, document.doctype) == ("quirks", None)


def test_styles_are_computed_also_for_what_is_not_displayed(
    session: BrowserSession, site: Site
) -> None:
    css = "p { color: #123; display: none } em { display: contents } b::after { content: 'z' }"
    body = "<p><i>x</i></p><em>y</em><b>c</b>"
    document = snap(session, site.page("/styles", page(body, css=css))).documents[0]
    paragraph, bold = place(document, "p"), place(document, "b")
    assert style(document, paragraph, "display") == "none"
    assert style(document, place(document, "i"), "color") == "rgb(17, 34, 51)"
    assert style(document, place(document, "em"), "display") == "contents"
    before, after = document.pseudos[bold]
    assert before is None
    assert after is not None
    assert document.settled[after[0]][SETTLED.index("content")] == '"z"'
    assert document.boxes[paragraph] is None
    assert paragraph not in document.pseudos


def test_boxes_count_from_the_corner_of_the_page_and_tell_what_scrolls(
    session: BrowserSession, site: Site
) -> None:
    css = "body { margin: 0 } section { position: absolute; left: 30px; top: 2000px; width: 100px;"
    css += " height: 50px; overflow: auto } div { width: 400px; height: 90px }"
    body = "<section><div>Text</div></section><script>scrollTo(0, 500)</script>"
    document = snap(session, site.page("/boxes", page(body, css=css))).documents[0]
    box = document.boxes[place(document, "section")]
    assert box is not None
    assert (box.x, box.y, box.width, box.height) == (30, 2000, 100, 50)
    assert (box.scroll_width, box.scroll_height) == (400, 90)
    assert box.client_width <= 100
    assert document.size[1] == 2050
    (line,) = document.texts[place(document, "div") + 1]
    assert (line.x, line.y) == (30, 2000)


def test_shadow_trees_stand_in_their_hosts_and_slotted_nodes_in_their_slots(
    session: BrowserSession, site: Site
) -> None:
    body = """<main><b slot=s>Light</b><i>Unslotted</i></main><script>
    document.querySelector("main").attachShadow({mode: "open"}).innerHTML =
    "<p>Shadow <slot name=s>Fallback</slot></p><section></section>";
    document.querySelector("main").shadowRoot.querySelector("section").attachShadow({mode: "open"})
    .innerHTML = "<slot>Inner</slot>"</script>"""
    document = snap(session, site.page("/shadow", page(body))).documents[0]
    main, light = place(document, "main"), place(document, "b")
    assert outline(document, "main") == [
        "1 p", "2 Shadow ", "2 slot", "3 b", "4 Light", "1 section", "2 slot", "3 Inner",
    ]  # fmt: skip
    assert document.light == {light: main}
    inner = document.names.index("Inner")
    assert document.shadows[place(document, "p")] != document.shadows[inner]
    assert light not in document.shadows
    assert main not in document.shadows


def test_frames_are_documents_of_their_own_whatever_their_origin(
    session: BrowserSession, site: Site, other_site: Site
) -> None:
    other = other_site.page("/other", page("<h2>Other</h2>")).replace("127.0.0.1", "localhost")
    body = f"<iframe srcdoc='<h1>Same</h1>'></iframe><p><iframe src={other}></iframe>"
    taken = snap(session, site.page("/frames", page(body)))
    top, same, foreign = taken.documents
    frames = [at for at, name in enumerate(top.names) if name == "iframe"]
    assert (same.frame, foreign.frame) == ((0, frames[0]), (0, frames[1]))
    assert outline(same, "h1") == ["1 Same"]
    assert outline(foreign, "h2") == ["1 Other"]
    assert foreign.url == other
    assert taken.notes == ()
    assert all("cd_frame_id_" not in top.attributes[at] for at in frames)


def test_a_frame_that_did_not_load_is_a_note(session: BrowserSession, site: Site) -> None:
    taken = snap(session, site.page("/broken", page("<iframe src=http://no.invalid/></iframe>")))
    assert [note.code for note in taken.notes] == ["frame-not-seen"]
    assert len(taken.documents) == 1


def test_chromium_tells_its_roles_and_names_and_what_is_clicked(
    session: BrowserSession, site: Site
) -> None:
    if not session.is_chromium:
        pytest.skip("Firefox does not tell them")
    body = "<h1>Head<!-- -->ing</h1><p onclick=go()>x</p><div hidden><h2>Gone</h2></div>"
    frame = "<iframe title=F srcdoc='<button>Press</button>'></iframe>"
    url, limits = site.page("/roles", page(body + frame)), SnapshotLimits(accessibility="all")
    top, inner = snap(session, url, limits).documents
    assert top.accessible is not None
    assert inner.accessible is not None
    assert top.clickable == frozenset({place(top, "p")})
    assert top.accessible[place(top, "h1")] == ("heading", "Heading")
    assert place(top, "h2") not in top.accessible
    assert inner.accessible[place(inner, "button")] == ("button", "Press")


def test_roles_and_names_are_asked_for_where_scripts_may_give_them_in_their_own_ways(
    session: BrowserSession, site: Site
) -> None:
    if not session.is_chromium:
        pytest.skip("Firefox does not tell them")
    frame = "<iframe title=F srcdoc='<button>Press</button>'></iframe>"
    top, inner = snap(session, site.page("/part", page("<x-a>y</x-a>" + frame))).documents
    assert top.accessible is not None
    assert (inner.accessible, inner.clickable) == (None, frozenset())


def test_roles_and_names_can_be_left_out(session: BrowserSession, site: Site) -> None:
    taken = snap(session, site.page("/no", page("x")), SnapshotLimits(accessibility="none"))
    assert taken.documents[0].accessible is None


def test_a_page_beyond_the_limit_is_cut_with_a_note(session: BrowserSession, site: Site) -> None:
    url = site.page("/large", page("<p>x</p>" * 300))
    taken = snap(session, url, SnapshotLimits(nodes=100))
    assert not taken.complete
    assert [note.code for note in taken.notes] == ["snapshot-limit"]
    assert len(taken.documents[0].kinds) == 100


def test_texts_beyond_the_limit_are_cut_with_a_note(session: BrowserSession, site: Site) -> None:
    paragraphs = "".join(f"<p>{number:09}</p>" for number in range(5000))
    taken = snap(session, site.page("/long", page(paragraphs)), SnapshotLimits(characters=20_000))
    assert not taken.complete


def test_a_very_deep_page_is_taken_whole(session: BrowserSession, site: Site) -> None:
    # Chromium itself dies of pages that are some thousand deep.
    body = """<script>let at = document.body; for (let i = 0; i < 500; i += 1)
    at = at.appendChild(document.createElement("div")); at.append("Ground")</script>"""
    taken = snap(session, site.page("/deep", page(body)))
    assert taken.complete
    assert "Ground" in taken.documents[0].names


def test_a_page_that_spoils_json_is_taken_all_the_same(session: BrowserSession, site: Site) -> None:
    spoil = "<script>Array.prototype.toJSON = () => 'spoiled'</script><p>Text</p>"
    document = snap(session, site.page("/spoiled", page(spoil))).documents[0]
    assert outline(document, "p") == ["1 Text"]
