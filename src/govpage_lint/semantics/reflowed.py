"""Decides how it is written down what becomes of text when a page is enlarged or spaced out."""

from typing import Literal

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that an element cuts off, to the side ("x") or above and below ("y").

    ``always``: it does so in a window of the usual size, too. ``clamped``: its style says how many
    lines it shows. ``moved``: the text was put where it is, as that of a slide.
    """

    by: Element
    axis: Literal["x", "y"]
    text: str
    always: bool = False
    clamped: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class WideText:
    """An element whose text is too wide for a window of 320 pixels; ``end`` is how far it goes,
    ``little``: a long word may do that."""

    element: Element
    text: str
    end: int
    little: bool = False


@dataclass(frozen=True, slots=True)
class ReflowFacts:
    """What is cut off in a window of 640 × 512 pixels, what in the usual one with more spacing only,
    and what is too wide for one of 320 × 256. ``styled`` is False where a style sheet did not load:
    people may see the page otherwise."""

    zoomed: tuple[CutText, ...]
    spaced: tuple[CutText, ...]
    wide: tuple[WideText, ...]
    styled: bool = True
