"""Decides which pictures of faults are kept, and what their files are called.

A file's name comes from the page's address and from nothing else that a page says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from govpage_lint.digests import sha256
from govpage_lint.engine.check import Placed
from govpage_lint.findings import LEVELS
from govpage_lint.placing import put_whole
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, replace
from govpage_lint.regexes import regex
from govpage_lint.semantics.rendered import Rect

if TYPE_CHECKING:
    from PIL.Image import Image

    from govpage_lint.browser.screenshot import Photograph

# More than so many of one page say nothing new.
_MOST: Final = 40
_AROUND: Final = 24
_SMALLEST: Final = (240, 96)
_LARGEST: Final = (1_280, 800)
_UNSAFE: Final = regex(r"[^a-z0-9]+")
_MARK: Final = (212, 53, 28)

type BoxOf = Callable[[Placed], Rect | None]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where pictures of pages go; ``whole`` keeps the whole page too."""

    folder: Path
    whole: bool = False

    def keep(
        self, name: str, window: str, taken: Photograph, placed: Sequence[Placed], box_of: BoxOf
    ) -> tuple[list[Placed], str | None, Problem | None]:
        """The findings, each with the file of its picture where it has a place on the page; the file
        of the whole page; and what went wrong, when files could not be written."""
        from PIL import Image

        folder = self.folder / f"{_slug(name)}{_slug(f'-{window}') if window else ''}"
        files: dict[tuple[int, int, int, int], str] = {}
        found = list(placed)
        page = None
        try:
            with Image.open(BytesIO(taken.png)) as image:
                image.load()
                for number in _worst_first(found):
                    one = found[number]
                    box = _part(box_of(one), image.size)
                    if box is None or (box not in files and len(files) >= _MOST):
                        continue
                    if box not in files:
                        file = folder / f"{len(files) + 1:02d}.png"
                        put_whole(file, _crop(image, box), lasting=False)
                        files[box] = file.as_posix()
                    told = replace(one.finding, screenshot=files[box])
                    found[number] = replace(one, finding=told)
            if self.whole:
                put_whole(folder / "page.png", taken.png, lasting=False)
                page = (folder / "page.png").as_posix()
        except (OSError, ValueError, SyntaxError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            words = f"pictures of the page could not be kept: {reason}"
            return found, page, Problem("no-screenshot", words, reason=reason)
        return found, page, None


def _worst_first(placed: Sequence[Placed]) -> list[int]:
    """The numbers of findings, errors first: there are not pictures of all."""

    def weight(number: int) -> tuple[bool, int]:
        finding = placed[number].finding
        return finding.certainty == "review", -LEVELS.index(finding.level)

    return sorted(range(len(placed)), key=weight)


def _slug(name: str) -> str:
    """A name for a folder: readable, safe on every system, and of this address alone."""
    try:
        parts = urlsplit(name)
        text = f"{parts.netloc.rpartition('@')[2]}{parts.path}"
    except ValueError:
        text = name
    words = _UNSAFE.sub("-", text.lower()).strip("-")[:60].strip("-")
    if name.startswith("-"):
        return f"-{words}"
    return f"{words or 'page'}-{sha256(name.encode()).hexdigest()[:8]}"


def _part(box: Rect | None, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The part of a picture that has a box in it; None for one that is not on it."""
    if box is None or box.width < 1 or box.height < 1:
        return None
    left, top = max(0, int(box.x)), max(0, int(box.y))
    right, bottom = min(size[0], int(box.x + box.width)), min(size[1], int(box.y + box.height))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _crop(image: Image, box: tuple[int, int, int, int]) -> bytes:
    """What is around a box, with a line around the box."""
    from PIL import ImageDraw

    left, top, right, bottom = box
    across = max(_AROUND, (_SMALLEST[0] - (right - left)) // 2)
    along = max(_AROUND, (_SMALLEST[1] - (bottom - top)) // 2)
    x, y = max(0, left - across), max(0, top - along)
    end_x = min(image.width, right + across, x + _LARGEST[0])
    end_y = min(image.height, bottom + along, y + _LARGEST[1])
    cut = image.crop((x, y, end_x, end_y)).convert("RGB")
    edge = (left - x - 3, top - y - 3, right - x + 3, bottom - y + 3)
    ImageDraw.Draw(cut).rectangle(edge, outline=_MARK, width=3)
    file = BytesIO()
    cut.save(file, "PNG", optimize=True)
    return file.getvalue()
