"""Pictures of a page without its letters, and that the page is afterwards what it was before."""

import io

import pytest
from PIL import Image

from govpage_lint.browser.loading import LoadLimits, open_page
from govpage_lint.browser.probes.shots import Clip, picture, without_letters
from govpage_lint.browser.session import BrowserSession
from govpage_lint.browser.snapshot import take_snapshot
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = """<!doctype html><html lang=en><title>Letters</title>
<style>* {{ transition: all 9s }} body {{ margin: 0; font: 40px/1 monospace; background: #fff }}
p {{ color: #c00; margin: 0; height: 40px }} {css}</style><body>{body}"""
SHADOW = """<div id=h></div><script>h.attachShadow({ mode: "open" }).innerHTML =
"<style>p { -webkit-text-fill-color: #0a0 }</style><p>HH</p>"</script>"""
CLIP = Clip(0, 0, 200, 100)


def colors(png: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (CLIP.width, CLIP.height)
        found = image.convert("RGB").getcolors(CLIP.width * CLIP.height)
    return {color for _, color in found or [] if isinstance(color, tuple)}


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>HHHH</p>", ""),
        ("<p><u>HHHH</u></p>", ""),
        ("<p style='color: red !important'>HHHH</p>", "p { -webkit-text-fill-color: #c00 !important }"),
        ("<p>HHHH</p>", "p::before { content: 'HH'; color: #00c }"),
        (SHADOW, ""),
    ],
)  # fmt: skip
def test_no_letter_is_left(session: BrowserSession, site: Site, body: str, css: str) -> None:
    with session.page() as tab:
        open_page(tab, site.page("/", PAGE.format(body=body, css=css)), LoadLimits(quiet=0.1))
        (document,) = take_snapshot(tab).documents
        before = picture(tab, CLIP)
        with without_letters(tab, [document]):
            hidden = picture(tab, CLIP)
        assert len(colors(before)) > 1
        assert colors(hidden) == {(255, 255, 255)}
        # All letters are back at once, though the page fades whatever changes.
        assert picture(tab, CLIP) == before


def test_the_page_notices_nothing(session: BrowserSession, site: Site) -> None:
    script = """<script>window.changes = 0; new MutationObserver((seen) => { changes += seen.length })
      .observe(document, { attributes: true, childList: true, subtree: true, characterData: true })
      ;addEventListener("scroll", () => { changes += 1 })</script>"""
    with session.page() as tab:
        body = f"<p>HHHH</p><div style='height: 3000px'></div>{script}"
        open_page(tab, site.page("/", PAGE.format(body=body, css="")), LoadLimits(quiet=0.1))
        (document,) = take_snapshot(tab).documents
        before = tab.execute("return window.changes", seconds=5)
        with without_letters(tab, [document]):
            picture(tab, Clip(0, 2000, 200, 100))
        after = tab.execute(
            "return [window.changes, document.adoptedStyleSheets.length,"
            " getComputedStyle(document.querySelector('p')).webkitTextFillColor,"
            " document.getAnimations().length, scrollY, innerHeight]",
            seconds=5,
        )
        assert after[0] == before
        assert after[1:5] == [0, "rgb(204, 0, 0)", 0, 0]
