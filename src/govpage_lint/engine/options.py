"""Decides nothing: what the person asked of a run, as one frozen value that worker processes get too."""

from __future__ import annotations

from datetime import date
from typing import Literal

from govpage_lint.engine.browsing import BrowsingOptions
from govpage_lint.engine.choices import Choices
from govpage_lint.engine.elements import JudgedElements
from govpage_lint.engine.pictured import Pictures
from govpage_lint.engine.reading import PicturesUse
from govpage_lint.findings import Language
from govpage_lint.records import dataclass, field
from govpage_lint.site.mapping import BaseMap

type BrowserUse = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the person asked for.

    ``choices`` hold for every page, unless the run is told to choose for each. ``neighbours`` says
    whether other documents of an address's site may be fetched, where a rule has to compare;
    ``pictures`` whether the text in pictures is read: all, none, or where there are few. ``base``
    says what the pages of another environment are called. ``suppressions`` says whether they are
    heeded; ``today`` decides which of them have expired. ``secrets`` are never told. ``elements`` says
    which are judged, ``pictures_of`` where pictures of faults are kept.
    """

    language: Language = "en"
    choices: Choices = field(default_factory=Choices)
    base: BaseMap = field(default_factory=BaseMap)
    browser: BrowserUse = "auto"
    browsing: BrowsingOptions = field(default_factory=BrowsingOptions)
    user_agent: str = "govpage-lint"
    neighbours: bool = True
    secrets: tuple[str, ...] = ()
    elements: JudgedElements = field(default_factory=JudgedElements)
    pictures_of: Pictures | None = None
    pictures: PicturesUse = "auto"
    suppressions: bool = True
    today: date = field(default_factory=date.today)
    stdin_name: str | None = None
