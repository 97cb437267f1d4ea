"""What a page is at one moment, as plain values: its tree, styles and boxes, in all its frames.

`take_snapshot` is the door. One script brings the document of the tab with all frames that it may
read, one more each frame of another origin. (Chromium's DOMSnapshot was measured against it: it
takes twice as long, and tells no style of what has no box.) What Chromium itself computed for
assistive technology is asked of DevTools, see accessibility.py.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from govpage_lint.browser.errors import BrowserError, DocumentGone, DriverFailure, Note, PageBusy
from govpage_lint.records import dataclass, field, replace

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

    from govpage_lint.browser.page import Page

ELEMENT: Final = 1
TEXT: Final = 3
COMMENT: Final = 8

# Computed values of these are lengths on the page, different from element to element.
MOVING: Final = tuple(
    """
    width height left top right bottom margin-left margin-top margin-right margin-bottom transform
    """.split()
)
SETTLED: Final = tuple(
    """
    display visibility position float content-visibility opacity min-width min-height max-width
    max-height clip clip-path overflow-x overflow-y z-index pointer-events text-indent font-size
    font-weight font-style font-family line-height letter-spacing word-spacing text-align
    text-transform text-decoration-line text-shadow color background-color background-image
    list-style-type white-space outline-style outline-width cursor user-select direction
    unicode-bidi content box-shadow appearance animation-name filter mix-blend-mode
    -webkit-text-fill-color background-clip writing-mode text-overflow vertical-align
    list-style-image border-top-style border-bottom-style border-left-style border-right-style
    border-top-width border-bottom-width border-left-width border-right-width border-bottom-color
    border-top-color border-left-color border-right-color text-decoration-color rotate scale
    -webkit-text-stroke-width isolation perspective padding-top padding-right padding-bottom
    padding-left background-size mask-image color-scheme
    """.split()
)
_NAMESPACES: Final = (
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/Math/MathML",
)
_OTHER_NAMESPACE: Final = 10
_MAX_FRAMES: Final = 60


@dataclass(frozen=True, slots=True)
class SnapshotLimits:
    """How much of a page is taken: `nodes` and `characters` (of distinct strings) in all its frames.

    `value` is the number of characters of one attribute or text, `lines` that of the boxes of one
    text; `seconds` is for the whole, `frame_seconds` for a frame of another origin to answer.
    `accessibility` says of which documents Chromium is asked for its roles and names, which takes
    longer than all else: of "all", of those with custom elements, whose scripts may name them in
    ways that nobody else sees ("components"), or of none and not for listeners either. `view` says
    that the page was taken before, and stands in another window now: what was in it then is told
    by `same`.
    """

    nodes: int = 200_000
    characters: int = 50_000_000
    value: int = 100_000
    lines: int = 20
    seconds: float = 60.0
    frame_seconds: float = 10.0
    accessibility: Literal["all", "components", "none"] = "components"
    view: bool = False


class Box(NamedTuple):
    """The box of an element in CSS pixels; `x` and `y` count from the corner of its document."""

    x: float
    y: float
    width: float
    height: float
    client_width: float
    client_height: float
    scroll_width: float
    scroll_height: float


class Rect(NamedTuple):
    """A rectangle in CSS pixels, from the corner of its document."""

    x: float
    y: float
    width: float
    height: float


class Media(NamedTuple):
    """How an `audio` or `video` plays; `duration` in seconds, None where unknown or without end.

    `has_audio` and `has_video` are None where the browser does not tell.
    """

    duration: float | None
    paused: bool
    muted: bool
    volume: float
    loop: bool
    has_audio: bool | None
    has_video: bool | None


class LoadedImage(NamedTuple):
    """The own size of an image, 0 where it failed to load, and the address that was chosen."""

    width: int
    height: int
    complete: bool
    address: str


class BrowserNode(NamedTuple):
    """An element of the browser's accessibility tree: Chromium's word for its role, and its name."""

    role: str
    name: str


type Row = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentSnapshot:
    """The document of the tab or of a frame; its nodes are numbered in tree order, from 0, the root.

    The tree is the flat one: shadow trees stand in their hosts, slotted nodes in their slots.

    `parents` has -1 for the root; `kinds` ELEMENT, TEXT or COMMENT; `names` the name of an element
    or the text. By number, where there is something to tell: `attributes`; `namespaces` other
    than HTML's; `light`, the parent in the document for a node that stands in a slot; `shadows`,
    the number of the shadow tree that a node was written in; `texts`, the boxes of a text's lines;
    `pieces`, those of an element that has several, as one that runs over lines;
    `states`, "checked", "selected" or "indeterminate"; `values`, what stands in a field that is not
    what its markup says; `media` and `images`. `boxes` are those of what is drawn. `rows`
    are places in the tables `settled` and `moving` of computed values, in the order of SETTLED and
    MOVING; `pseudos` are those of ::before and ::after. `frame` is the number of the document and
    of the element that the frame stands in, None for the tab's own. `size` is how far it scrolls,
    `view` what of it is seen.

    `accessible` is what of it is in the browser's own accessibility tree, `clickable` what listens
    to clicks; both None where the browser does not tell, or was not asked.

    A probe finds a node by its number, in the window that the frames of `path` lead to, in the
    document of the number `local` there. `same` has, in a view, the numbers that nodes had before.
    """

    url: str
    base: str
    title: str
    mode: str
    content_type: str
    charset: str
    doctype: tuple[str, str, str] | None
    frame: tuple[int, int] | None
    size: tuple[float, float]
    view: tuple[float, float]
    parents: tuple[int, ...]
    kinds: tuple[int, ...]
    names: tuple[str, ...]
    attributes: Mapping[int, Mapping[str, str]]
    namespaces: Mapping[int, str]
    light: Mapping[int, int]
    shadows: Mapping[int, int]
    rows: tuple[Row | None, ...]
    boxes: tuple[Box | None, ...]
    pseudos: Mapping[int, tuple[Row | None, Row | None]]
    texts: Mapping[int, tuple[Rect, ...]]
    pieces: Mapping[int, tuple[Rect, ...]]
    states: Mapping[int, str]
    values: Mapping[int, str]
    media: Mapping[int, Media]
    images: Mapping[int, LoadedImage]
    settled: tuple[tuple[str, ...], ...] = field(repr=False)
    moving: tuple[tuple[str, ...], ...] = field(repr=False)
    accessible: Mapping[int, BrowserNode] | None = None
    clickable: frozenset[int] | None = None
    path: tuple["WebElement", ...] = field(default=(), repr=False)
    local: int = 0
    same: Mapping[int, int] = field(default=MappingProxyType({}), repr=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page with its frames; the first document is the tab's own.

    `complete` is false where a limit was reached: what is missing in it proves nothing then.
    """

    documents: tuple[DocumentSnapshot, ...]
    complete: bool = True
    notes: tuple[Note, ...] = ()
    timings: Mapping[str, float] = MappingProxyType({})


