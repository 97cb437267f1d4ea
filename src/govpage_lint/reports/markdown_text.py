"""Decides how text is written in Markdown so that nothing in it is markup."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.regexes import regex
from govpage_lint.reports.escape import visible

# Letters, digits and plain punctuation stay; anything that could mean something becomes a number.
_MARKUP: Final = regex(r"[^\w\s,;?'“”‘’…·/(). -]|_")
# "www." starts a link, "1." and "1)" a list.
_LINK: Final = regex(r"(?<=www)\.", re.IGNORECASE)
_NUMBER: Final = regex(r"^(\s*\d+)([.)])|^(\s*)(-)")
# These make mentions and references out of finished text, where a number is no help.
_MENTION: Final = regex(r"&#(64|35);")
_ISSUE: Final = regex(r"\b(GH)-(?=\d)", re.IGNORECASE)


def plain(text: str) -> str:
    """A text on one line as Markdown that shows it, with no link, mention or HTML in it."""
    line = " ".join(visible(text).split())
    line = _MARKUP.sub(lambda found: f"&#{ord(found[0])};", line)
    line = _LINK.sub("&#46;", line)
    line = _NUMBER.sub(_unlisted, line)
    # An invisible space keeps @name and #1 from becoming a person or an issue.
    line = _MENTION.sub("&#\\1;\u200b", line)
    return _ISSUE.sub("\\1\u200b-", line)


def _unlisted(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}&#{ord(found[2])};"
    return f"{found[3]}&#45;"


def code(text: str) -> str:
    """A text as code; HTML's element, since backticks may be in the text."""
    shown = plain(text).replace("\u200b", "")
    return f"<code>{shown}</code>" if shown else ""


def link(text: str, url: str | None) -> str:
    """A link; the text alone where there is no address that leads to the web."""
    shown = plain(text)
    if url is None or not re.match(r"https?://[^\s<>()\\]+$", url):
        return shown
    return f"[{shown}]({url})"
