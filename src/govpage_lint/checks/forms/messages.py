"""Decides which texts of a form tell of an error, and what they say (``rules/data/form_messages.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Final

from govpage_lint.checks.forms.fields import fields
from govpage_lint.checks.forms.templates import is_template
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.navigation.words import name_parts
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Document, Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_LONGEST: Final = 300
# More messages than these are no page of a form.
_MOST: Final = 200
_ENDS: Final = " \t\n.!?:;,*·•※-–—()[]!。"
_ALERTS: Final = frozenset(("alert", "alertdialog"))
# A quick look before names are taken apart.
_HINTED = regex(r"err|invalid|danger|alert|valid|warn|오류|에러", re.IGNORECASE)
_CONTROLS: Final = frozenset("button form fieldset input label option select textarea".split())


class Messages:
    """The words and names of messages, ready for matching."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.names = {key: frozenset(words) for key, words in table["names"].items()}
        self._error = regex("|".join(table["error"].values()))
        self._stated = regex("|".join(table["stated"].values()))
        self._unhelpful = regex("|".join(p for ps in table["unhelpful"].values() for p in ps))
        self._suggests = regex(table["suggests"]["any"])
        self._vague: tuple[str, ...] = tuple(p for ps in table["vague"].values() for p in ps)
        self._plainly = regex("|".join(f"(?:{p.replace('{label}', '(?!)')})" for p in self._vague))

    def tells_error(self, text: str) -> bool:
        """Whether a text tells that something is wrong."""
        return self._error.search(plain(text)) is not None

    def states_error(self, text: str) -> bool:
        """Whether a text says that an entry was found wrong, as no standing instruction does."""
        return self._stated.search(plain(text)) is not None

    def is_vague(self, text: str, labels: tuple[str, ...] = ()) -> bool:
        """Whether a text says that something is wrong, and neither what nor how to mend it."""
        said = plain(text)
        if not said or self._plainly.fullmatch(said):
            return bool(said)
        for label in map(plain, labels):
            if label and label in said and len(label) < len(said):
                # The label is put where the patterns have theirs.
                shortened = said.replace(label, "\0", 1)
                pattern = "|".join(f"(?:{p.replace('{label}', chr(0))})" for p in self._vague)
                if regex(pattern).fullmatch(shortened):
                    return True
        return False

    def is_unhelpful(self, text: str) -> bool:
        """Whether a text refuses an entry without the form that it should have."""
        return self._unhelpful.fullmatch(plain(text)) is not None and not self.suggests(text)

    def suggests(self, text: str) -> bool:
        """Whether a text shows what an entry should look like."""
        return self._suggests.search(text.casefold()) is not None

    def has_name(self, element: Element, kind: str) -> bool:
        """Whether the id or a class of an element marks it so."""
        value = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
        return self.is_named(value, kind)

    def is_named(self, names: str, kind: str) -> bool:
        """Whether ids or classes mark something so."""
        return not self.names[kind].isdisjoint(name_parts(names[:_LONGEST]))


def plain(text: str) -> str:
    """A message for comparing: in lower case, on one line, without signs at its ends."""
    return " ".join(text[:_LONGEST].casefold().replace("’", "'").split()).strip(_ENDS)


def messages(page: Page) -> Messages:
    """The words and names of messages."""
    return made_once(Messages, page.data("form_messages"))


@dataclass(frozen=True, slots=True)
class Message:
    """A text that tells of an error: ``text`` is what is written, hidden or not."""

    element: Element
    text: str


def error_messages(page: Page) -> list[Message]:
    """The outermost elements that are marked as errors and say so. To be asked by ``page.fact``."""
    found: list[Message] = []
    if not fields(page).all:
        return found
    known, beyond = _Marks(messages(page)), -1
    for element in known.marked(page.document):
        if element.order <= beyond or not element.is_html:
            continue
        if len(found) == _MOST:
            break
        if element.local_name in _CONTROLS:
            continue
        if fields(page).count(element):
            continue
        text = _text_of(element)
        told = text and len(text) <= _LONGEST and not is_template(text)
        if told and known.messages.tells_error(text):
            beyond = element.last
            found.append(Message(element, text))
    return found


class _Marks:
    """Which elements are marked as errors, by role, class or id; classes come again and again."""

    def __init__(self, known: Messages) -> None:
        self.messages = known
        self._values: dict[str, bool] = {}

    def marked(self, document: Document) -> list[Element]:
        """The marked elements of a document, in tree order."""
        bearers = document.by_attribute
        found = set(filter(_is_alert, bearers.get("role", ())))
        for name in ("class", "id"):
            found.update(
                one for one in bearers.get(name, ()) if self._names_error(one.attributes[name])
            )
        return sorted(found, key=attrgetter("order"))

    def _names_error(self, value: str) -> bool:
        found = self._values.get(value)
        if found is None:
            found = _HINTED.search(value) is not None and self.messages.is_named(value, "error")
            self._values[value] = found
        return found


def _is_alert(element: Element) -> bool:
    return not _ALERTS.isdisjoint(element.attributes.get("role", "").lower().split())


def _text_of(element: Element) -> str:
    """The text of an element that is short enough for a message; "" for others."""
    if element.last - element.order > 40:
        return ""
    return " ".join(
        " ".join(
            text.data
            for text in element.texts
            if text.parent is None or text.parent.local_name not in ("script", "style", "template")
        ).split()
    )
