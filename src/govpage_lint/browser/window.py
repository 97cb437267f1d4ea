"""In which window a page is shown: its size, whether it is a phone's, and what its user prefers."""

from typing import TYPE_CHECKING, Any, Final

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page

_WRITTEN: Final = regex(r"(\d{2,5})x(\d{2,5})((?::[a-z-]+)*)")
_SMALLEST: Final = 100
_LARGEST: Final = 8_000
# What a user may prefer, and how CSS asks for it.
_PREFERENCES: Final = {
    "dark": ("prefers-color-scheme", "dark"),
    "reduced-motion": ("prefers-reduced-motion", "reduce"),
    "forced-colors": ("forced-colors", "active"),
    "more-contrast": ("prefers-contrast", "more"),
}
_PHONE: Final = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{version}.0.0.0 Mobile Safari/537.36"
)


class WindowError(ValueError):
    """A window that cannot be: one line that says why."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window of so many CSS pixels. ``mobile``: a phone, with touch, its meta viewport and a phone's
    user agent. ``prefers`` are names of _PREFERENCES."""

    width: int = 1280
    height: int = 1024
    mobile: bool = False
    prefers: tuple[str, ...] = ()

    def __str__(self) -> str:
        more = (*(("mobile",) if self.mobile else ()), *self.prefers)
        return ":".join((f"{self.width}x{self.height}", *more))


def window(text: str) -> Window:
    """The window that a text such as "320x256" or "390x844:mobile:dark" means. Raises WindowError."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise WindowError(f"{text} is no window; write 1280x1024, or 390x844:mobile")
    width, height = int(found[1]), int(found[2])
    if not all(_SMALLEST <= side <= _LARGEST for side in (width, height)):
        raise WindowError(f"{text}: a side of a window has {_SMALLEST} to {_LARGEST} pixels")
    words = [word for word in found[3].split(":") if word]
    unknown = next((word for word in words if word != "mobile" and word not in _PREFERENCES), None)
    if unknown is not None:
        known = ", ".join(("mobile", *_PREFERENCES))
        raise WindowError(f"{text}: {unknown} is not known; it takes {known}")
    prefers = tuple(name for name in _PREFERENCES if name in words)
    return Window(width, height, "mobile" in words, prefers)


def show_in(page: "Page", shown: Window, version: str, user_agent: str | None) -> None:
    """Give a Chromium's tab this window. Raises the errors of the browser.

    ``version`` is the browser's; a ``user_agent`` that a person gave is kept.
    """
    page.mobile = shown.mobile
    page.resize(shown.width, shown.height)
    if shown.mobile:
        page.devtools("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 5})
        if user_agent is None:
            phone: dict[str, Any] = {"userAgent": _PHONE.format(version=version.partition(".")[0])}
            page.devtools("Emulation.setUserAgentOverride", phone)
    if shown.prefers:
        features = [
            {"name": _PREFERENCES[name][0], "value": _PREFERENCES[name][1]}
            for name in shown.prefers
        ]
        page.devtools("Emulation.setEmulatedMedia", {"features": features})
