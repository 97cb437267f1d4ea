"""Pictures of a page as PNG, each alone and whole, and the texts of its SVG files."""

import base64
import binascii
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import unquote_to_bytes

from govpage_lint.browser.errors import BrowserError, DocumentGone, DriverFailure
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

type PictureKind = Literal["image", "background", "canvas", "drawing"]

# Letters are read best in a middling size: small pictures are taken twice as large as well, and of
# large ones a version with so many pixels.
_SMALL: Final = 80_000
_LARGE: Final = 400_000
_MIDDLING: Final = 150_000
_SHEET_SECONDS: Final = 5.0
_LOAD_SECONDS: Final = 1.0
_WIDTH: Final = 1240
_HEIGHT: Final = 1000
_MAX_SVG: Final = 200_000
_SVG: Final = "image/svg"


class WantedPicture(NamedTuple):
    """A node of a snapshot, in which way it is a picture, and the address of an "image".

    A "drawing" is taken where it stands, all others from a copy.
    """

    number: int
    kind: PictureKind
    address: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture as PNG in its own size, and in another one, so many times as large, to be read better.

    ``sure`` is false where it stands on a ground that is not known, so that it may look otherwise.
    """

    png: bytes
    other: bytes | None
    factor: float
    width: int
    height: int
    sure: bool


def take_pictures(
    page: "Page", document: "DocumentSnapshot", wanted: Sequence[WantedPicture], seconds: float
) -> Iterator[tuple[int, TakenPicture]]:
    """Each picture with its place in ``wanted``, as it is taken; what cannot be shown is left out.

    The page is as it was in the end. Chromium only; documents of the tab's own window only. Stops
    after so many ``seconds``. Raises as `Page.run`.
    """
    until = time.monotonic() + seconds
    for place, one in enumerate(wanted):
        if one.kind == "drawing" and time.monotonic() < until:
            taken = _take(page, one.box, sure=True)
            if taken is not None:
                yield place, taken
    left = [place for place, one in enumerate(wanted) if one.kind != "drawing"]
    try:
        while left and time.monotonic() < until:
            shown = _lay_out(page, document, [wanted[place] for place in left])
            later = [place for place, box in zip(left, shown, strict=True) if box == "later"]
            for place, box in zip(left, shown, strict=True):
                if isinstance(box, list) and time.monotonic() < until:
                    taken = _take(page, tuple(box[:4]), sure=bool(box[4]))
                    if taken is not None:
                        yield place, taken
            left = later if len(later) < len(left) else []
    finally:
        with suppress(DocumentGone):
            page.run("picture_sheet_away", seconds=_SHEET_SECONDS)


def _lay_out(
    page: "Page", document: "DocumentSnapshot", wanted: Sequence[WantedPicture]
) -> list[Any]:
    limits = {"width": _WIDTH, "height": _HEIGHT, "load": _LOAD_SECONDS * 1000}
    items = [[one.number, one.kind, one.address] for one in wanted]
    found: list[Any] = page.run(
        "picture_sheet", document.local, items, limits, seconds=_SHEET_SECONDS
    )
    return found


def _take(page: "Page", box: Sequence[float], *, sure: bool) -> TakenPicture | None:
    width, height = box[2:]
    png = _shot(page, box, 1)
    if png is None:
        return None
    factor = _factor(width * height)
    other = _shot(page, box, factor) if factor != 1 else None
    return TakenPicture(png, other, factor, round(width), round(height), sure)


def _factor(pixels: float) -> float:
    if pixels <= _SMALL:
        return 2.0
    return float((_MIDDLING / pixels) ** 0.5) if pixels >= _LARGE else 1.0


def _shot(page: "Page", box: Sequence[float], scale: float) -> bytes | None:
    x, y, width, height = box
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": scale}
    told = page.devtools(
        "Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True}
    )
    try:
        return base64.b64decode(told.get("data", ""), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def svg_files(page: "Page", addresses: Iterable[str]) -> dict[str, str]:
    """The text of those addresses that are SVG files which the page has loaded.

    Chromium only. Raises DriverFailure when the browser died.
    """
    found: dict[str, str] = {}
    asked = []
    for address in addresses:
        if address.startswith("data:"):
            text = _written(address)
            if text is not None:
                found[address] = text
        else:
            asked.append(address)
    if not asked:
        return found
    try:
        tree = page.devtools("Page.getResourceTree", {})["frameTree"]
        loaded = dict(_loaded(tree))
        for address in asked:
            frame = loaded.get(address.partition("#")[0])
            if frame is not None:
                text = _content(page, frame, address.partition("#")[0])
                if text is not None:
                    found[address] = text
    except DriverFailure:
        raise
    except (BrowserError, KeyError):
        pass
    return found


def _loaded(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The SVG files of a frame and the frames in it, with the frame that loaded them."""
    trees = [tree]
    while trees:
        one = trees.pop()
        for resource in one.get("resources", ()):
            if str(resource.get("mimeType", "")).startswith(_SVG):
                yield resource["url"], one["frame"]["id"]
        trees.extend(one.get("childFrames", ()))


def _content(page: "Page", frame: str, address: str) -> str | None:
    told = page.devtools("Page.getResourceContent", {"frameId": frame, "url": address})
    content = str(told.get("content", ""))
    if len(content) > _MAX_SVG:
        return None
    if told.get("base64Encoded"):
        try:
            return base64.b64decode(content).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return None
    return content


def _written(address: str) -> str | None:
    """The SVG that is written in an address itself."""
    head, comma, body = address[5:].partition(",")
    kind, *parameters = (part.strip().lower() for part in head.split(";"))
    if not comma or not kind.startswith(_SVG) or len(body) > _MAX_SVG:
        return None
    data = unquote_to_bytes(body)
    if "base64" in parameters:
        try:
            data = base64.b64decode(b"".join(data.split()))
        except (binascii.Error, ValueError):
            return None
    return data.decode("utf-8", "replace")
