"""Decides whether a page has a title, and whether the title says what the page is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.describing.kinds import other_of_kind
from govpage_lint.checks.describing.placeholders import placeholders, segments
from govpage_lint.checks.describing.topics import topics
from govpage_lint.checks.describing.words import shares_words, stems_of, words_of
from govpage_lint.checks.icons.inside import is_bound, is_template
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import body_text
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

# Titles in here are those of other documents, or none at all.
_ELSEWHERE: Final = ("template", "iframe", "object", "noscript")
_SETS_TITLE = regex(r"document\s*(?:\.\s*title|\[\s*[\"']title)|[\"']title[\"']\s*\)|<title")
# A text this short may be about its title in words of its own.
_MIN_TITLE_STEMS: Final = 3
_MIN_PAGE_STEMS: Final = 6
# All of a text this short is as good as its heading.
_SHORT: Final = 60


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page: what its first ``title`` says, white space collapsed."""

    element: Element
    text: str


def title_of(page: Page) -> Title | None:
    """The title that browsers take, be it empty; None without one."""
    for element in page.document.by_name.get("title", ()):
        if element.closest(*_ELSEWHERE) is None:
            return Title(element, " ".join(element.text.split()))
    return None


@check
def title_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The page has a title that is not blank (ACT 2779a5). Cases: "missing", "empty"."""
    root = page.document.root
    if root.local_name != "html":
        return
    title = title_of(page)
    if title is not None and title.text:
        yield passed(title.element)
        return
    target = title.element if title is not None else page.document.head or root
    if page.observer == "source" and _title_comes_later(page, title):
        yield cant_tell(target)
    else:
        yield failed(target, "empty" if title is not None else "missing")


def _title_comes_later(page: Page, title: Title | None) -> bool:
    """Whether a template or script writes the title, as far as the source shows."""
    if title is not None and is_bound(page, title.element):
        return True
    scripts = page.document.by_name.get("script", ())
    if any(_SETS_TITLE.search(script.text) for script in scripts if "src" not in script.attributes):
        return True
    # An empty page with scripts is written by them as a whole.
    body = page.document.body
    return bool(scripts) and body is not None and not page.fact(body_text)


@check
def title_undescriptive(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of the page says what it is about (ACT c4a8a4).

    Cases: "placeholder", "generic", "file-name", "other-thing" (names {thing}, where the page is
    about {other}) and "unrelated" (no word of it is on the page). Cannot tell where it shares no
    word with the page, but is short.
    """
    title = title_of(page)
    if title is None or not title.text:
        return
    if page.observer == "source" and is_template(title.text):
        yield cant_tell(title.element, text=title.text)
        return
    case = _empty_words(page, title.text)
    if case is not None:
        yield failed(title.element, case, text=title.text)
        return
    yield from _against_content(page, title)


def _empty_words(page: Page, text: str) -> str | None:
    words = placeholders(page)
    parts = segments(text)
    if words.has("untitled", text) or (len(parts) > 1 and words.has("untitled", parts[0])):
        return "placeholder"
    if words.has("file-name", text):
        return "file-name"
    return "generic" if words.has("generic", text) else None


def _against_content(page: Page, title: Title) -> Iterator[Verdict]:
    body = page.document.body
    if body is None:
        return
    text = page.fact(body_text)
    heading = _main_heading(page)
    if not heading and len(words_of(text[:2_000])) <= _SHORT:
        heading = text
    for part in segments(title.text):
        found = other_of_kind(page, part, heading, text) if heading else None
        if found is not None:
            thing, other = found
            yield failed(title.element, "other-thing", text=title.text, thing=thing, other=other)
            return
    if topics(page).is_other(title.text, text):
        yield failed(title.element, "unrelated", text=title.text)
    elif (heading and shares_words(title.text, heading)) or shares_words(title.text, text):
        yield passed(title.element)
    elif _is_enough(title.text, text) and not _is_written_by_scripts(page):
        yield failed(title.element, "unrelated", text=title.text)
    else:
        yield cant_tell(title.element, text=title.text)


def _main_heading(page: Page) -> str:
    """The texts of the page's headings of level 1, where it has any."""
    tops = (heading for heading, level in page.semantics.headings() if level == 1)
    return " ".join(page.semantics.text(heading) for heading in tops)


def _is_enough(title: str, text: str) -> bool:
    """Whether title and text say enough to be about something, in letters of one kind."""
    ours, theirs = stems_of(title), stems_of(text)
    if len(ours) < _MIN_TITLE_STEMS or len(theirs) < _MIN_PAGE_STEMS:
        return False
    return any(map(str.isascii, ours)) == any(map(str.isascii, theirs))


def _is_written_by_scripts(page: Page) -> bool:
    """Whether scripts may still write what the page is about."""
    return page.observer == "source" and bool(page.document.by_name.get("script"))
