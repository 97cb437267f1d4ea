"""Decides the edits of a fix that a rule's file declares, and its title.

A fix sets or unsets attributes, renames, wraps or removes an element, inserts markup, replaces the
text that was found, or names code: a function of a module of this package. Placeholders stand for
what the message of the finding has; where one has no value there is no fix.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, cast

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, SourceRange, TextRange, Verdict
from govpage_lint.findings import Edit
from govpage_lint.logs import log
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    Repair,
    element_of,
    escaped,
    insert_after,
    insert_before,
    insert_first,
    insert_last,
    keeps_code,
    remove_attribute,
    remove_element,
    rename,
    rename_attribute,
    replace_content,
    replace_range,
    set_attributes,
    unwrap,
    wrap,
)

_PLACEHOLDER: Final = regex(r"\{(\w+)\}")
_CODE: Final = regex(r"([a-z_]+)\.([a-z_0-9]+)")
_START_TAG: Final = regex(r"<([a-z][a-z0-9-]*)(?:\s[^<>]*)?>")
_INSERTS: Final = {
    "before": insert_before,
    "after": insert_after,
    "first": insert_first,
    "last": insert_last,
}


class RepairError(ValueError):
    """A fix in a rule's file that makes no sense: ``key`` is where, below the rule."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def mended(
    data: Mapping[str, Any], page: Page, verdict: Verdict, values: Mapping[str, str]
) -> Mended | None:
    """What a declared fix does to a fault; None where it can't mend this one.

    ``values`` are what the placeholders of the finding's message stand for.
    """
    try:
        if "code" in data:
            found = find_repair(data["code"])(page, verdict, **data.get("options", {}))
        else:
            edits = sorted(
                _declared(data, verdict, values), key=lambda edit: (edit.start, edit.end)
            )
            found = Mended(tuple(edits))
        return found if found is not None and keeps_code(page.document, found.edits) else None
    except Refused:
        return None
    except Exception:
        # A finding is worth more than its repair: it is told without one.
        log.debug("while looking for a repair: %s", data.get("code", ""), exc_info=True)
        return None


def _declared(
    data: Mapping[str, Any], verdict: Verdict, values: Mapping[str, str]
) -> Iterable[Edit]:
    target = verdict.target
    element = element_of(target)
    if "set" in data:
        yield from set_attributes(
            element, {name: _filled(value, values) for name, value in data["set"].items()}
        )
    for name in data.get("unset", ()):
        yield from remove_attribute(element, _filled(name, values))
    if "spell" in data:
        yield from rename_attribute(target, _filled(data["spell"], values))
    if "rename" in data:
        yield from rename(element, data["rename"])
    if "remove" in data:
        yield from unwrap(element) if data["remove"] == "tags" else remove_element(element)
    if "wrap" in data:
        tag = _filled_markup(data["wrap"], values)
        match = _START_TAG.match(tag)
        yield from wrap(element, tag, f"</{match[1]}>" if match else "")
    for place, markup in data.get("insert", {}).items():
        yield from _INSERTS[place](element, _filled_markup(markup, values))
    if "replace" in data:
        yield from _replaced(verdict, _filled(data["replace"], values))


def _replaced(verdict: Verdict, text: str) -> Edits:
    target = verdict.target
    if isinstance(target, TextRange):
        return replace_range(target, text)
    if isinstance(target, AttributeOf):
        return set_attributes(target.element, {target.name: text})
    if isinstance(target, SourceRange):
        return (Edit(*target.span, text),)
    return replace_content(target, text)


def _filled(template: str, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise Refused
        return values[match[1]]

    return _PLACEHOLDER.sub(value, template)


def _filled_markup(template: str, values: Mapping[str, str]) -> str:
    return _filled(
        template, {key: escaped(value).replace("<", "&lt;") for key, value in values.items()}
    )


@cache
def find_repair(name: str) -> Repair:
    """The repair of that name, ``topic.repair``. Raises RepairError where there is none."""
    match = _CODE.fullmatch(name)
    if match is None:
        raise RepairError("fix.code", f"{name!r} is not of the form topic.repair")
    module_name = f"govpage_lint.repairs.{match[1]}"
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise
        raise RepairError("fix.code", f"there are no repairs called {match[1]}") from error
    found = vars(module).get(match[2])
    if not getattr(found, "is_repair", False):
        known = [key for key, value in vars(module).items() if getattr(value, "is_repair", False)]
        raise RepairError(
            "fix.code", f"there is no repair {name}; {match[1]} has {', '.join(known)}"
        )
    return cast(Repair, found)


def check_declared(data: Mapping[str, Any], cases: Iterable[str]) -> None:
    """Raises RepairError for a fix that the schema lets pass and that makes no sense."""
    known = ("", *cases)
    for case in data.get("cases", ()):
        if case not in known:
            raise RepairError("fix.cases", f"the rule has no case {case!r}")
    if "code" in data:
        find_repair(data["code"])
    if "wrap" in data and _START_TAG.fullmatch(data["wrap"]) is None:
        raise RepairError("fix.wrap", f"{data['wrap']!r} is not a start tag")
