"""Decides which style sheets a page has, and which of their rules are in force.

``<style>``, ``<link rel=stylesheet>`` and ``@import``, in the order that the cascade knows, each
with its media, its layer and its conditions. What cannot be read, or is too much to be read, is
noted: the styles are not complete then.
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin

from govpage_lint.document.tree import Document
from govpage_lint.semantics.style_entries import Layer, Rule, Sheet, Sheets
from govpage_lint.semantics.style_media import media_matches, supports
from govpage_lint.semantics.style_rules import Layers, RuleText, nested_selectors
from govpage_lint.semantics.style_sources import inline_data, style_elements
from govpage_lint.semantics.style_syntax import (
    Condition,
    Item,
    Statement,
    StyleRule,
    TooMuch,
    matching_end,
    read_sheet,
    split_top,
    split_words,
    unescaped,
)

# Of one page, over all its sheets.
MOST_TEXT: Final = 8_000_000
MOST_RULES: Final = 100_000
MOST_SELECTORS: Final = 100_000
MOST_SHEETS: Final = 200
_DEEPEST_IMPORT: Final = 8

type Load = Callable[[str], str | None]


class _Scope:
    """What holds inside a condition: whether it applies (None: cannot be decided), and its layer."""

    __slots__ = ("applies", "layer")

    def __init__(self, applies: bool | None, layer: Layer) -> None:
        self.applies = applies
        self.layer = layer


class SheetReader:
    """Reads the sheets of a page. ``load`` gives the text at an address, or None."""

    def __init__(self, document: Document, load: Load) -> None:
        self._document = document
        self._load = load
        self._layers = Layers()
        self._found = Sheets()
        self._text = MOST_TEXT
        self._rules = MOST_RULES
        self._left = MOST_SELECTORS
        self._count = 0
        base = next(
            (
                e.attributes["href"]
                for e in document.by_name.get("base", ())
                if "href" in e.attributes
            ),
            "",
        )
        self._base = base.strip()

    def read(self) -> Sheets:
        """What the page's sheets say."""
        for element in style_elements(self._document):
            if element.local_name == "link":
                href = element.attributes["href"].strip()
                self._linked(
                    urljoin(self._base, href) if self._base else href, _Scope(True, ()), ()
                )
            else:
                self._sheet(Sheet(element.text, self._base, element), _Scope(True, ()), ())
        self._found.ranks = self._layers.ranks()
        return self._found

    def _ignored(self, label: str, reason: str) -> None:
        self._found.complete = False
        self._found.notes.append(f"style sheet ignored: {label[:200]}: {reason}")

    def _linked(self, address: str, scope: _Scope, chain: tuple[str, ...]) -> None:
        self._count += 1
        if address in chain:
            # A sheet that imports itself: browsers stop here too.
            return
        if self._count > MOST_SHEETS or len(chain) >= _DEEPEST_IMPORT:
            self._ignored(
                address,
                f"more than {MOST_SHEETS} sheets"
                if self._count > MOST_SHEETS
                else "imported too deep",
            )
            return
        text = inline_data(address) if address[:5].lower() == "data:" else self._load(address)
        if text is None:
            self._ignored(address, "it could not be read")
        else:
            self._sheet(Sheet(text, address), scope, (*chain, address))

    def _sheet(self, sheet: Sheet, scope: _Scope, chain: tuple[str, ...]) -> None:
        """Take a sheet whole, or note why not."""
        self._text -= len(sheet.text)
        before = len(self._found.rules)
        try:
            if self._text < 0:
                raise TooMuch(f"more than {MOST_TEXT} characters of style sheets")
            quirks = self._document.mode == "quirks"
            text, items = read_sheet(sheet.text, MOST_RULES, shared=sheet.element is None)
            clean = Sheet(text, sheet.address, sheet.element, quirks)
            self._rules -= len(items)
            if self._rules < 0:
                raise TooMuch(f"more than {MOST_RULES} rules")
            self._found.monospaced |= "monospace" in clean.text.lower()
            _Reading(self, clean, scope, chain).run(items)
        except TooMuch as error:
            del self._found.rules[before:]
            self._ignored(sheet.label, str(error))