def take_snapshot(page: "Page", limits: SnapshotLimits | None = None) -> Snapshot:
    """The page that stands in the tab, with its frames.

    Frames that cannot be read are a note. Raises DocumentGone when the page goes elsewhere
    meanwhile, PageBusy when its scripts never pause, DriverFailure when the browser died.
    """
    from govpage_lint.browser.accessibility import with_accessibility

    taking = _Taking(page, limits or SnapshotLimits())
    began = time.monotonic()
    taking.take()
    walked = time.monotonic()
    documents = tuple(taking.documents)
    notes = taking.notes
    timings = {"snapshot": walked - began}
    asked = taking.limits.accessibility
    if asked != "none" and page.is_chromium and not taking.cut:
        documents, told = with_accessibility(page, documents, every=asked == "all")
        notes = [*notes, *told]
        timings["accessibility"] = time.monotonic() - walked
    return Snapshot(documents, not taking.cut, tuple(notes), MappingProxyType(timings))


class _Taking:
    """One snapshot in the making: the frames still to visit, and what is left of the limits."""

    def __init__(self, page: "Page", limits: SnapshotLimits) -> None:
        self.page = page
        self.limits = limits
        self.documents: list[DocumentSnapshot] = []
        self.notes: list[Note] = []
        self.cut = False
        self._nodes = limits.nodes
        self._characters = limits.characters
        self._until = time.monotonic() + limits.seconds

    def take(self) -> None:
        waiting: list[tuple[tuple[WebElement, ...], tuple[int, int] | None]] = [((), None)]
        visited = 0
        try:
            while waiting and not self.cut:
                path, place = waiting.pop(0)
                visited += 1
                if visited > _MAX_FRAMES or time.monotonic() > self._until:
                    self._unseen(place, "There are too many frames, or they take too long")
                    break
                for element, inside in self._visit(path, place):
                    if element is None:
                        self._unseen(inside, "A frame within a frame could not be read")
                    else:
                        waiting.append(((*path, element), inside))
        finally:
            if visited > 1:
                self.page.enter((), seconds=self.limits.seconds)
        if self.cut:
            text = f"The page is too large for a snapshot of {self.limits.nodes} nodes."
            self.notes.append(Note("snapshot-limit", text, nodes=self.limits.nodes))

    def _visit(
        self, path: tuple["WebElement", ...], place: tuple[int, int] | None
    ) -> list[tuple["WebElement | None", tuple[int, int]]]:
        """Take the documents of one target; gives back the frames that it could not look into."""
        try:
            self.page.enter(path, seconds=self.limits.frame_seconds)
            got = self._ask(self.limits.seconds if place is None else self.limits.frame_seconds)
        except DriverFailure:
            raise
        except (BrowserError, json.JSONDecodeError) as error:
            if place is None:
                raise
            gone = isinstance(error, DocumentGone | PageBusy)
            self._unseen(place, "A frame did not load" if gone else "A frame could not be read")
            return []
        told = json.loads(got["text"])
        if place is not None and any(one["error"] for one in told["documents"][:1]):
            self._unseen(place, "A frame did not load")
            return []
        first = len(self.documents)
        for local, document in enumerate(_decoded(told)):
            within = document.frame
            frame = place if within is None else (within[0] + first, within[1])
            self.documents.append(replace(document, frame=frame, path=path, local=local))
            self._nodes -= len(document.kinds)
        self._characters -= sum(map(len, told["strings"]))
        self.cut = self.cut or bool(told["cut"])
        return [
            (element, (inside[0] + first, inside[1]))
            for element, inside in zip(got["frames"], told["closed"], strict=True)
        ]

    def _ask(self, seconds: float) -> Mapping[str, Any]:
        limits = {
            "nodes": self._nodes,
            "characters": self._characters,
            "value": self.limits.value,
            "lines": self.limits.lines,
            "view": self.limits.view,
        }
        got: Mapping[str, Any] = self.page.run("snapshot", limits, SETTLED, MOVING, seconds=seconds)
        return got

    def _unseen(self, place: tuple[int, int] | None, why: str) -> None:
        """Say that a frame is not in the snapshot, once for each reason."""
        note = Note("frame-not-seen", f"{why}: only axe looked into it.")
        if place is not None and note not in self.notes:
            self.notes.append(note)


