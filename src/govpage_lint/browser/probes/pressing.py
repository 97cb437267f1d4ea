"""How keys are pressed in a tab, as a keyboard does it."""

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page

ALT: Final = 1
CONTROL: Final = 2
META: Final = 4
SHIFT: Final = 8


class Key(NamedTuple):
    """A key: its name, that of its place on the keyboard, and its number for old scripts."""

    name: str
    code: str
    number: int


TAB: Final = Key("Tab", "Tab", 9)
ESCAPE: Final = Key("Escape", "Escape", 27)
_NAMED: Final = {
    "esc": ESCAPE,
    "escape": ESCAPE,
    "tab": TAB,
    "enter": Key("Enter", "Enter", 13),
    "end": Key("End", "End", 35),
    "home": Key("Home", "Home", 36),
    "delete": Key("Delete", "Delete", 46),
}


def key_named(name: str) -> Key | None:
    """A key by what people write for it: "m", "F6", "Esc"; None where that is no key."""
    if len(name) == 1 and name.isascii() and name.isalnum():
        code = f"Digit{name}" if name.isdigit() else f"Key{name.upper()}"
        return Key(name.lower(), code, ord(name.upper()))
    if name[:1] in "fF" and name[1:].isdigit() and 1 <= int(name[1:]) <= 12:
        return Key(name.upper(), name.upper(), 111 + int(name[1:]))
    return _NAMED.get(name.lower())


def press(page: "Page", key: Key, modifiers: int = 0) -> None:
    """Press a key and let it go again; it writes nothing. Chromium only."""
    event = {
        "key": key.name,
        "code": key.code,
        "windowsVirtualKeyCode": key.number,
        "nativeVirtualKeyCode": key.number,
        "modifiers": modifiers,
    }
    page.devtools("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
    page.devtools("Input.dispatchKeyEvent", {"type": "keyUp", **event})
