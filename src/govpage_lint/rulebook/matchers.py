"""Decides how each kind of matcher judges: the words of the rule language that are not code."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Check, Verdict, failed, options_of, passed
from govpage_lint.document.selectors import Selector, SelectorError, compile_selector
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.rulebook.model import Matcher
from govpage_lint.spelling import get_close_matches

type Judge = Callable[[Page, Element], Iterable[Verdict]]

_CHECK_NAME = regex(r"[a-z_]+\.[a-z_0-9]+\Z")


class MatcherError(ValueError):
    """A matcher that makes no sense: ``key`` is where, below the rule."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Match:
    """Each hit of a selector is a finding; other elements of ``of`` have passed."""

    selectors: tuple[Selector, ...]
    hits: tuple[Selector, ...]

    def judge(self, page: Page, element: Element) -> Iterable[Verdict]:
        hit = any(selector.test(element) for selector in self.hits)
        return (failed(element) if hit else passed(element),)


@dataclass(frozen=True, slots=True)
class Count:
    """So many hits of a selector in each scope: at least ``least`` and at most ``most``.

    What is missing is found at the scope, what is too much at each hit beyond the allowed ones.
    """

    selectors: tuple[Selector, ...] | None
    hits: tuple[Selector, ...]
    least: int
    most: int | None

    def judge(self, page: Page, element: Element) -> Iterator[Verdict]:
        scope = element.iter_subtree() if self.selectors is None else iter(element.descendants)
        hits = [inner for inner in scope if any(s.test(inner) for s in self.hits)]
        if len(hits) < self.least:
            yield failed(_page_target(page, element), count=len(hits))
        elif self.most is not None and len(hits) > self.most:
            for extra in hits[self.most :]:
                yield failed(extra, count=len(hits))
        else:
            yield passed(element)


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of an attribute keeps to a pattern or to a list of words."""

    selectors: tuple[Selector, ...]
    name: str
    pattern: re.Pattern[str] | None
    forbid: re.Pattern[str] | None
    one_of: frozenset[str] | None
    required: bool

    def judge(self, page: Page, element: Element) -> Iterator[Verdict]:
        value = element.attributes.get(self.name)
        if value is None:
            if self.required:
                yield failed(element, attr=self.name, value="")
            return
        word = value.strip()
        good = (
            (self.pattern is None or self.pattern.fullmatch(word) is not None)
            and (self.forbid is None or self.forbid.search(word) is None)
            and (self.one_of is None or word.lower() in self.one_of)
        )
        yield (
            passed(element)
            if good
            else failed(AttributeOf(element, self.name), attr=self.name, value=value)
        )


@dataclass(frozen=True, slots=True)
class TextOf:
    """The text of an element keeps to a pattern, lacks another, or is not too long."""

    selectors: tuple[Selector, ...]
    pattern: re.Pattern[str] | None
    forbid: re.Pattern[str] | None
    max_words: int | None

    def judge(self, page: Page, element: Element) -> Iterator[Verdict]:
        text = page.semantics.text(element)
        words = len(text.split())
        good = (
            (self.pattern is None or self.pattern.search(text) is not None)
            and (self.forbid is None or self.forbid.search(text) is None)
            and (self.max_words is None or words <= self.max_words)
        )
        yield passed(element) if good else failed(element, text=text, count=words)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with this text or address exists, in this place."""

    place: tuple[Selector, ...] | None
    text: re.Pattern[str] | None
    address: re.Pattern[str] | None
    selectors: None = None

    def judge(self, page: Page, element: Element) -> Iterator[Verdict]:
        for link in page.document.by_name.get("a", ()):
            address = link.attributes.get("href")
            if address is None or not page.semantics.presumed_exposed(link):
                continue
            if self.address is not None and self.address.search(address) is None:
                continue
            if self.place is not None and not any(
                s.test(e) for e in link.ancestors for s in self.place
            ):
                continue
            if self.text is None or self._named(page, link):
                yield passed(link)
                return
        yield failed(_page_target(page, element))

    def _named(self, page: Page, link: Element) -> bool:
        name = page.semantics.name(link)
        return (
            isinstance(name, str) and self.text is not None and self.text.search(name) is not None
        )


@dataclass(frozen=True, slots=True)
class Header:
    """An HTTP header of the page is there, and keeps to a pattern. Silent for files."""

    name: str
    pattern: re.Pattern[str] | None
    required: bool
    selectors: None = None

    def judge(self, page: Page, element: Element) -> Iterator[Verdict]:
        if page.headers is None:
            return
        value = page.headers.get(self.name)
        if value is None:
            yield (
                failed(_page_target(page, element), value="") if self.required else passed(element)
            )
        elif self.pattern is not None and self.pattern.search(value) is None:
            yield failed(_page_target(page, element), value=value)
        else:
            yield passed(element)


@dataclass(frozen=True, slots=True)
class Called:
    """A named check with options: the only door from a rule to code.

    The code is imported when there is something to judge.
    """

    selectors: tuple[Selector, ...] | None
    name: str
    options: Mapping[str, Any]

    def judge(self, page: Page, element: Element) -> Iterable[Verdict]:
        return self.judging(page, element)

    @property
    def judging(self) -> Judge:
        """What ``judge`` calls, for whom there is something to judge."""
        check = find_check(self.name)
        return partial(check, **self.options) if self.options else check


