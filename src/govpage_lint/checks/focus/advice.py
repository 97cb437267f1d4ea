"""Decides which keys a page names for getting on, and which controls may tell or do more."""

import re
from functools import cache
from typing import Final, NamedTuple

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

_MODIFIERS: Final = {
    "alt": 1,
    "option": 1,
    "ctrl": 2,
    "control": 2,
    "cmd": 4,
    "command": 4,
    "shift": 8,
}
_COMBINATION: Final = regex(
    r"(?<![a-z0-9+])((?:(?:ctrl|control|alt|option|shift|cmd|command)\s*[+＋\-]\s*)+"
    r"(?:[a-z0-9]|f[0-9]{1,2}|esc(?:ape)?|tab|enter|end|home|delete))(?![a-z0-9])"
    r"|(?<![a-z0-9+])(f[0-9]{1,2}|esc(?:ape)?)(?![a-z0-9])",
    re.IGNORECASE,
)
_CONTROLS: Final = frozenset(("link", "button", "menuitem", "html-summary"))


class Advice(NamedTuple):
    """Keys that a page names, as it writes them: the last of them and those held with it, as the
    sum of 1 for Alt, 2 for Control, 4 for the command key and 8 for Shift."""

    text: str
    key: str
    modifiers: int


def advised_keys(text: str) -> tuple[Advice, ...]:
    """The keys that a text names, in its order, each once; Tab alone is no advice."""
    found: dict[tuple[str, int], Advice] = {}
    for match in _COMBINATION.finditer(text):
        parts = regex(r"\s*[+＋\-]\s*").split(match[0].strip())
        modifiers = sum({_MODIFIERS[part.lower()] for part in parts[:-1]})
        key = parts[-1].lower()
        if (key, modifiers) == ("tab", _MODIFIERS["shift"]):
            continue
        found.setdefault((key, modifiers), Advice(match[0], key, modifiers))
    return tuple(found.values())


def may_tell_more(page: Page, element: Element) -> bool:
    """Whether a control, by its name, may end what holds the focus or tell how to."""
    if page.semantics.role(element) not in _CONTROLS:
        return False
    name = page.semantics.name(element)
    return name is UNKNOWN or words(page, "ways_out").search(name) is not None


def words(page: Page, kind: str) -> re.Pattern[str]:
    """The words of a kind in the table of words for the keyboard, as one pattern."""
    return _pattern(tuple(page.data("keyboard_words")[kind]))


@cache
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return regex("|".join(parts), re.IGNORECASE)
