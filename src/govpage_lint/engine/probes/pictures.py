"""Decides which pictures of a page are read, and waits for what is made out in them.

They are taken from the page first of all and read while it is put to other probes. Pictures of
frames with a window of their own are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.images.pictures import Picture, pictures
from govpage_lint.document.tree import Element
from govpage_lint.engine.reading import Picture as Taken
from govpage_lint.engine.reading import ReadingService
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.semantics.pictures import DrawnText, PictureFacts, Reading
from govpage_lint.semantics.svg_text import drawn_text

if TYPE_CHECKING:
    from concurrent.futures import Future

    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.probing import Live, Probed

# How many pictures a page may have for them to be read, and for how long it is waited, unless all
# are asked for: most pages cost nothing then.
_FEW: Final = 4
_FEW_SECONDS: Final = 5.0
_MANY: Final = 60
_MANY_SECONDS: Final = 60.0
_MAX_DRAWINGS: Final = 40


class Pictures:
    """Reads the text in the pictures of a page."""

    def __init__(self) -> None:
        self._readings: dict[Element, Reading] = {}
        self._coming: list[tuple[Sequence[Element], Future[Reading | None]]] = []
        self._drawn: dict[Element, DrawnText] = {}
        self._until = 0.0

    def is_wanted(self, live: Live) -> bool:
        """Whether there are pictures."""
        return any(pictures(page) for page in live.pages)

    def begin(self, tab: Tab, live: Live) -> None:
        """Take the pictures, and have them read."""
        if not tab.is_chromium or live.reading.use == "never":
            return
        shown = [
            (document, list(pictures(page).values()))
            for document, page in zip(live.documents, live.pages, strict=True)
            if not document.taken.path
        ]
        self._look_into_drawings(tab, [one for _, found in shown for one in found])
        many = live.reading.use == "always"
        unread = self._unread([one for _, found in shown for one in found], live.reading)
        if live.reading.reader is None or not unread or (len(unread) > _FEW and not many):
            return
        limit = _MANY_SECONDS if many else _FEW_SECONDS
        self._until = monotonic() + limit
        wanted = {group[0] for group in list(unread.values())[:_MANY]}
        groups = {group[0]: [one.element for one in group] for group in unread.values()}
        for document, found in shown:
            mine = [one for one in found if one in wanted]
            if mine:
                self._take(tab, document, mine, groups, live.reading, limit)

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames with what was read, as far as it was in time."""
        from govpage_lint.engine.probes.probing import Probed

        for elements, coming in self._coming:
            try:
                found = coming.result(max(0.0, self._until - monotonic()))
            except TimeoutError:
                coming.cancel()
                continue
            if found is not None:
                self._readings.update(dict.fromkeys(elements, found))
        facts = PictureFacts(self._readings, self._drawn)
        return [
            Probed(page.put_to(facts), within)
            for page, within in zip(live.pages, live.within, strict=True)
        ]

    def _look_into_drawings(self, tab: Tab, shown: Iterable[Picture]) -> None:
        from govpage_lint.browser.probes.pictures import svg_files

        addresses: dict[str, list[Picture]] = {}
        for one in shown:
            if one.kind == "image" and _may_be_svg(one):
                addresses.setdefault(one.address, []).append(one)
        files = svg_files(tab, list(addresses)[:_MAX_DRAWINGS]) if addresses else {}
        for address, text in files.items():
            drawn = drawn_text(text)
            self._drawn.update({one.element: drawn for one in addresses[address]})

    def _unread(
        self, shown: Iterable[Picture], reading: ReadingService
    ) -> Mapping[object, list[Picture]]:
        """The pictures that have to be read, those of one address together."""
        groups: dict[object, list[Picture]] = {}
        for one in shown:
            drawn = self._drawn.get(one.element)
            # Letters may be drawn as outlines, too.
            if not one.readable or (drawn is not None and drawn.text):
                continue
            known = reading.known(_key(one))
            if known is not None:
                self._readings[one.element] = known
            else:
                groups.setdefault(_key(one) or one.element, []).append(one)
        return groups

    def _take(
        self,
        tab: Tab,
        document: RenderedDocument,
        mine: Sequence[Picture],
        groups: Mapping[Picture, Sequence[Element]],
        reading: ReadingService,
        seconds: float,
    ) -> None:
        from govpage_lint.browser.probes.pictures import WantedPicture, take_pictures

        numbers = dict(zip(document.document.elements, document.numbers, strict=True))
        wanted = [
            WantedPicture(
                numbers[one.element],
                one.kind,
                one.address,
                (one.box.x, one.box.y, one.box.width, one.box.height),
            )
            for one in mine
        ]
        for place, shot in take_pictures(tab, document.taken, wanted, seconds / 2):
            one = mine[place]
            taken = Taken(shot.png, shot.other, shot.factor, shot.width, shot.height, shot.sure)
            language = document.document.language_of(one.element).partition("-")[0].lower()
            coming = reading.read(taken, language, _key(one))
            if coming is not None:
                self._coming.append((groups[one], coming))


def _key(picture: Picture) -> str | None:
    """By what a reading is kept: the address of a file."""
    return picture.address if picture.kind == "image" and picture.address else None


def _may_be_svg(picture: Picture) -> bool:
    address = picture.address
    if address.startswith("data:"):
        return address.startswith("data:image/svg")
    return "svg" in address.lower()
