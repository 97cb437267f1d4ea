"""How the browser side fails: one exception for each thing a caller does something else about.

Every message is one line, fit to be shown. `code` names the kind for programs and `values` holds
what the message quotes, so that a report can say the same in another language.
"""

from collections.abc import Mapping
from typing import Any


def one_line(text: str, limit: int = 300) -> str:
    """Text from a browser as one printable line of at most `limit` characters."""
    printable = "".join(mark if mark.isprintable() else " " for mark in text)
    line = " ".join(printable.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


class BrowserError(Exception):
    """Anything that went wrong in or around the browser."""

    def __init__(self, code: str, message: str, **values: Any) -> None:
        super().__init__(one_line(message))
        self.code = code
        self.values: Mapping[str, Any] = values


class BrowserUnavailable(BrowserError):
    """No browser can be started here; `hint` says in a few lines what to install where."""

    def __init__(self, code: str, message: str, *, hint: str = "", **values: Any) -> None:
        super().__init__(code, message, **values)
        self.hint = hint


class DriverFailure(BrowserError):
    """The browser or its driver died or stopped answering; a new session may do better."""


class PageBusy(BrowserError):
    """A script of ours got no answer in time, because the page's own scripts never pause."""


class DriverSilent(PageBusy):
    """The driver waits for the page, and does not even say that it has no answer."""


class DocumentGone(BrowserError):
    """The document went away under a script of ours: the page, or the frame, went elsewhere."""


class PageLoadError(BrowserError):
    """The address gives no page that could be checked; `status` is the HTTP status, if any."""

    def __init__(
        self, code: str, message: str, *, status: int | None = None, **values: Any
    ) -> None:
        super().__init__(code, message, **values)
        self.status = status


class AxeError(BrowserError):
    """axe could not run: the file is not axe, an option is unknown to it, or it threw."""


class Note(str):
    """Something a reader of the result should know: an English sentence, with its `code`.

    It is a plain string everywhere; `code` and `values` allow a translation.
    """

    __slots__ = ("code", "values")
    code: str
    values: Mapping[str, Any]

    def __new__(cls, code: str, text: str, **values: Any) -> "Note":
        """A note that reads `text`."""
        note = super().__new__(cls, one_line(text))
        note.code = code
        note.values = values
        return note
