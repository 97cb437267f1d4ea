"""Whether the first line or the first letter of a text has a colour of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 3.0


def colored_beginnings(
    page: "Page", document: "DocumentSnapshot", numbers: Sequence[int]
) -> list[bool]:
    """For the elements with these numbers: whether ``::first-line`` or ``::first-letter`` colours
    the block of each. Raises the errors of the browser."""
    told = page.ask((document.path, document.local), "first_lines", list(numbers), seconds=_SECONDS)
    return [one is True for one in told]
