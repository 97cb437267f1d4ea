"""Decides what is hidden, from whom and why: from all, or from assistive technology.

One pass over the page, in tree order, so that each element asks its parent only.
"""

from typing import Final

from govpage_lint.document.tree import SVG, Document, Element
from govpage_lint.semantics import tables
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.unknown import UNKNOWN

# SVG elements that are never painted where they stand (SVG 2, 5.5), and those that describe.
_SVG_UNPAINTED: Final = frozenset(
    """clipPath defs desc filter linearGradient marker mask metadata pattern radialGradient script
    style symbol title""".split()
)
_VISIBILITY: Final = frozenset(("visibility",))
_FROM_ALL: Final = frozenset(("head", "noscript", "script", "style", "template"))


class Exposure:
    """Why each element is hidden.

    All lists are by the element's place in tree order. ``gone``: why nobody gets it (None where
    they do): "display", "hidden", "details", "dialog", "popover", "noscript", "template", "head",
    "script", "style", "fallback", "object" (the fallback of an object that may not load), "svg".
    ``veiled``: why only assistive technology does not get it: "aria-hidden", "inert".
    ``invisible``: 1 where ``visibility`` hides it; ``unsure``: 1 where a style that could not be
    read decides; ``inert``: 1 where it is inert. ``textless``: elements whose own text is hidden
    and they are not.
    """

    def __init__(self, document: Document, styles: StyleFacts) -> None:
        self.document = document
        self._styles = styles
        self._table = tables.html()
        size = len(document.elements)
        self.gone: list[str | None] = [None] * size
        self.veiled: list[str | None] = [None] * size
        self.invisible = bytearray(size)
        self.unsure = bytearray(size)
        self.inert = bytearray(size)
        self.displays: list[str] = [""] * size
        self.textless: set[Element] = set()
        self._maps: set[str] = self._used_maps()
        self._run()

    def hides(self, element: Element) -> bool:
        """Whether assistive technology does not get it, as far as is known."""
        place = element.order
        return bool(self.gone[place] or self.veiled[place] or self.invisible[place])

    def hides_from_all(self, element: Element) -> bool:
        """Whether nobody gets it, as far as is known."""
        return self.gone[element.order] is not None or bool(self.invisible[element.order])

    def hides_itself(self, element: Element) -> bool:
        """Whether it keeps itself, and not only its place, from assistive technology."""
        return _why_veiled(element) is not None

    def _used_maps(self) -> set[str]:
        names = self.document.by_name
        return {
            element.attributes["usemap"].removeprefix("#")
            for name in ("img", "object")
            for element in names.get(name, ())
            if "usemap" in element.attributes
        }

    def _run(self) -> None:
        gone, veiled, unsure = self.gone, self.veiled, self.unsure
        inert, invisible, displays = self.inert, self.invisible, self.displays
        value, declarers = self._styles.value, self._styles.declarers(_VISIBILITY)
        elements = self.document.elements
        for place, (element, display) in enumerate(
            zip(elements, self._styles.values("display"), strict=True)
        ):
            parent = element.parent
            above = parent.order if parent is not None else -1
            if above >= 0:
                if gone[above] is not None:
                    gone[place], veiled[place] = gone[above], veiled[above]
                    continue
                veiled[place], unsure[place] = veiled[above], unsure[above]
                inert[place] = inert[above]
            if display is UNKNOWN:
                unsure[place] = 1
            else:
                displays[place] = display
            gone[place] = self._why_gone(element, parent, display == "none")
            if declarers is not None and above >= 0 and element not in declarers.elements:
                if declarers.complete:
                    invisible[place] = invisible[above]
                else:
                    unsure[place] = 1
            else:
                visibility = value(element, "visibility")
                if visibility is UNKNOWN:
                    unsure[place] = 1
                elif visibility != "visible":
                    invisible[place] = 1
            attributes = element.attributes
            if "inert" in attributes and element.is_html:
                inert[place] = 1
            if veiled[place] is None and ("aria-hidden" in attributes or "inert" in attributes):
                veiled[place] = _why_veiled(element)

    def _why_gone(self, element: Element, parent: Element | None, undisplayed: bool) -> str | None:
        name, attributes = element.local_name, element.attributes
        if not element.is_html:
            if element.namespace_url == SVG and name in _SVG_UNPAINTED:
                return "svg"
            return "display" if undisplayed else None
        if name in _FROM_ALL:
            return name
        if undisplayed:
            if name == "area":
                # Browsers do not display areas, and expose them through the image.
                return None if self._maps else "display"
            return _why_undisplayed(name, attributes)
        if "hidden" in attributes and attributes["hidden"].lower() == "until-found":
            return "hidden"
        if name == "details" and "open" not in attributes:
            self.textless.add(element)
        if parent is not None and parent.is_html:
            if parent.local_name == "details" and parent in self.textless:
                return None if is_first_summary(element) else "details"
            if parent.local_name in self._table.fallback:
                return _why_fallback(parent)
        return None


def _why_undisplayed(name: str, attributes: dict[str, str]) -> str:
    """The author's reason for an element that is not displayed."""
    if "hidden" in attributes:
        return "hidden"
    if name == "dialog" and "open" not in attributes:
        return "dialog"
    if "popover" in attributes:
        return "popover"
    return "display"


def _why_veiled(element: Element) -> str | None:
    attributes = element.attributes
    hidden = attributes.get("aria-hidden")
    if hidden is not None and hidden.strip().lower() == "true":
        return "aria-hidden"
    return "inert" if "inert" in attributes and element.is_html else None


def _why_fallback(parent: Element) -> str | None:
    """Why the content of an element with an alternative is hidden: an object may fail to load."""
    if parent.local_name != "object":
        return "fallback"
    return "object" if "data" in parent.attributes else None


def is_first_summary(element: Element) -> bool:
    """Whether it is the summary that opens the details around it."""
    parent = element.parent
    if element.local_name != "summary" or parent is None or parent.local_name != "details":
        return False
    node = element.previous
    while node is not None:
        if node.local_name == "summary":
            return False
        node = node.previous
    return True
