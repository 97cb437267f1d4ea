"""Decides which texts are looked at in pictures of the page: those whose ground styles do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.color.language import says
from govpage_lint.checks.color.painting import painted_texts, painting, painting_on, texts_of
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Document, Text
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.rulebook.book import data_table
from govpage_lint.semantics.colors import ANY, WHITE, Shade, solid
from govpage_lint.semantics.painting import Line, Painting
from govpage_lint.semantics.rendered import Rect
from govpage_lint.semantics.text_paint import PaintedTexts, TextPaint

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.pixels import Picture
    from govpage_lint.engine.probes.probing import Live, Probed

# What a picture costs grows with its size; a window has 1.3 million pixels.
_MOST_PIXELS: Final = 4_000_000
_MOST_TEXTS: Final = 150
_WHITE: Final = solid(WHITE)
_LEAST: Final = 4.5
_LEAST_LARGE: Final = 3.0


@dataclass(slots=True)
class _Painted:
    """A document and its texts; ``window`` is where on the page it is seen, None for what cannot be
    placed there."""

    document: RenderedDocument
    page: Page
    painting: Painting | None
    texts: tuple[TextPaint, ...]
    window: Rect | None
    measured: dict[Text, tuple[float, ...]]


class Paint:
    """Measures in the pixels of the page what its styles do not tell of its texts."""

    def is_wanted(self, live: Live) -> bool:
        """Whether there is any text."""
        return any(page.rendered is not None and page.rendered.texts for page in live.pages)

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames, each with its texts as they are painted."""
        from govpage_lint.engine.probes.probing import Probed

        painted = _painted(live)
        if tab.is_chromium:
            _measure(tab, painted)
        return [
            Probed(_probed(one), within) for one, within in zip(painted, live.within, strict=True)
        ]


def _probed(one: _Painted) -> Page:
    page = one.page
    return Page(
        page.document,
        page.semantics,
        data=data_table,
        profile=page.profile,
        headers=page.headers,
        observer="probe",
        surroundings=page.surroundings,
        probed=PaintedTexts(one.texts, one.measured),
    )


# -- what is painted -----------------------------------------------------------------------------


def _painted(live: Live) -> list[_Painted]:
    """The documents as they are painted, the page first; each frame on what its page has there."""
    found: dict[Document, _Painted] = {}
    for document, page in zip(live.documents, live.pages, strict=True):
        frame = document.frame
        outer = None if frame is None else found.get(frame.document)
        if frame is None or outer is None:
            width, height = document.facts.size
            window: Rect | None = Rect(0, 0, width, height)
            own = page.fact(painting)
            texts = page.fact(painted_texts)
        else:
            window, canvas = _frame_place(outer, document)
            if canvas == _WHITE:
                own, texts = page.fact(painting), page.fact(painted_texts)
            else:
                own = painting_on(page, canvas)
                texts = texts_of(page, own)
        found[document.document] = _Painted(document, page, own, texts, window, {})
    return list(found.values())


def _frame_place(outer: _Painted, document: RenderedDocument) -> tuple[Rect | None, Shade]:
    """Where on the page a frame shows its document, and what it stands on."""
    frame = document.frame
    box = None if frame is None else outer.document.facts.box(frame)
    if frame is None or box is None or outer.painting is None:
        return None, ANY
    inside = Rect(box.x, box.y, box.width, box.height)
    canvas = outer.painting.ground(frame, inside)
    if outer.window is None:
        return None, canvas
    styles = outer.page.semantics.styles
    left, top = (
        float(str(styles.value(frame, f"border-{side}-width")).removesuffix("px") or 0)
        for side in ("left", "top")
    )
    x, y = outer.window.x + box.x + left, outer.window.y + box.y + top
    window = Rect(x, y, box.client_width, box.client_height)
    return (window if window.within(outer.window) == window else None), canvas