def _decoded(told: Mapping[str, Any]) -> Iterator[DocumentSnapshot]:
    """The documents of one answer of snapshot.js, which writes strings and rows once."""
    strings: Sequence[str] = told["strings"]
    settled = tuple(tuple(row.split("\0")) for row in told["settled"])
    moving = tuple(tuple(row.split("\0")) for row in told["moving"])
    for one in told["documents"]:
        columns = one["columns"]
        doctype = one["doctype"]
        yield DocumentSnapshot(
            url=str(one["url"]),
            base=str(one["base"] or ""),
            title=str(one["title"]),
            mode="quirks" if one["mode"] == "BackCompat" else "no quirks",
            content_type=str(one["kind"]),
            charset=str(one["charset"]),
            doctype=None if doctype is None else (doctype[0], doctype[1], doctype[2]),
            frame=None if one["from"] is None else (one["from"][0], one["from"][1]),
            size=(one["width"], one["height"]),
            view=(one["view"][0], one["view"][1]),
            parents=tuple(columns["parents"]),
            kinds=tuple(columns["kinds"]),
            names=tuple(strings[name] for name in columns["names"]),
            attributes={
                place: {
                    strings[pairs[at]]: strings[pairs[at + 1]] for at in range(0, len(pairs), 2)
                }
                for place, pairs in enumerate(columns["attributes"])
                if pairs
            },
            namespaces={
                place: _NAMESPACES[space]
                if space < _OTHER_NAMESPACE
                else strings[space - _OTHER_NAMESPACE]
                for place, space in columns["namespaces"]
            },
            light=dict(columns["light"]),
            shadows=dict(columns["shadows"]),
            rows=tuple((row[0], row[1]) if row else None for row in columns["styles"]),
            boxes=tuple(Box(*box) if box else None for box in columns["boxes"]),
            pseudos={place: (_row(b), _row(a)) for place, b, a in columns["pseudos"]},
            texts={place: _rects(numbers) for place, numbers in columns["texts"]},
            pieces={place: _rects(numbers) for place, numbers in columns["pieces"]},
            states=dict(columns["states"]),
            values={place: strings[value] for place, value in columns["values"]},
            media={place: Media(*told) for place, *told in columns["media"]},
            images={
                place: LoadedImage(int(width), int(height), bool(complete), strings[address])
                for place, width, height, complete, address in columns["images"]
            },
            settled=settled,
            moving=moving,
            same=dict(columns["same"]),
        )


def _row(row: Sequence[int] | None) -> Row | None:
    return (row[0], row[1]) if row else None


def _rects(numbers: Sequence[float]) -> tuple[Rect, ...]:
    return tuple(Rect(*numbers[at : at + 4]) for at in range(0, len(numbers), 4))
