"""What a browser computed for each element of a page: styles, role, name, to be compared with ours."""

from dataclasses import dataclass
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.unknown import Maybe

_STYLES = """
return Array.from(document.querySelectorAll('*')).map(e => {
  const own = getComputedStyle(e);
  const before = getComputedStyle(e, '::before'), after = getComputedStyle(e, '::after');
  return [e.localName, {display: own.display, visibility: own.visibility, position: own.position},
    {content: before.content, display: before.display},
    {content: after.content, display: after.display}];
})
"""
_LOADED = "return document.readyState === 'complete' && location.href === arguments[0]"


@dataclass(frozen=True, slots=True)
class Seen:
    """An element as the browser has it; ``role`` is None where it is not in the tree."""

    tag: str
    styles: dict[str | None, dict[str, str]]
    role: str | None
    name: str


class ComputedStyles:
    """Style facts from a browser."""

    def __init__(self, seen: dict[Element, Seen]) -> None:
        self._seen = seen

    def value(self, element: Element, property: str, pseudo: str | None = None) -> Maybe[str]:
        """As ``StyleFacts`` has it; what scripting leaves out of the DOM is not displayed."""
        seen = self._seen.get(element)
        if seen is None:
            return {"display": "none", "content": "none"}.get(property, "visible")
        return seen.styles[pseudo].get(property, "")

    def declares(self, element: Element, names: frozenset[str]) -> bool:
        """As ``StyleFacts`` has it: ask for the values."""
        return True


def observe(driver: WebDriver, address: str) -> list[Seen]:
    """The elements of a page in tree order; none where the page changed meanwhile."""
    driver.get(address)
    WebDriverWait(driver, 30, poll_frequency=0.02).until(
        lambda _: driver.execute_script(_LOADED, address), address
    )
    rows = driver.execute_script(_STYLES)
    handles = _handles(_command(driver, "DOM.getDocument", depth=-1)["root"])
    _command(driver, "Accessibility.enable")
    nodes: dict[int, dict[str, Any]] = {}
    for node in _command(driver, "Accessibility.getFullAXTree")["nodes"]:
        nodes.setdefault(node.get("backendDOMNodeId", -1), node)
    _command(driver, "Accessibility.disable")
    if len(handles) != len(rows):
        return []  # the page went on to another one by itself
    found = []
    for handle, (tag, own, before, after) in zip(handles, rows, strict=True):
        node = nodes.get(handle)
        ignored = node is None or node["ignored"]
        found.append(
            Seen(
                tag,
                {None: own, "::before": before, "::after": after},
                None if node is None or ignored else node["role"]["value"],
                "" if node is None or ignored else node.get("name", {}).get("value", ""),
            )
        )
    return found


def align(document: Document, seen: list[Seen]) -> dict[Element, Seen] | None:
    """Our elements with the browser's; None where the trees are not the same.

    With scripting, what is in ``noscript`` is text to a browser.
    """
    ours: list[Element] = []
    skipped = -1
    for element in document.elements:
        if element.order > skipped:
            ours.append(element)
            if element.is_html and element.local_name in ("noscript", "template"):
                skipped = element.last
    if [element.local_name for element in ours] != [one.tag for one in seen]:
        return None
    return dict(zip(ours, seen, strict=True))


def _handles(root: dict[str, Any]) -> list[int]:
    found = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node["nodeType"] == 1:
            found.append(node["backendNodeId"])
        waiting.extend(reversed(node.get("children", ())))
    return found


def _command(driver: WebDriver, name: str, **parameters: object) -> Any:
    return driver.execute_cdp_cmd(name, parameters)
