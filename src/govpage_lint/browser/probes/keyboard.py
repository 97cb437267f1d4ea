"""What keys do on a page, and what only a mouse shows; scripts press and point, nothing is typed."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 8.0
_AFTER_MILLISECONDS: Final = 25
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
    focus; ``vague`` that something changed later, after one of them; ``buttons`` whether Space and
    whether Enter did something on each of those asked about."""

    shortcuts: str
    vague: bool
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
    return Keys("".join(told["shortcuts"]), bool(told["vague"]), answers)


def find_pointed(page: "Page", document: "DocumentSnapshot") -> list[Pointed]:
    """What only a mouse shows in a document. Chromium only. Raises as `Page.ask`."""
    place = (document.path, document.local)
    told = page.ask(place, "hover", _HOVER_LIMITS, seconds=_SECONDS)
    return [Pointed(int(shown), int(at), kind, str(text)) for shown, at, kind, text in told]
