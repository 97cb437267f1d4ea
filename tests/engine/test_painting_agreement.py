"""What we say lies under a text is what the browser paints there: random stacks of boxes, by pixels."""

import random
from collections.abc import Iterator

import pytest

from govpage_lint.browser.choice import find_browser
from govpage_lint.browser.flags import SessionOptions
from govpage_lint.browser.probes.shots import Clip, picture, without_letters
from govpage_lint.browser.session import BrowserSession
from govpage_lint.browser.snapshot import take_snapshot
from govpage_lint.checks.color.painting import painted_texts
from govpage_lint.engine.observe import rendered_pages
from govpage_lint.engine.probes.pixels import decode
from govpage_lint.engine.rendered import rendered_documents
from tests.needs import needs_browser

pytestmark = pytest.mark.xdist_group("browser")

_PLACES = (
    "",
    "",
    "position: relative",
    "position: relative; z-index: {z}",
    "position: absolute; left: {x}px; top: {y}px; width: 150px; height: 60px",
    "position: absolute; left: {x}px; top: {y}px; width: 150px; height: 60px; z-index: {z}",
    "float: left; width: 150px; margin-left: -{y}px",
    "display: inline-block; margin-top: -{y}px",
    "display: flex; margin-top: -{y}px",
    "margin-top: -{y}px; width: 200px",
    "opacity: 0.5",
    "transform: translate({y}px, -{y}px)",
    "overflow: hidden; height: 40px",
    "overflow: auto; height: 40px; width: 180px",
    "isolation: isolate",
)
_COLORS = ("#fff", "#e33", "#3a3", "#33e", "#fd0", "rgba(0, 0, 0, .5)", "rgba(255, 255, 255, .4)")


def _boxes(chance: random.Random, depth: int) -> str:
    parts = []
    for _ in range(chance.randint(1, 3)):
        place = chance.choice(_PLACES).format(
            z=chance.choice((-1, 0, 1, 2)), x=chance.randint(0, 120), y=chance.randint(0, 30)
        )
        color = f"background: {chance.choice(_COLORS)}" if chance.random() < 0.6 else ""
        name = chance.choice(("div", "div", "span"))
        inside = _boxes(chance, depth - 1) if depth and chance.random() < 0.7 else ""
        parts.append(f'<{name} style="{place}; {color}">text{inside}</{name}>')
    return "".join(parts)


def _page(seed: int) -> str:
    boxes = _boxes(random.Random(seed), 3)
    style = "body { font: 16px/20px monospace; width: 600px; margin: 60px }"
    return f"<!doctype html><title>Boxes</title><style>{style}</style><main>{boxes}</main>"


def _disagreements(session: BrowserSession, seed: int) -> tuple[list[str], int]:
    """The texts of which we say for sure that they lie on another colour than they do."""
    wrong, looked_at = [], 0
    with session.page() as tab:
        tab.driver.get(f"data:text/html,{_page(seed).replace('#', '%23')}")
        snapshot = take_snapshot(tab)
        (document,) = rendered_documents(snapshot, None)
        (page,) = rendered_pages([document], profile="wcag-aa")
        with without_letters(tab, [document.taken]):
            shot = decode(picture(tab, Clip(0, 0, 1000, 1000)))
    for paint in page.fact(painted_texts):
        for line in paint.lines:
            across, along = (
                round(line.rect.x + line.rect.width / 2),
                round(line.rect.y + line.rect.height / 2),
            )
            inside = 0 <= across < 1000 and 0 <= along < 1000
            if not (line.sure and line.in_view and line.ground.is_known and inside):
                continue
            looked_at += 1
            pixel = shot.getpixel((across, along))
            assert isinstance(pixel, tuple)
            if any(abs(a - b) > 3 for a, b in zip(pixel, line.ground.low, strict=True)):
                wrong.append(f"{seed}: {line} is on {pixel}")
    return wrong, looked_at


@pytest.fixture(scope="module")
def session() -> Iterator[BrowserSession]:
    with BrowserSession(find_browser(None), SessionOptions()) as running:
        yield running


@needs_browser
@pytest.mark.parametrize("seed", range(8))
def test_a_text_lies_on_what_the_browser_paints_under_it(
    session: BrowserSession, seed: int
) -> None:
    wrong, looked_at = _disagreements(session, seed)
    assert wrong == []
    assert looked_at
