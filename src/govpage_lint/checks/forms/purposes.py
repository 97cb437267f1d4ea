"""Decides what of the user's a field asks for, by the words of its label.

The words are data (``rules/data/input_purposes.toml``). A label tells it only with its whole text: "Name
of the court" is nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from govpage_lint.checks.forms.fields import (
    fields_of,
    form_of,
    group_of,
    input_type,
    is_texty,
    label_text,
)
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_PARENTHESES = regex(r"[(\[（［][^()\[\]（）［］]*[)\]）］]")
_SIGNS = regex(r"[^\w'’]|_")
_LONGEST: Final = 80
_TYPES: Final = {"email": "email", "tel": "tel"}
_MAX_FIELDS: Final = 60


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a field may ask for: ``personal`` is the token to write for the user's own, "" for others."""

    id: str
    personal: str
    kind: str
    tokens: frozenset[str]


class Purposes:
    """The purposes by the words of labels."""

    def __init__(self, table: Mapping[str, Any], words: Mapping[str, Any]) -> None:
        self.noise = frozenset(
            word for key in ("marks", "filler") for listed in words[key].values() for word in listed
        )
        self._others = tuple(word for listed in words["others"].values() for word in listed)
        self._searching = tuple(words["searching"]["names"])
        self._by_text: dict[str, Purpose] = {}
        self.by_id: dict[str, Purpose] = {}
        for name, entry in table.items():
            purpose = Purpose(
                name, entry.get("personal", ""), entry.get("type", ""), frozenset(entry["tokens"])
            )
            self.by_id[name] = purpose
            for text in (*entry.get("en", ()), *entry.get("ko", ())):
                self._by_text[self.plain(text)] = purpose

    def plain(self, text: str) -> str:
        """A label for comparing: without case, signs, parentheses, marks and fillers."""
        bare = _PARENTHESES.sub(" ", text[:_LONGEST].casefold())
        words = _SIGNS.sub(" ", bare).split()
        kept = [word.replace("’", "'") for word in words if word not in self.noise]
        return " ".join(kept or words)

    def of_text(self, text: str) -> Purpose | None:
        """What a label asks for; None where its words say something else, or more."""
        return self._by_text.get(self.plain(text)) if len(text) <= _LONGEST else None

    def is_of_others(self, text: str) -> bool:
        """Whether a text speaks of somebody else than the user."""
        folded = text.casefold()
        return any(word in folded for word in self._others)

    def searches(self, texts: Iterable[str]) -> bool:
        """Whether one of the names of a form or field says that it searches."""
        folded = "\n".join(texts).casefold()
        return any(word in folded for word in self._searching)


def purposes(page: Page) -> Purposes:
    """The purposes of the rules' data."""
    return made_once(Purposes, page.data("input_purposes"), page.data("form_words"))


def purpose_of(page: Page, field: Element) -> Purpose | None:
    """What a field asks for, told by its label, or by its type; None where that is not clear."""
    known = purposes(page)
    found = known.of_text(label_text(page, field))
    if found is None and (kind := _TYPES.get(input_type(field))):
        return known.by_id[kind]
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What the fields of a form ask for of the user's own; ``count``: how many different things."""

    fields: Mapping[Element, Purpose]
    count: int


def asked_by(page: Page, form: Element | None) -> Asked:
    """What a form asks for of the user's own; nothing where it searches, or asks about others."""
    known = page.fact(_asked)
    if form not in known:
        found = dict(_own(page, form))
        known[form] = Asked(found, len({purpose.id for purpose in found.values()}))
    return known[form]


def _asked(page: Page) -> dict[Element | None, Asked]:
    return {}


def _own(page: Page, form: Element | None) -> Iterable[tuple[Element, Purpose]]:
    known = purposes(page)
    if form is not None and _searches(page, form):
        return
    for field in fields_of(page, form)[:_MAX_FIELDS]:
        if not is_texty(page, field) or not field.is_html or known.searches(_names(field)):
            continue
        purpose = purpose_of(page, field)
        if purpose is None or _is_of_others(page, field):
            continue
        yield field, purpose


def _names(element: Element) -> list[str]:
    return [element.attributes.get(name, "") for name in ("id", "name", "class", "action", "role")]


def _searches(page: Page, form: Element) -> bool:
    if purposes(page).searches(_names(form)):
        return True
    return any(
        input_type(field) == "search"
        or purposes(page).searches((field.attributes.get("name", ""),))
        for field in fields_of(page, form)[:_MAX_FIELDS]
    )


def _is_of_others(page: Page, field: Element) -> bool:
    """Whether the names of the field, or the legend of the group around it, speak of others."""
    known = purposes(page)
    name = page.semantics.name(field)
    texts = [name if isinstance(name, str) else "", label_text(page, field), *_names(field)[:2]]
    group = group_of(page, field)
    if group is not None:
        title = page.semantics.name(group)
        texts.append(title if isinstance(title, str) else "")
    return any(known.is_of_others(text) for text in texts)


def own_form(page: Page, field: Element) -> Asked:
    """What the form of a field asks for of the user's own."""
    return asked_by(page, form_of(page, field))