class _Reading:
    """One sheet on its way into the entries of a page."""

    def __init__(
        self, reader: SheetReader, sheet: Sheet, scope: _Scope, chain: tuple[str, ...]
    ) -> None:
        self._reader = reader
        self._sheet = sheet
        self._chain = chain
        self._scopes: dict[Condition | None, _Scope] = {None: scope}
        self._resolved: dict[int, str] = {}
        self._namespaces: dict[str | None, str] = {}
        self._importing = True

    def run(self, items: list[Item]) -> None:
        for item in items:
            if isinstance(item, StyleRule):
                self._importing = False
                self._style_rule(item)
            elif isinstance(item, Condition):
                if item.name != "layer":
                    self._importing = False
                self._scopes[item] = self._inside(item)
            else:
                self._statement(item)

    def _inside(self, condition: Condition) -> _Scope:
        around = self._scopes[condition.parent]
        if around.applies is False:
            return around
        name, prelude = condition.name, condition.prelude
        if name == "layer":
            layer = self._reader._layers.within(around.layer, prelude)
            self._reader._layers.declare(layer)
            return _Scope(around.applies, layer)
        if name == "media":
            return around if media_matches(prelude) else _Scope(False, around.layer)
        if name == "supports":
            return around if supports(prelude) else _Scope(False, around.layer)
        # Containers and scopes are not measured; starting styles last no time.
        return _Scope(False if name == "starting-style" else None, around.layer)

    def _statement(self, item: Statement) -> None:
        scope = self._scopes[item.condition]
        if scope.applies is False:
            return
        if item.name == "import":
            if self._importing and item.block is None and item.condition is None:
                self._import(item.prelude, scope)
            return
        if item.name == "layer" and item.block is None:
            for name in item.prelude.split(","):
                self._reader._layers.declare(self._reader._layers.within(scope.layer, name))
            return
        if item.name == "namespace":
            self._namespace(item.prelude)
        elif item.name.endswith("keyframes") and item.block is not None:
            name = unescaped(item.prelude.strip().strip("\"'"))
            properties = frozenset(RuleText(item.block).names())
            known = self._reader._found.keyframes.get(name, frozenset())
            self._reader._found.keyframes[name] = known | properties
        elif item.name == "property" and item.block is not None:
            self._register(item.prelude.strip(), item.block)
        if item.name not in ("charset", "layer"):
            self._importing = False

    def _register(self, name: str, block: str) -> None:
        declared = {one[0]: one[1] for one in RuleText(*split_top(block, ";")).declarations()}
        inherits = declared.get("inherits", "true").lower() != "false"
        self._reader._found.registered[name] = (declared.get("initial-value"), inherits)

    def _namespace(self, prelude: str) -> None:
        words = split_words(prelude)
        if words and len(words) <= 2:
            url = words[-1]
            url = url[4:-1].strip() if url[:4].lower() == "url(" else url
            self._namespaces[words[0] if len(words) == 2 else None] = url.strip("\"'")

    def _import(self, prelude: str, scope: _Scope) -> None:
        words = split_words(prelude)
        if not words:
            return
        url = words[0]
        url = url[4:-1].strip() if url[:4].lower() == "url(" else url
        url = unescaped(url.strip("\"'"))
        rest = prelude[prelude.index(words[0]) + len(words[0]) :].strip()
        layer = scope.layer
        if rest[:5].lower() == "layer":
            end = matching_end(rest, 6) if rest[5:6] == "(" else 5
            name = rest[6 : end - 1] if end > 5 else ""
            layer = self._reader._layers.within(layer, name)
            self._reader._layers.declare(layer)
            rest = rest[end:].strip()
        if rest[:9].lower() == "supports(":
            end = matching_end(rest, 9)
            inside = rest[9 : end - 1]
            if not supports(
                inside if inside.lstrip().startswith(("(", "not", "selector")) else f"({inside})"
            ):
                return
            rest = rest[end:].strip()
        if url and media_matches(rest):
            self._reader._linked(
                urljoin(self._sheet.address, url), _Scope(scope.applies, layer), self._chain
            )

    def _style_rule(self, rule: StyleRule) -> None:
        selectors = rule.selectors
        if rule.parent is not None:
            around = rule.parent
            parent = self._resolved.get(id(around)) if around.parent else around.selectors
            nested = nested_selectors(parent, selectors)
            if nested is None:
                return
            selectors = self._resolved[id(rule)] = nested
        scope = self._scopes[rule.condition]
        if scope.applies is False or not rule.body:
            return
        reader = self._reader
        reader._left -= selectors.count(",") + 1
        if reader._left < 0:
            raise TooMuch(f"more than {MOST_SELECTORS} selectors")
        rules = reader._found.rules
        unsure = scope.applies is None
        rules.append(
            Rule(rule, selectors, self._sheet, scope.layer, len(rules), unsure, self._namespaces)
        )
