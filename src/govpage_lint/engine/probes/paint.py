"""Decides which texts are looked at in pictures of the page: those whose ground styles do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.color.language import says
from govpage_lint.checks.color.painting import painted_texts, painting, painting_on, texts_of
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.engine.probes.fields import painted_fields
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.records import dataclass
from govpage_lint.semantics.colors import ANY, WHITE, Shade, solid
from govpage_lint.semantics.painting import Line, Painting
from govpage_lint.semantics.rendered import Rect
from govpage_lint.semantics.text_paint import FieldPaint, PaintedTexts, TextPaint

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.snapshot import DocumentSnapshot
    from govpage_lint.engine.probes.pixels import Picture
    from govpage_lint.engine.probes.probing import Live, Probed

# What a picture costs grows with its size; a window has 1.3 million pixels.
_MOST_PIXELS: Final = 4_000_000
_MOST_TEXTS: Final = 150
_MOST_PICTURES: Final = 3
# What stands so far below the rest is taken in a picture of its own.
_FAR: Final = 400.0
_WHITE: Final = solid(WHITE)
_LEAST: Final = 4.5
_LEAST_LARGE: Final = 3.0
_ENHANCED: Final = 7.0
_MOST_FAINT: Final = 300


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
    fields: tuple[FieldPaint, ...] = ()
    parted: frozenset[Element] = frozenset()


class Paint:
    """Measures in the pixels of the page what its styles do not tell of its texts."""

    def is_wanted(self, live: Live) -> bool:
        """Always: a page with no text at all has nothing that costs anything."""
        return True

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames, each with its texts as they are painted."""
        from govpage_lint.engine.probes.probing import Probed

        painted = _painted(live)
        for one in painted:
            one.fields = tuple(painted_fields(tab, one.document, one.page, one.painting))
            one.parted = _parted(tab, one)
        if tab.is_chromium:
            _measure(tab, painted)
        return [
            Probed(
                one.page.put_to(PaintedTexts(one.texts, one.measured, one.fields, one.parted)),
                within,
            )
            for one, within in zip(painted, live.within, strict=True)
        ]


def _parted(tab: Tab, painted: _Painted) -> frozenset[Element]:
    """The elements of texts too faint by their styles whose first line or letter may not be so."""
    from govpage_lint.browser.probes.first_lines import colored_beginnings

    faint = (text.element for text in painted.texts if text.worst.sure and text.most < _ENHANCED)
    elements = list(dict.fromkeys(faint))[:_MOST_FAINT]
    if not elements:
        return frozenset()
    numbers = [painted.document.numbers[element.order] for element in elements]
    told = colored_beginnings(tab, painted.document.taken, numbers)
    return frozenset(one for one, colored in zip(elements, told, strict=True) if colored)


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
    groups = _grouped(list(_targets(painted)))
    if not groups:
        return
    from govpage_lint.engine.probes.pixels import line_contrasts

    for picture, targets in zip(_take(tab, groups), groups, strict=False):
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


def _grouped(targets: Sequence[_Target]) -> list[list[_Target]]:
    """The targets by the pictures that they are taken in: those that stand near each other in one."""
    groups: list[list[_Target]] = []
    whole = Rect(0, 0, 0, 0)
    for target in sorted(targets, key=lambda one: one.rect.y):
        wider = _around(whole, target.rect) if groups else target.rect
        if not groups or target.rect.y - whole.bottom > _FAR or wider.area > _MOST_PIXELS:
            groups.append([])
            wider = target.rect
        groups[-1].append(target)
        whole = wider
    largest = sorted(groups, key=len, reverse=True)
    found: list[list[_Target]] = []
    for group in largest[:_MOST_PICTURES]:
        if sum(map(_area, found)) + _area(group) <= _MOST_PIXELS:
            found.append(group)
    return found


def _around(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.right, other.right), max(one.bottom, other.bottom)
    return Rect(left, top, right - left, bottom - top)


def _corners(targets: Sequence[_Target]) -> tuple[int, int, int, int]:
    return (
        max(0, int(min(one.rect.x for one in targets)) - 2),
        max(0, int(min(one.rect.y for one in targets)) - 2),
        ceil(max(one.rect.right for one in targets)) + 2,
        ceil(max(one.rect.bottom for one in targets)) + 2,
    )


def _area(targets: Sequence[_Target]) -> int:
    left, top, right, bottom = _corners(targets)
    return (right - left) * (bottom - top)


def _take(tab: Tab, groups: Sequence[Sequence[_Target]]) -> list[Picture]:
    """The parts of the page that the targets of each group stand in; fewer where the browser fails."""
    from govpage_lint.browser.errors import BrowserError, DriverFailure
    from govpage_lint.browser.probes.shots import Clip, picture, without_letters
    from govpage_lint.engine.probes.pixels import Picture, decode

    clips, wholes = [], []
    documents: dict[int, DocumentSnapshot] = {}
    try:
        for targets in groups:
            left, top, right, bottom = _corners(targets)
            clips.append(Clip(left, top, right - left, bottom - top))
            seen = any(not one.is_plain or one.paint.shadowed for one in targets)
            wholes.append(decode(picture(tab, clips[-1])) if seen else None)
            documents |= {id(one.painted): one.painted.document.taken for one in targets}
        with without_letters(tab, list(documents.values())):
            grounds = [decode(picture(tab, clip)) for clip in clips]
    except DriverFailure:
        raise
    except (BrowserError, OSError):
        # Without pictures, the texts stay open.
        return []
    return [
        Picture(clip.x, clip.y, ground, whole)
        for clip, ground, whole in zip(clips, grounds, wholes, strict=True)
    ]
