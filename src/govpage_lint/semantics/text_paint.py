"""Decides how far every visible text of a page stands out from what it lies on."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics.colors import Shade, contrasts
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.painting import Line, Painting
from govpage_lint.semantics.rendered import RenderedFacts, RenderedStyles

# 18 points, and 14 points where the text is bold (WCAG 2.2, large scale text).
_LARGE: Final = 24.0
_LARGE_BOLD: Final = 14.0 / 0.75
_BOLD: Final = 700.0
_ROUNDING: Final = 0.01


@dataclass(frozen=True, slots=True)
class TextPaint:
    """A text as it is painted: its lines, with its shadows in what they lie on.

    ``least`` and ``most`` are the limits of the lowest contrast that any of its lines has; they are
    those of the ``worst`` line. ``sure`` is false where some line is more than styles tell;
    ``shadowed`` says that the letters have shadows.
    """

    text: Text
    element: Element
    large: bool
    lines: tuple[Line, ...]
    worst: Line
    least: float
    most: float
    sure: bool
    shadowed: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it has the colour of what it lies on, so that nobody sees it."""
        return self.sure and all(
            line.ink == line.ground and line.ink.is_known for line in self.lines
        )


@dataclass(frozen=True, slots=True)
class FieldPaint:
    """What stands in a field, as it is painted: ``kind`` is "value" or "placeholder"."""

    element: Element
    kind: str
    text: str
    large: bool
    line: Line


@dataclass(frozen=True, slots=True)
class PaintedTexts:
    """The texts of a page, and what was measured of those whose ground styles do not tell; what
    stands in its fields.

    ``measured`` has, for each part of a text that is about as wide as a letter, the highest contrast
    of the text with a pixel there. What is not in it could not be measured. ``parted`` are elements
    whose first line or letter has a colour of its own.
    """

    texts: tuple[TextPaint, ...]
    measured: dict[Text, tuple[float, ...]]
    fields: tuple[FieldPaint, ...] = ()
    parted: frozenset[Element] = frozenset()


def paint_texts(
    document: Document, facts: RenderedFacts, painting: Painting
) -> Iterator[TextPaint]:
    """Every text of HTML elements that is painted, in tree order."""
    styles = RenderedStyles(facts)
    for element in document.elements:
        if not element.is_html:
            continue
        for child in element.children:
            if isinstance(child, Text) and child in facts.texts:
                found = _painted(child, element, styles, painting)
                if found is not None:
                    yield found


def _painted(
    text: Text, element: Element, styles: RenderedStyles, painting: Painting
) -> TextPaint | None:
    lines = [
        line._replace(ground=painting.shadowed(element, line.ground))
        for line in painting.lines(text)
    ]
    if not lines:
        return None
    sure = all(line.sure for line in lines)
    judged = [line for line in lines if line.sure] or lines
    limits = [_limits(line.ink, line.ground) for line in judged]
    most = min(most for _, most in limits)
    worst = next(line for line, (_, top) in zip(judged, limits, strict=True) if top == most)
    return TextPaint(
        text,
        element,
        is_large(styles, element),
        tuple(lines),
        worst,
        min(least for least, _ in limits),
        most,
        sure,
        styles.value(element, "text-shadow") != "none",
    )


@lru_cache(maxsize=4096)
def _limits(ink: Shade, ground: Shade) -> tuple[float, float]:
    return contrasts(ink, ground)


def is_large(styles: StyleFacts, element: Element) -> bool:
    """Whether the text of an element is large scale text."""
    size = _number(styles.value(element, "font-size"))
    if size >= _LARGE - _ROUNDING:
        return True
    weight = _number(styles.value(element, "font-weight"))
    return size >= _LARGE_BOLD - _ROUNDING and weight >= _BOLD


def _number(value: object) -> float:
    try:
        return float(str(value).removesuffix("px"))
    except ValueError:
        return 0.0
