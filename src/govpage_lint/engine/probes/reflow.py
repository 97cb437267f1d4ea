"""Decides what becomes of the text of a page when it is enlarged, narrowed or spaced out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.semantics.reflowed import CutText, ReflowFacts, WideText

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.probes.layout import Cut
    from govpage_lint.engine.probes.probing import Live, Probed

# A window of 1280 × 1024 at 200 %, and at 400 %.
_ZOOMED: Final = (640, 512)
_NARROW: Final = (320, 256)
# What may need two dimensions: WCAG 1.4.10 names images, maps, diagrams, video, games,
# presentations, data tables and interfaces with toolbars; code is read by its lines.
_EXEMPT_NAMES: Final = (
    "svg", "canvas", "video", "audio", "object", "embed", "iframe", "math", "pre", "code", "map",
    "figure", "select", "textarea",
)  # fmt: skip
_EXEMPT_ROLES: Final = frozenset(
    ("table", "grid", "treegrid", "toolbar", "tree", "img", "application", "code", "math")
)
_MOST_DOCUMENTS: Final = 4
_MOST_INSIDE: Final = 300
_DATA: Final = frozenset(("th", "caption", "thead"))


class Reflow:
    """Looks for text that is cut off or too wide in other windows and with other spacing."""

    def is_wanted(self, live: Live) -> bool:
        """Whether there is any text on the page."""
        return any(page.rendered is not None and page.rendered.texts for page in live.pages)

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames with what became of their text."""
        from govpage_lint.browser.probes.layout import find_cut, find_cut_spaced, find_wide, windows
        from govpage_lint.browser.probes.sheets import style_sheets
        from govpage_lint.engine.probes.probing import Probed

        if not tab.is_chromium:
            return ()
        documents = live.documents[:_MOST_DOCUMENTS]
        places = range(len(documents))
        taken = [document.taken for document in documents]
        usual = [find_cut_spaced(tab, one) for one in taken]
        with windows(tab, _ZOOMED, _NARROW) as sizes:
            next(sizes)
            zoomed = [find_cut(tab, one) for one in taken]
            next(sizes)
            # A frame is as wide as its page makes it.
            wide = find_wide(tab, taken[0], list(_exempt(documents[0], live.pages[0])))
        found: list[Probed] = []
        for place in places:
            elements = _elements(documents[place])
            facts = ReflowFacts(
                tuple(_cuts(zoomed[place], elements, usual[place][0])),
                tuple(_cuts(usual[place][1], elements, ())),
                tuple(
                    WideText(elements[one.element], one.text, one.end, one.little)
                    for one in (wide if place == 0 else ())
                    if one.element in elements
                ),
                style_sheets(tab, taken[place]).complete,
            )
            found.append(Probed(live.pages[place].put_to(facts), live.within[place]))
        return found


def _elements(document: RenderedDocument) -> dict[int, Element]:
    return dict(zip(document.numbers, document.document.elements, strict=True))


def _cuts(
    cuts: Iterable[Cut], elements: dict[int, Element], usual: Iterable[Cut]
) -> Iterator[CutText]:
    before = {(cut.by, cut.axis) for cut in usual}
    for cut in cuts:
        element = elements.get(cut.by)
        if element is not None:
            always = (cut.by, cut.axis) in before
            yield CutText(element, cut.axis, cut.text, always, cut.clamped, cut.moved)


def _exempt(document: RenderedDocument, page: Page) -> Iterator[int]:
    """The numbers of what may be wide."""
    role = page.semantics.role
    for number, element in zip(document.numbers, document.document.elements, strict=True):
        may_have_role = element.local_name == "table" or "role" in element.attributes
        if element.local_name in _EXEMPT_NAMES or (
            may_have_role and role(element) in _EXEMPT_ROLES and not _is_layout(element)
        ):
            yield number


def _is_layout(element: Element) -> bool:
    """Whether a table lacks all that tables of data have."""
    if element.local_name != "table":
        return False
    if element.attributes.get("border", "0").strip() not in ("", "0"):
        return False
    end = min(element.last, element.order + _MOST_INSIDE)
    inner = element.document.elements[element.order + 1 : end + 1]
    return not any(one.local_name in _DATA or "scope" in one.attributes for one in inner)
