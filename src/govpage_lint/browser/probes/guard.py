"""How a page is kept from doing harm while it is tried: it reaches no server and goes nowhere."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from govpage_lint.browser.errors import BrowserError

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS = 5.0
_UNLIMITED = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


@contextmanager
def offline(page: "Page") -> Iterator[None]:
    """While nothing can be asked of any server: what a script does stays in the page."""
    _cut_off(page)
    try:
        yield
    finally:
        page.devtools("Network.emulateNetworkConditions", {"offline": False, **_UNLIMITED})
        page.devtools("Network.disable", {})


def _cut_off(page: "Page") -> None:
    page.devtools("Network.enable", {})
    page.devtools("Network.emulateNetworkConditions", {"offline": True, **_UNLIMITED})


@contextmanager
def guarded(page: "Page", documents: Sequence["DocumentSnapshot"]) -> Iterator[None]:
    """While these documents reach no server, go to no other address and submit no form.

    Within another guard of the page it does nothing. Raises as `Page.ask`.
    """
    if page.guarded:
        yield
        return
    with ExitStack() as held:
        page.guarded = True
        held.callback(setattr, page, "guarded", False)
        held.enter_context(offline(page))
        for document in documents:
            place = (document.path, document.local)
            page.ask(place, "guard", True, seconds=_SECONDS)
            held.callback(_release, page, place)
        yield


def guard_for_good(page: "Page", documents: Sequence["DocumentSnapshot"]) -> None:
    """Keep a page from harm, as `guarded` does, until its tab is closed."""
    if not page.guarded:
        page.guarded = True
        _cut_off(page)
        for document in documents:
            page.ask((document.path, document.local), "guard", True, seconds=_SECONDS)


@contextmanager
def focused(page: "Page") -> Iterator[None]:
    """While the tab counts as the one that the person works in, whatever is in front."""
    page.devtools("Emulation.setFocusEmulationEnabled", {"enabled": True})
    try:
        yield
    finally:
        page.devtools("Emulation.setFocusEmulationEnabled", {"enabled": False})


def _release(page: "Page", place: tuple[tuple[object, ...], int]) -> None:
    # The document may have gone: then there is nothing left to release.
    with suppress(BrowserError):
        page.ask(place, "guard", False, seconds=_SECONDS)  # type: ignore[arg-type]