# -- what is measured ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Target:
    """A line to be measured, where it stands on the page."""

    painted: _Painted
    paint: TextPaint
    line: Line
    rect: Rect

    @property
    def is_plain(self) -> bool:
        """Whether the colour of its letters is known."""
        return self.line.sure and self.line.ink.is_known


def _measure(tab: Tab, painted: Sequence[_Painted]) -> None:
    """Add what pictures tell of the texts that styles do not tell enough of."""
    targets = _within_limit(list(_targets(painted)))
    if not targets:
        return
    picture = _take(tab, targets)
    if picture is None:
        return
    from govpage_lint.engine.probes.pixels import line_contrasts

    for target in targets:
        ink = target.line.ink.low if target.is_plain else None
        shadowed = target.paint.shadowed
        parts = line_contrasts(picture, target.rect, ink, letters=shadowed)
        measured = target.painted.measured
        text = target.paint.text
        measured[text] = (*measured.get(text, ()), *parts)


def _targets(painted: Sequence[_Painted]) -> Iterator[_Target]:
    count = 0
    for one in painted:
        if one.window is None:
            continue
        for paint in one.texts:
            if count >= _MOST_TEXTS:
                return
            if not _is_open(paint) or not _is_asked(one.page, paint):
                continue
            count += 1
            for line in paint.lines:
                rect = line.rect._replace(
                    x=line.rect.x + one.window.x, y=line.rect.y + one.window.y
                )
                if line.in_view and rect.within(one.window).area >= 0.9 * rect.area:
                    yield _Target(one, paint, line, rect)


def _is_open(paint: TextPaint) -> bool:
    """Whether styles do not tell if a text stands out."""
    needed = _LEAST_LARGE if paint.large else _LEAST
    if paint.worst.sure and paint.most < needed:
        return False
    return not paint.sure or paint.least < needed


def _is_asked(page: Page, paint: TextPaint) -> bool:
    """Whether a text has to stand out at all."""
    element = paint.element
    if page.semantics.is_inactive(element):
        return False
    if page.semantics.hidden_by(element) in ("aria-hidden", "inert"):
        return False
    return says(page, element, paint.text.data) != "signs"


def _within_limit(targets: Sequence[_Target]) -> list[_Target]:
    """The targets from the top of the page that one picture can hold."""
    found: list[_Target] = []
    left = top = right = bottom = 0.0
    for target in sorted(targets, key=lambda one: one.rect.y):
        rect = target.rect
        if not found:
            left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        wider = min(left, rect.x), max(right, rect.right), max(bottom, rect.bottom)
        if (wider[1] - wider[0] + 4) * (wider[2] - top + 4) > _MOST_PIXELS:
            continue
        left, right, bottom = wider
        found.append(target)
    return found


def _take(tab: Tab, targets: Sequence[_Target]) -> Picture | None:
    """The part of the page that the targets stand in; None where the browser gives none."""
    from govpage_lint.browser.errors import BrowserError, DriverFailure
    from govpage_lint.browser.probes.shots import Clip, picture, without_letters
    from govpage_lint.engine.probes.pixels import Picture, decode

    x = max(0, int(min(one.rect.x for one in targets)) - 2)
    y = max(0, int(min(one.rect.y for one in targets)) - 2)
    right = ceil(max(one.rect.right for one in targets)) + 2
    bottom = ceil(max(one.rect.bottom for one in targets)) + 2
    clip = Clip(x, y, right - x, bottom - y)
    needs_letters = any(not one.is_plain or one.paint.shadowed for one in targets)
    documents = {id(one.painted): one.painted.document.taken for one in targets}
    try:
        whole = decode(picture(tab, clip)) if needs_letters else None
        with without_letters(tab, list(documents.values())):
            ground = decode(picture(tab, clip))
    except DriverFailure:
        raise
    except (BrowserError, OSError):
        # Without pictures, the texts stay open.
        return None
    return Picture(x, y, ground, whole)
