"""What keys do on a page, and what only a mouse shows; scripts press and point, nothing is typed."""

import string
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from govpage_lint.browser.probes.sheets import style_sheets
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 8.0
_AFTER_MILLISECONDS: Final = 25
_GROUP: Final = "govpage-lint"
_NODE: Final = 'window[Symbol.for("govpage-lint.nodes")].documents[0][%d]'
_MOUSE: Final = frozenset(
    "click mousedown mouseup pointerdown pointerup touchstart touchend change input".split()
)
_CHARACTERS: Final = string.ascii_lowercase + string.digits + "+-=/?.,;'[] *#!@<>"
_HOVER_LIMITS: Final = {
    "after": _AFTER_MILLISECONDS,
    "all": 1500,
    "rules": 600,
    "each": 40,
    "candidates": 40,
    "siblings": 1,
    "handles": 2,
    "most": 20,
}


@dataclass(frozen=True, slots=True)
class Keys:
    """What keys did: ``shortcuts`` are the characters that changed something while nothing had the
    focus; ``buttons`` whether Space and whether Enter did something on each of those asked about;
    ``sensors`` the events of moving the device that changed something."""

    shortcuts: str
    sensors: tuple[str, ...]
    buttons: Mapping[int, tuple[bool, bool]]


@dataclass(frozen=True, slots=True)
class Pointed:
    """What is shown only to who points at something, with its text."""

    shown: int
    at: int
    kind: Literal["menu", "tip"]
    text: str


def press_keys(page: "Page", document: "DocumentSnapshot", buttons: Sequence[int]) -> Keys:
    """What keys do in a document and on some buttons of it. Chromium only. Raises as `Page.ask`."""
    limits = {"keys": list(_CHARACTERS), "after": _AFTER_MILLISECONDS, "fields": 60}
    place = (document.path, document.local)
    told: Mapping[str, Any] = page.ask(place, "keys", list(buttons), limits, seconds=_SECONDS)
    answers = {int(one): (bool(space), bool(enter)) for one, space, enter in told["buttons"]}
    return Keys("".join(told["shortcuts"]), tuple(told["sensors"]), answers)


def find_pointed(page: "Page", document: "DocumentSnapshot") -> list[Pointed]:
    """What only a mouse shows in a document. Chromium only. Raises as `Page.ask`."""
    place = (document.path, document.local)
    foreign = dict(style_sheets(page, document).foreign)
    told = page.ask(place, "hover", foreign, _HOVER_LIMITS, seconds=_SECONDS)
    return [Pointed(int(shown), int(at), kind, str(text)) for shown, at, kind, text in told]


def find_listening(page: "Page", document: "DocumentSnapshot", numbers: Sequence[int]) -> set[int]:
    """Which elements listen to what a mouse does; all of them where the page as a whole does.

    Of the page itself only, not of its frames. Chromium only.
    """
    if document.path or document.local:
        return set(numbers)
    # The guard listens, too.
    own = 1 if page.guarded else 0
    if _listens(page, "window", own) or _listens(page, "document"):
        return set(numbers)
    return {number for number in numbers if _listens(page, _NODE % number)}


def _listens(page: "Page", expression: str, ours: int = 0) -> bool:
    asked = {"expression": expression, "objectGroup": _GROUP}
    handle = page.devtools("Runtime.evaluate", asked).get("result", {}).get("objectId")
    if handle is None:
        return False
    told = page.devtools("DOMDebugger.getEventListeners", {"objectId": handle})
    page.devtools("Runtime.releaseObjectGroup", {"objectGroup": _GROUP})
    return sum(one["type"] in _MOUSE for one in told.get("listeners", ())) > ours
