"""Decides what a person may choose about how a report is shown, apart from what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from govpage_lint.findings import FailOn
from govpage_lint.records import dataclass
from govpage_lint.reports.trend import Trend

ANCHOR: Final = "govpage-lint.toml"


@dataclass(frozen=True, slots=True)
class View:
    """How a report is to be shown.

    ``fail_on`` is the level that fails a build, for formats that tell failures from the rest.
    ``statistics`` asks for counts by rule in place of the findings. ``root`` is the folder of the
    repository, ``folder`` the one that targets are named from, both absolute; None is the folder
    that the process runs in. ``source_map`` maps the beginnings of addresses to folders of the
    repository; what is in no file of it is told at the file ``anchor``.
    ``pictures`` are the folders that pictures of faults are read from, absolute.
    ``trend`` is how a series of reports developed whose last one is shown.
    """

    fail_on: FailOn = "error"
    statistics: bool = False
    root: Path | None = None
    folder: Path | None = None
    source_map: tuple[tuple[str, str], ...] = ()
    anchor: str = ANCHOR
    pictures: tuple[Path, ...] = ()
    trend: Trend = ()
