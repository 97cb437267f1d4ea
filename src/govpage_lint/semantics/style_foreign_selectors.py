"""Decides what a compound selector asks for that is more than names, classes and ids.

cssselect2 parses it; its tree becomes the values of ``style_selectors``.
"""

from typing import Any

from cssselect2 import parser
from tinycss2.nth import parse_nth

from govpage_lint.semantics.style_selector_parts import (
    STATES,
    UNDECIDED,
    Attribute,
    Compound,
    Has,
    InvalidSelector,
    Languages,
    Link,
    Logical,
    Namespace,
    Nth,
    Pseudo,
    Simple,
    Specificity,
    UnsupportedSelector,
    linked,
)

type Namespaces = dict[str | None, str] | None


def foreign_compound(text: str, namespaces: Namespaces, *, fold: bool) -> Compound:
    """The compound that ``text`` means. Raises InvalidSelector or UnsupportedSelector."""
    if text == "&":
        # Outside of any rule it is the root, with no specificity.
        return _Converter(namespaces, fold).compound(
            parser.CompoundSelector([parser.PseudoClassSelector("scope")]), None
        )
    try:
        parsed = list(parser.parse(text, namespaces))
        if len(parsed) != 1 or isinstance(parsed[0].parsed_tree, parser.CombinedSelector):
            raise InvalidSelector(text)
        return _Converter(namespaces, fold).compound(
            parsed[0].parsed_tree, parsed[0].pseudo_element
        )
    except parser.SelectorError as error:
        # The pseudo-classes in it are known to browsers, else it would not have come here.
        if "pseudo" in str(error):
            raise UnsupportedSelector(text) from error
        raise InvalidSelector(text) from error
    except (RecursionError, AttributeError, TypeError, ValueError) as error:
        if isinstance(error, (InvalidSelector, UnsupportedSelector)):
            raise
        raise UnsupportedSelector(text) from error


class _Converter:
    def __init__(self, namespaces: Namespaces, fold: bool) -> None:
        self._namespaces = namespaces
        self._fold = fold

    def compound(self, node: Any, pseudo_element: str | None) -> Compound:
        tag = None
        ids: list[str] = []
        classes: list[str] = []
        simples: list[Simple] = []
        specificity: Specificity = (0, 0, int(pseudo_element is not None))
        stateful = unsure = False
        for simple in node.simple_selectors:
            added = tuple(simple.specificity)
            if isinstance(simple, parser.LocalNameSelector):
                tag = simple.lower_local_name
            elif isinstance(simple, parser.IDSelector):
                ids.append(simple.ident.lower() if self._fold else simple.ident)
            elif isinstance(simple, parser.ClassSelector):
                classes.append(simple.class_name.lower() if self._fold else simple.class_name)
            else:
                made = self._simple(simple)
                simples.append(made)
                inner = _links(made)
                stateful |= any(link.stateful for link in inner) or (
                    isinstance(made, Pseudo) and made.name in STATES
                )
                unsure |= any(link.unsure for link in inner) or (
                    isinstance(made, Pseudo) and made.name in UNDECIDED
                )
                if isinstance(made, Nth) and made.links:
                    added = max(link.specificity for link in made.links)
                    added = (added[0], added[1] + 1, added[2])
            specificity = (
                specificity[0] + added[0],
                specificity[1] + added[1],
                specificity[2] + added[2],
            )
        return Compound(
            tag,
            tuple(ids),
            tuple(classes),
            tuple(simples),
            specificity,
            pseudo_element,
            stateful,
            unsure,
        )

    def _link(self, tree: Any) -> Link:
        """A parsed selector, compound by compound from the left."""
        steps = []
        while isinstance(tree, parser.CombinedSelector):
            steps.append((tree.combinator, tree.right))
            tree = tree.left
        link = linked(self.compound(tree, None))
        for combinator, right in reversed(steps):
            link = linked(self.compound(right, None), combinator, link)
        return link

    def _simple(self, node: Any) -> Simple:
        if isinstance(node, parser.AttributeSelector):
            return self._attribute(node)
        if isinstance(node, parser.NamespaceSelector):
            return Namespace(node.namespace)
        if isinstance(node, parser.RelationalSelector):
            return Has(
                tuple(
                    (one.combinator, self._link(one.selector.parsed_tree))
                    for one in node.selector_list
                )
            )
        if isinstance(node, parser.NegationSelector):
            return Logical("not", tuple(self._link(one.parsed_tree) for one in node.selector_list))
        if isinstance(node, (parser.MatchesAnySelector, parser.SpecificityAdjustmentSelector)):
            return Logical("is", tuple(self._link(one.parsed_tree) for one in node.selector_list))
        if isinstance(node, parser.FunctionalPseudoClassSelector):
            return self._function(node)
        return Pseudo(node.name)

    def _attribute(self, node: Any) -> Simple:
        if node.namespace is None:
            raise UnsupportedSelector("an attribute of any namespace")
        fold = None if node.case_sensitive is None else not node.case_sensitive
        return Attribute(node.lower_name, node.operator, node.value or "", fold)

    def _function(self, node: Any) -> Simple:
        if node.name == "lang":
            return Languages(
                tuple(
                    str(token.value).lower()
                    for token in node.arguments
                    if token.type in ("ident", "string")
                )
            )
        if node.name == "dir":
            return Pseudo("dir")
        if not node.name.startswith("nth-"):
            raise UnsupportedSelector(f":{node.name}()")
        place = next(
            (
                i
                for i, token in enumerate(node.arguments)
                if token.type == "ident" and token.lower_value == "of"
            ),
            None,
        )
        steps = parse_nth(node.arguments if place is None else node.arguments[:place])
        if steps is None or node.name not in (
            "nth-child",
            "nth-last-child",
            "nth-of-type",
            "nth-last-of-type",
        ):
            raise InvalidSelector(node.name)
        links: tuple[Link, ...] = ()
        if place is not None:
            inner = parser.parse(node.arguments[place + 1 :], self._namespaces)
            links = tuple(self._link(one.parsed_tree) for one in inner)
        return Nth(
            steps[0], steps[1], last="last" in node.name, of_type="type" in node.name, links=links
        )


def _links(simple: Simple) -> tuple[Link, ...]:
    if isinstance(simple, Has):
        return tuple(link for _, link in simple.relatives)
    return simple.links if isinstance(simple, (Logical, Nth)) else ()
