"""Decides whether keys do what people expect of them, and no more."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.motion.controls import controls_named
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.keyed import KeyFacts

# A page that takes so many characters takes all: what it does with them is not known.
_ANY_CHARACTER: Final = 20


@check
def character_shortcut(page: Page, element: Element) -> Iterator[Verdict]:
    """Pages on which a character alone does something while nothing has the focus, and where no
    control in sight is named as if it could turn that off. It gives ``keys``."""
    facts = page.probed(KeyFacts)
    if facts is None:
        return
    root = page.document.root
    if not facts.shortcuts:
        yield passed(root)
        return
    keys = ", ".join("Space" if key == " " else key for key in facts.shortcuts[:_ANY_CHARACTER])
    shown = [one for one in page.fact(_settings) if page.semantics.presumed_visible(one)]
    if shown or len(facts.shortcuts) >= _ANY_CHARACTER:
        yield cant_tell(root, keys=keys)
    else:
        yield failed(root, keys=keys)


@check
def button_key_ignored(page: Page, element: Element) -> Iterator[Verdict]:
    """What ARIA calls a button and the Space key does not press; in the case "both", Enter neither."""
    facts = page.probed(KeyFacts)
    if facts is None:
        return
    for target, (space, enter) in facts.buttons.items():
        # The browser follows a link when Enter is pressed, whatever a script does.
        enter = enter or (target.local_name in ("a", "area") and "href" in target.attributes)
        if space and enter:
            yield passed(target)
        else:
            yield failed(target, "both" if not space and not enter else None)


@check
def shown_by_mouse(page: Page, element: Element) -> Iterator[Verdict]:
    """Menus that open only for who points at them, and in the case "tip" texts of that kind. It
    gives ``text``."""
    facts = page.probed(KeyFacts)
    if facts is None:
        return
    for one in facts.pointed:
        yield failed(one.owner, "tip" if one.kind == "tip" else None, text=one.text)
    if not facts.pointed:
        yield passed(page.document.root)


def _settings(page: Page) -> list[Element]:
    return controls_named(page, "shortcuts")
