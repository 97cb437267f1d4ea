"""Decides what a check may know of the page it looks at, and shares what several checks work out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.rendered import RenderedFacts

type PageObserver = Literal["source", "rendered", "probe"]

_NO_FRAMES: Final[Mapping[Element, Any]] = MappingProxyType({})


class Page:
    """A document under one observer, with its semantics, as the checks see it.

    ``profile`` is the id of the profile in force. ``headers`` are the HTTP headers by lower-case
    name, None where the page was not fetched by HTTP. ``data`` gives the tables of ``rules/data``
    by name ("networks"), read once a process. ``frames`` are the pages in the frames of a rendered
    page, by frame element; ``probed`` is what a probe found out.
    """

    def __init__(
        self,
        document: Document,
        semantics: Semantics,
        *,
        data: Callable[[str], Mapping[str, Any]],
        profile: str = "wcag-aa",
        headers: Mapping[str, str] | None = None,
        observer: PageObserver = "source",
        frames: Mapping[Element, Page] = _NO_FRAMES,
        probed: object = None,
    ) -> None:
        self.document = document
        self.semantics = semantics
        self.profile = profile
        self.headers = headers
        self.observer = observer
        self.data = data
        self._frames = frames
        self._probed = probed
        self._facts: dict[Callable[[Page], Any], Any] = {}

    @property
    def url(self) -> str | None:
        """The address of the page, None for a file that has none."""
        return self.document.url

    @property
    def rendered(self) -> RenderedFacts | None:
        """What a browser told of the page; None where only its source is known."""
        return self.semantics.rendered

    def frame(self, element: Element) -> Page | None:
        """The page in a frame element; None where it is not known."""
        return self._frames.get(element)

    def probed[T](self, kind: type[T]) -> T | None:
        """What a probe of that kind found out about the page; None where it was not put to it."""
        return self._probed if isinstance(self._probed, kind) else None

    def fact[T](self, work_out: Callable[[Page], T]) -> T:
        """What ``work_out`` says of this page, worked out once: for facts that checks share."""
        if work_out not in self._facts:
            self._facts[work_out] = work_out(self)
        return cast(T, self._facts[work_out])
