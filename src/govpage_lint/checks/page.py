"""Decides what a check may know of the page it looks at, and shares what several checks work out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Literal, Protocol

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.rendered import RenderedFacts

type PageObserver = Literal["source", "rendered", "probe"]


class Surroundings(Protocol):
    """What an observer knows of the documents around and in a page."""

    def neighbour(self, address: str) -> Page | None:
        """See ``Page.neighbour``."""

    def frame(self, element: Element) -> Page | None:
        """See ``Page.frame``."""

    def open_file(self, address: str) -> BinaryIO | None:
        """See ``Page.open_file``."""


class Page:
    """A document under one observer, with its semantics, as the checks see it.

    ``profile`` is the id of the profile in force. ``headers`` are the HTTP headers by lower-case
    name, None where the page was not fetched by HTTP. ``data`` gives the tables of ``rules/data``
    by name ("networks"), read once a process. ``surroundings`` are the documents in and beside it;
    ``probed`` is what a probe found out.
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
        surroundings: Surroundings | None = None,
        probed: object = None,
    ) -> None:
        self.document = document
        self.semantics = semantics
        self.profile = profile
        self.headers = headers
        self.observer = observer
        self.data = data
        self.surroundings = surroundings
        self._probed = probed
        self._facts: dict[Callable[[Page], Any], Any] = {}

    @property
    def url(self) -> str | None:
        """The address of the page, None for a file that has none."""
        return self.document.url

    def neighbour(self, address: str) -> Page | None:
        """The page of the same site that an address leads to, as it is written in this page.

        Instant redirects (``<meta http-equiv=refresh>``) are followed, and addresses that lead to
        one file give one Page. None for what is out of reach or too much to read, which is
        everything but some files beside a file.
        """
        return self.surroundings.neighbour(address) if self.surroundings is not None else None

    def open_file(self, address: str) -> BinaryIO | None:
        """The file of the same site that an address leads to, to be read and closed.

        Of a file on the web there is only the beginning, and its size. None for what is out of
        reach, or one too many.
        """
        return self.surroundings.open_file(address) if self.surroundings is not None else None

    @property
    def rendered(self) -> RenderedFacts | None:
        """What a browser told of the page; None where only its source is known."""
        return self.semantics.rendered

    def frame(self, element: Element) -> Page | None:
        """The page that stands in an ``iframe`` or ``frame``; None where it is not known."""
        return self.surroundings.frame(element) if self.surroundings is not None else None

    def probed[T](self, kind: type[T]) -> T | None:
        """What a probe of that kind found out about the page; None where it was not put to it."""
        return self._probed if isinstance(self._probed, kind) else None

    def put_to(self, probed: object) -> Page:
        """The same page with what a probe found out about it."""
        return Page(
            self.document,
            self.semantics,
            data=self.data,
            profile=self.profile,
            headers=self.headers,
            observer="probe",
            surroundings=self.surroundings,
            probed=probed,
        )

    def take_apart(self) -> None:
        """End the page with its document: see ``Document.take_apart``."""
        self.document.take_apart()
        self.semantics.take_apart()
        vars(self).clear()

    def fact[T](self, work_out: Callable[[Page], T]) -> T:
        """What ``work_out`` says of this page, worked out once: for facts that checks share."""
        try:
            found: T = self._facts[work_out]
        except KeyError:
            found = self._facts[work_out] = work_out(self)
        return found
