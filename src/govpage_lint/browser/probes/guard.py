"""How a page is kept from doing harm while it is tried: it reaches no server and goes nowhere."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from govpage_lint.browser.errors import BrowserError

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS = 5.0


@contextmanager
def offline(page: "Page") -> Iterator[None]:
    """While nothing can be asked of any server: what a script does stays in the page."""
    page.devtools("Network.enable", {})
    conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.devtools("Network.emulateNetworkConditions", {"offline": True, **conditions})
    try:
        yield
    finally:
        page.devtools("Network.emulateNetworkConditions", {"offline": False, **conditions})
        page.devtools("Network.disable", {})


@contextmanager
def guarded(page: "Page", documents: Sequence["DocumentSnapshot"]) -> Iterator[None]:
    """While these documents reach no server, go to no other address and submit no form.

    A document that is in no tab of its own is guarded with the rest. Raises as `Page.ask`.
    """
    with ExitStack() as held:
        held.enter_context(offline(page))
        for document in documents:
            place = (document.path, document.local)
            page.ask(place, "guard", True, seconds=_SECONDS)
            held.callback(_release, page, place)
        yield


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
