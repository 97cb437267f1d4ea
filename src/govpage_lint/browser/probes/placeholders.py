"""The colours in which fields show their placeholders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 3.0


class Placeholder(NamedTuple):
    """The computed colour of a placeholder, and its opacity."""

    color: str
    opacity: float


def placeholder_colors(
    page: "Page", document: "DocumentSnapshot", numbers: Sequence[int]
) -> list[Placeholder | None]:
    """Those of the fields with these numbers; None for one that is gone. Raises the errors of the
    browser."""
    told = page.ask(
        (document.path, document.local), "placeholders", list(numbers), seconds=_SECONDS
    )
    return [None if one is None else Placeholder(str(one[0]), float(one[1])) for one in told]
