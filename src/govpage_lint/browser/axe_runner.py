"""How axe gets into every frame of a page, and how its answers come out of them as one.

The frames are not asked to talk to each other: axe runs in part in each, whatever its origin, and
the top document joins the parts (axe-core's doc/run-partial.md). An axe that is too old for that is
put into every frame and runs from the top.
"""

import json
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from govpage_lint.browser.axe_source import AxeSource
from govpage_lint.browser.errors import AxeError, DocumentGone, Note, PageBusy
from govpage_lint.browser.page import Page, ScriptError
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

_COMPACT = Path(__file__).with_name("scripts") / "compact.js"
_MAX_FRAMES = 60

type Key = tuple[str | tuple[str, ...], ...]


class AxeRunner(Protocol):
    """axe-selenium-python's `Axe` with frames, errors and limits that hold."""

    def inject(self) -> None:
        """Puts axe into the frame that the driver is in. Raises AxeError if it is not axe."""

    def run(
        self, context: object = None, options: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Runs axe in the page and all its frames.

        `context` and `options` are axe's own. Gives back `report`, the findings as compact.js
        writes them, `version` and `notes`. Raises AxeError when axe throws or does not end.
        """


@dataclass(slots=True)
class _Frame:
    """A frame to visit: the frame elements that lead to it, and how findings in it are targeted."""

    path: tuple["WebElement", ...]
    key: Key
    context: str
    url: str = ""


def axe_runner(page: Page, source: AxeSource, seconds: float, frame_seconds: float) -> AxeRunner:
    """A runner of this axe in this page.

    It has `seconds` for all it does, and `frame_seconds` for each answer of a frame.
    """
    from axe_selenium_python import Axe

    class Runner(Axe):  # type: ignore[misc]
        """The subclass; see the protocol for what is promised."""

        def __init__(self) -> None:
            super().__init__(page.driver, str(source.path))

        def inject(self) -> None:
            _inject(page, source, seconds)

        def run(
            self, context: object = None, options: Mapping[str, Any] | None = None
        ) -> dict[str, Any]:
            page.enter((), seconds=seconds)
            self.inject()
            run = _Run(page, source, context, dict(options or {}), seconds, frame_seconds)
            return run.whole()

    runner: AxeRunner = Runner()
    return runner


def _inject(page: Page, source: AxeSource, seconds: float) -> None:
    try:
        page.execute(f"{source.text}\n;{_compact()}", seconds=seconds)
    except ScriptError as error:
        raise AxeError(
            "axe-source", f"{source.path} is not axe-core: {error}", path=source.path
        ) from error


@cache
def _compact() -> str:
    return _COMPACT.read_text("utf-8")


class _Run:
    """One run of axe over the frames of a page."""

    def __init__(
        self,
        page: Page,
        source: AxeSource,
        context: object,
        options: dict[str, Any],
        seconds: float,
        frame_seconds: float,
    ) -> None:
        self._page = page
        self._source = source
        self._context = context
        self._options = options
        self._limit = time.monotonic() + seconds
        self._seconds = seconds
        self._frame_seconds = frame_seconds
        self._notes: list[Note] = []
        self._frames: dict[Key, _Frame] = {}

    def whole(self) -> dict[str, Any]:
        """The report of the top document with all its frames."""
        top = self._ask("axe_top", self._context, self._options)
        answer = top
        if "report" not in top:
            legacy = bool(top.get("legacy"))
            partials = self._visit(top["frames"], legacy)
            self._page.enter((), seconds=self._seconds)
            answer = self._ask(
                "axe_finish", self._context, self._options, None if legacy else partials
            )
        report = json.loads(answer["report"])
        if self._frames:
            self._find_in_frames(report)
        return {"report": report, "version": top["version"], "notes": tuple(self._notes)}

    def _ask(self, name: str, *arguments: Any) -> dict[str, Any]:
        """The answer of a script in the top document."""
        left = max(self._limit - time.monotonic(), 1.0)
        try:
            # Whole seconds, so that the driver is not told a new limit for every script.
            got: dict[str, Any] = self._page.run(name, *arguments, seconds=float(round(left)))
        except PageBusy as error:
            raise AxeError(
                "axe-timeout",
                f"axe did not finish within {self._seconds:g} seconds.",
                seconds=self._seconds,
            ) from error
        except ScriptError as error:
            raise AxeError("axe-error", f"axe failed: {error}") from error
        if got.get("gone"):
            raise DocumentGone("document-gone", "The page went away while axe ran.")
        return got

    def _visit(self, inside: Sequence[Mapping[str, Any]], legacy: bool) -> list[str | None]:
        """Runs axe in all frames, each before those inside it, which is the order axe asks for."""
        partials: list[str | None] = []
        waiting = [_frame((), (), each) for each in reversed(inside)]
        while waiting:
            frame = waiting.pop()
            got = self._visit_one(frame, len(partials))
            partials.append(got.get("partial"))
            if legacy or got.get("partial") is not None:
                frame.url = got["url"]
                self._frames[frame.key] = frame
                deeper = [_frame(frame.path, frame.key, each) for each in got.get("frames", ())]
                waiting.extend(reversed(deeper))
        return partials

    def _visit_one(self, frame: _Frame, number: int) -> dict[str, Any]:
        """What axe found in a frame; nothing, and a note, where it could not run."""
        if number >= _MAX_FRAMES or time.monotonic() > self._limit:
            self._note("frames-left", "The page has more frames than are tested; some were left.")
            return {}
        try:
            self._page.enter(frame.path, seconds=self._frame_seconds)
            _inject(self._page, self._source, self._frame_seconds)
            got: dict[str, Any] = self._page.run(
                "axe_frame", frame.context, self._options, seconds=self._frame_seconds
            )
        except PageBusy:
            self._note("frame-busy", "A frame was not tested, because its scripts never pause.")
        except DocumentGone:
            self._note("frame-not-loaded", "A frame was not tested, because it did not load.")
        except (AxeError, ScriptError) as error:
            self._note("frame-failed", f"A frame was not tested: {error}")
        else:
            if not got.get("own"):
                return got
            self._note("frame-not-loaded", "A frame was not tested, because it did not load.")
        return {}

    def _find_in_frames(self, report: dict[str, Any]) -> None:
        """Adds to the findings in frames what only their own document knows."""
        nodes: dict[Key, list[dict[str, Any]]] = {}
        for rule in report["rules"]:
            for node in rule["nodes"]:
                key = _key(node["target"][:-1])
                if key in self._frames:
                    nodes.setdefault(key, []).append(node)
        for key, inside in nodes.items():
            frame = self._frames[key]
            places = [
                {"ancestry": _last(node["ancestry"]), "target": _last(node["target"])}
                for node in inside
            ]
            try:
                self._page.enter(frame.path, seconds=self._frame_seconds)
                facts = self._page.run("facts", places, seconds=self._frame_seconds).get("facts")
            except (DocumentGone, PageBusy, ScriptError):
                facts = None
            for node, fact in zip(inside, facts or [None] * len(inside), strict=True):
                node["facts"] = fact
                node["frameUrl"] = frame.url
        self._page.enter((), seconds=self._seconds)

    def _note(self, code: str, text: str) -> None:
        note = Note(code, text)
        if note not in self._notes:
            self._notes.append(note)


def _frame(path: tuple["WebElement", ...], key: Key, found: Mapping[str, Any]) -> _Frame:
    selector = json.loads(found["selector"]) if "selector" in found else [f"frame {id(found)}"]
    return _Frame((*path, found["element"]), key + _key(selector), found.get("context") or "null")


def _key(parts: Sequence[Any]) -> Key:
    return tuple(tuple(part) if isinstance(part, list) else str(part) for part in parts)


def _last(parts: Sequence[Any] | None) -> list[Any] | None:
    """The part for the innermost frame, as a list with one item for each shadow tree."""
    if not parts:
        return None
    return list(parts[-1]) if isinstance(parts[-1], list) else [parts[-1]]
