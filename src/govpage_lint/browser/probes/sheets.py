"""What the style sheets of a page say that scripts in it cannot read: those of other origins."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from govpage_lint.browser.errors import BrowserError
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 5.0
_MOST_SHEETS: Final = 12


@dataclass(frozen=True, slots=True)
class Sheets:
    """The style sheets of a document: whether those that scripts can read speak of its orientation,
    and the texts of the others by their addresses. One that failed to load is empty; one that the
    browser does not tell is not among them. ``complete`` says that, as far as is known, all of them
    loaded."""

    speaks: bool
    foreign: Mapping[str, str]
    complete: bool = True


def style_sheets(page: "Page", document: "DocumentSnapshot") -> Sheets:
    """The style sheets of a document, read once. Chromium only. Raises as `Page.ask`."""
    place = (document.path, document.local)
    known: Sheets | None = page.sheets.get(place)
    if known is None:
        told = page.ask(place, "sheets", seconds=_SECONDS)
        addresses = list(dict.fromkeys(told["foreign"]))
        texts = {} if document.path or not addresses else _texts(page, addresses)
        complete = not told["missing"] and all(texts.values())
        known = page.sheets[place] = Sheets(bool(told["speaks"]), texts, complete)
    return known


def _texts(page: "Page", addresses: Sequence[str]) -> dict[str, str]:
    tree = page.devtools("Page.getResourceTree", {}).get("frameTree", {})
    loaded = {
        resource["url"]: frame
        for frame, resource in _resources(tree)
        if not resource.get("failed") and not resource.get("canceled")
    }
    found = {address: "" for address in addresses if address not in loaded}
    for address in [one for one in addresses if one in loaded][:_MOST_SHEETS]:
        frame = loaded[address]
        try:
            got = page.devtools("Page.getResourceContent", {"frameId": frame, "url": address})
        except BrowserError:
            # The driver says of what is no longer there what it says of a dead browser.
            continue
        found[address] = str(got.get("content", ""))
    return found


def _resources(tree: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The resources of a page and its frames, each with the number of its frame."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        frame = one.get("frame", {}).get("id", "")
        for resource in one.get("resources", ()):
            yield frame, resource
        waiting.extend(one.get("childFrames", ()))
