"""Decides which elements hold something at all, for people who see and for those who listen.

One pass over a page answers for every element, however deep: what is in an element is a stretch of
the elements in tree order.
"""

from collections.abc import Callable
from typing import Final

from govpage_lint.document.numbers import sums
from govpage_lint.document.tree import Document, Element, Text

# What shows or offers something without any text in it.
_CONTROLS: Final = frozenset(("button", "input", "meter", "progress", "select", "textarea"))
_MEDIA: Final = frozenset(("audio", "embed", "iframe", "math", "object", "video"))
_PICTURES: Final = frozenset(("canvas", "img", "picture", "svg"))


# White space that no one calls so, in the middle of texts of word processors.
_UNSEEN: Final = " \t\n\f\r\u00a0\u00ad\u200b\u200c\u200d\u2060\u3000\ufeff"


def is_blank(text: str) -> bool:
    """Whether there is nothing to read in a text."""
    return not text.strip(_UNSEEN)


def _has_text(element: Element) -> bool:
    for child in element.children:  # noqa: SIM110 - any() takes twice as long, for every element
        if type(child) is Text and child.data.strip(_UNSEEN):
            return True
    return False


class Contents:
    """Texts, pictures and controls of a page, counted.

    ``heard`` says whether assistive technology gets an element, ``seen`` whether people see it,
    ``is_named`` whether a picture has a name.
    """

    def __init__(
        self,
        document: Document,
        heard: Callable[[Element], bool],
        seen: Callable[[Element], bool],
        is_named: Callable[[Element], bool],
    ) -> None:
        size = len(document.elements)
        hears, sees, controls = bytearray(size), bytearray(size), bytearray(size)
        for place, element in enumerate(document.elements):
            name = element.local_name
            if name in _CONTROLS:
                filled = element.attributes.get("type") != "hidden"
                controls[place] = filled
            else:
                filled = name in _MEDIA or _has_text(element)
            if filled or name in _PICTURES:
                sees[place] = seen(element)
                hears[place] = heard(element) and (filled or is_named(element))
        self._heard = sums(hears)
        self._seen = sums(sees)
        self._controls = sums(controls)

    def heard(self, element: Element) -> bool:
        """Whether something in an element is there for assistive technology."""
        return self._heard[element.last + 1] > self._heard[element.order]

    def seen(self, element: Element) -> bool:
        """Whether something in an element is there for people who see."""
        return self._seen[element.last + 1] > self._seen[element.order]

    def controls(self, element: Element) -> int:
        """How many form controls are in an element."""
        return self._controls[element.last + 1] - self._controls[element.order]
