"""What of a page the switches on it hide: they are pressed while nothing can leave the browser."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govpage_lint.browser.probes.guard import offline
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_STILL_SECONDS = 0.8
_ALL_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Folded:
    """What pressing one switch hides of the watched nodes: from the eye, from assistive technology."""

    unseen: frozenset[int]
    unexposed: frozenset[int]


def press_switches(
    page: "Page", document: "DocumentSnapshot", switches: Sequence[int], watched: Sequence[int]
) -> list[Folded]:
    """What each switch hides of the watched nodes; all by their numbers in the snapshot.

    Each is pressed twice, so that the page is as it was. What takes too long is left out. Chromium
    only. Raises as `Page.run`.
    """
    limits = {"still": _STILL_SECONDS * 1000, "all": _ALL_SECONDS * 1000}
    place = (document.path, document.local)
    with offline(page):
        found = page.ask(
            place, "fold", list(switches), list(watched), limits, seconds=_ALL_SECONDS * 2
        )
    return [Folded(frozenset(one["unseen"]), frozenset(one["unexposed"])) for one in found]