def _page_target(page: Page, element: Element) -> Element:
    """Where a finding about a whole page stands: its body, unless the scope is narrower."""
    if element is not page.document.root:
        return element
    return page.document.body or element


def _selectors(data: Mapping[str, Any], key: str, table: str) -> tuple[Selector, ...]:
    try:
        return compile_selector(data[key])
    except SelectorError as error:
        raise MatcherError(
            f"{table}.{key}", f"the selector {data[key]!r} does not parse: {error}"
        ) from error


def _optional(data: Mapping[str, Any], key: str, table: str) -> tuple[Selector, ...] | None:
    return _selectors(data, key, table) if key in data else None


def _pattern(data: Mapping[str, Any], key: str, table: str) -> re.Pattern[str] | None:
    if key not in data:
        return None
    try:
        return regex(data[key])
    except re.error as error:
        raise MatcherError(
            f"{table}.{key}", f"the regular expression does not parse: {error}"
        ) from error


def _match(data: Mapping[str, Any]) -> Matcher:
    hits = _selectors(data, "selector", "match")
    return Match(_optional(data, "of", "match") or hits, hits)


def _absent(data: Mapping[str, Any]) -> Matcher:
    return Count(
        _optional(data, "within", "absent"), _selectors(data, "selector", "absent"), 1, None
    )


def _count(data: Mapping[str, Any]) -> Matcher:
    if "min" not in data and "max" not in data:
        raise MatcherError("count", "neither min nor max is given")
    within = _optional(data, "within", "count")
    return Count(within, _selectors(data, "selector", "count"), data.get("min", 0), data.get("max"))


def _attribute(data: Mapping[str, Any]) -> Matcher:
    words = data.get("one_of")
    return Attribute(
        _selectors(data, "selector", "attribute"),
        data["name"].lower(),
        _pattern(data, "pattern", "attribute"),
        _pattern(data, "forbid", "attribute"),
        None if words is None else frozenset(word.lower() for word in words),
        data.get("required", False),
    )


def _text(data: Mapping[str, Any]) -> Matcher:
    return TextOf(
        _selectors(data, "selector", "text"),
        _pattern(data, "pattern", "text"),
        _pattern(data, "forbid", "text"),
        data.get("max_words"),
    )


def _link(data: Mapping[str, Any]) -> Matcher:
    return Link(
        _optional(data, "within", "link"),
        _pattern(data, "text", "link"),
        _pattern(data, "address", "link"),
    )


def _header(data: Mapping[str, Any]) -> Matcher:
    return Header(
        data["name"].lower(), _pattern(data, "pattern", "header"), data.get("required", True)
    )


_BUILDERS: Final = {
    "match": _match,
    "absent": _absent,
    "count": _count,
    "attribute": _attribute,
    "text": _text,
    "link": _link,
    "header": _header,
}
KINDS: Final = (*_BUILDERS, "check")


def build_matcher(data: Mapping[str, Any], *, trusted: bool = False) -> Matcher:
    """The matcher of a rule's data. Raises MatcherError, which names the key.

    Whether a check is there, and takes these options, is not asked for rules that are ``trusted``.
    """
    kinds = [kind for kind in KINDS if kind in data]
    if len(kinds) != 1:
        found = ", ".join(kinds) or "none"
        raise MatcherError("match", f"a rule has one matcher of {', '.join(KINDS)}; found: {found}")
    if kinds[0] == "check":
        return _called(data, trusted=trusted)
    return _BUILDERS[kinds[0]](data[kinds[0]])


def _called(data: Mapping[str, Any], *, trusted: bool) -> Matcher:
    name = data["check"]
    options = dict(data.get("options", {}))
    if trusted:
        return Called(compile_on(data), name, options)
    known = options_of(find_check(name))
    for key in options:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = (
                f"; did you mean {near[0]}?"
                if near
                else f"; it takes {', '.join(known) or 'no options'}"
            )
            raise MatcherError(f"options.{key}", f"{name} has no such option{hint}")
    return Called(compile_on(data), name, options)


def compile_on(data: Mapping[str, Any]) -> tuple[Selector, ...] | None:
    """The selectors of the key ``on``: what a check applies to; None for the page as a whole."""
    if "on" not in data:
        return None
    try:
        return compile_selector(data["on"])
    except SelectorError as error:
        raise MatcherError("on", f"the selector {data['on']!r} does not parse: {error}") from error


@cache
def find_check(name: str) -> Check:
    """The check of that name, ``topic.check``. Raises MatcherError where there is none."""
    if not _CHECK_NAME.match(name):
        raise MatcherError("check", f"{name!r} is not of the form topic.check")
    topic, _, function_name = name.partition(".")
    package = f"govpage_lint.checks.{topic}"
    try:
        checks: Mapping[str, str] = importlib.import_module(package).CHECKS
    except (ModuleNotFoundError, AttributeError) as error:
        if error.name not in (package, "CHECKS"):
            raise
        raise MatcherError("check", f"there are no checks called {topic}") from error
    if function_name not in checks:
        near = get_close_matches(function_name, checks, 1)
        hint = (
            f"; did you mean {topic}.{near[0]}?" if near else f"; {topic} has {', '.join(checks)}"
        )
        raise MatcherError("check", f"there is no check {name}{hint}")
    module = importlib.import_module(f"{package}.{checks[function_name]}")
    found: Check = getattr(module, function_name)
    return found
