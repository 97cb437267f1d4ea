"""Decides whether the keyboard gets out of everything that it gets into."""

from collections.abc import Iterator, Sequence

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.focused import FocusFacts, Trap


@check
def trapped(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that the keyboard gets out of neither forwards nor backwards, nor by Escape or by
    keys that the page names.

    It gives ``others``, the number of elements in the circle, and in the case "advice" ``keys``,
    those that the page names and that do nothing.
    """
    facts = page.probed(FocusFacts)
    if facts is None or not facts.targets:
        return
    closed = [trap for trap in facts.traps if not trap.escapes and not trap.works]
    ahead = [trap for trap in closed if trap.way == "forwards"]
    back = [trap for trap in closed if trap.way == "backwards"]
    if ahead and back:
        certain = any(not trap.asks for trap in ahead) and any(not trap.asks for trap in back)
        yield _verdict(ahead, certain)
        return
    yield passed(next(iter(facts.targets)))


@check
def caught(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that Tab or Shift+Tab do not get out of, and Escape neither, whatever else does.

    It gives ``others``, the number of elements in the circle.
    """
    facts = page.probed(FocusFacts)
    if facts is None or not facts.targets:
        return
    closed = [trap for trap in facts.traps if not trap.escapes]
    if not closed:
        yield passed(next(iter(facts.targets)))
        return
    trap = next((trap for trap in closed if not trap.asks), closed[0])
    verdict = cant_tell if trap.asks else failed
    yield verdict(trap.circle[0], others=len(trap.circle))


def _verdict(traps: Sequence[Trap], certain: bool) -> Verdict:
    trap = next((trap for trap in traps if not trap.asks), traps[0])
    if not certain:
        return cant_tell(trap.circle[0], others=len(trap.circle))
    if trap.told:
        keys = ", ".join(trap.told)
        return failed(trap.circle[0], "advice", others=len(trap.circle), keys=keys)
    return failed(trap.circle[0], others=len(trap.circle))
