"""Decides what a person sees on standard error while a run goes on."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from govpage_lint.findings import Language
from govpage_lint.reports.escape import visible

if TYPE_CHECKING:
    from rich.status import Status

_STAGES: dict[str, dict[Language, str]] = {
    "read": {"en": "reading", "ko": "읽는 중"},
    "browser": {"en": "in the browser", "ko": "브라우저에서 검사 중"},
}


class ProgressLine:
    """A spinner with the page at hand; nothing at all where standard error is no terminal."""

    def __init__(self, total: int | None, language: Language, *, quiet: bool) -> None:
        self._total = total
        self._language = language
        self._done: set[str] = set()
        self._shown = not quiet and sys.stderr.isatty()
        self._status: Status | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pause()

    def pause(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def show(self, target: str, stage: str) -> None:
        """Say that a page is at a stage: "read" or "browser"."""
        if not self._shown:
            return
        self._done.add(target)
        if stage == "read" and self._status is None and self._total is not None and self._total < 2:
            # A single file is checked before anyone could read the line.
            return
        count = f"{len(self._done)}" if self._total is None else f"{len(self._done)}/{self._total}"
        text = f"[{count}] {visible(target)}: {_STAGES[stage][self._language]}"
        if self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True, markup=False, emoji=False).status(
                "", spinner="dots"
            )
            self._status.start()
        from rich.text import Text

        self._status.update(Text(text))
