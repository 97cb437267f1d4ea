"""Decides how it is written down what pictures of a page show: the words that were read in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.rendered import Rect

# Photographs take so many bytes a pixel as PNG; what is drawn takes less, in small pictures not
# as much less. Measured on photographs and drawn banners: few of one lie beyond, none far beyond.
_GRAIN: Final = 0.95
_SMALL_GRAIN: Final = 1.2
_SMALL: Final = 12_000


class ReadWord(NamedTuple):
    """A word as a reader made it out: how sure it is of it, from 0 to 1, and where it stands."""

    text: str
    confidence: float
    box: Rect


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a picture: its words in reading order, its size in pixels.

    ``more`` are words of other tries at the same picture, for who knows what to expect. ``weight``
    is how many bytes it takes as PNG, ``bare`` whether all of it but the words is of one colour, as
    far as that was looked into. ``sure`` is false where it may be that the picture was not
    seen as people see it, so that having read nothing proves nothing.
    """

    words: tuple[ReadWord, ...]
    width: int
    height: int
    weight: int
    more: tuple[ReadWord, ...] = ()
    sure: bool = True
    bare: bool = False

    @property
    def photographic(self) -> bool:
        """Whether it looks like a photograph: what is read in those may be by chance."""
        pixels = max(self.width * self.height, 1)
        return self.weight / pixels > (_SMALL_GRAIN if pixels < _SMALL else _GRAIN)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """The text that an SVG file writes, and whether it draws nothing else but boxes and lines."""

    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is known of the pictures of a page.

    ``readings`` has those that were read, ``drawn`` those that are SVG files which were looked into;
    in neither is what nobody looked at.
    """

    readings: Mapping[Element, Reading]
    drawn: Mapping[Element, DrawnText]
