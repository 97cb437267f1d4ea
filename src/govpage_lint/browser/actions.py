"""What is done in a tab before it is checked, as a person would do it: fill in, press, choose, wait."""

import json
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from govpage_lint.browser.errors import BrowserError, DocumentGone, PageBusy, PageLoadError
from govpage_lint.browser.loading import LoadLimits, open_page
from govpage_lint.browser.page import Page, driver_errors
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

type Kind = Literal["go", "fill", "click", "press", "select", "wait", "expect", "submit"]

KINDS: Final[tuple[Kind, ...]] = (
    "go",
    "fill",
    "click",
    "press",
    "select",
    "wait",
    "expect",
    "submit",
)
_PAUSE: Final = 0.05
_HIDE_SECONDS: Final = 5.0
_HIDE: Final = """
const sheet = new CSSStyleSheet();
for (const rule of %s) try { sheet.insertRule(rule) } catch {}
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
"""
_NAMED_KEYS: Final = (
    "Enter Tab Escape Space Backspace Delete Home End ArrowUp ArrowDown ArrowLeft ArrowRight "
    "PageUp PageDown".split()
)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``target`` is an address for go, a key for press, else a CSS selector.

    ``value`` is what is filled in or selected, or where a key is pressed; ``url`` and ``text`` are
    expected to be in the address and in the element. ``seconds`` is how long it may take, or how
    long is waited where there is no target. An ``optional`` one may find nothing to be done to.
    """

    kind: Kind
    target: str = ""
    value: str = ""
    text: str = ""
    url: str = ""
    seconds: float = 10.0
    optional: bool = False

    def __str__(self) -> str:
        what = self.target or self.url or f"{self.seconds:g} seconds"
        return f"{self.kind} {what}"


class ActionFailed(BrowserError):
    """Something could not be done: which, and why. Values are never quoted."""


def hide(page: Page, selectors: Sequence[str]) -> None:
    """Show nothing that these CSS selectors match, in the page itself. Raises the browser's errors.

    It takes a style sheet of no element, so that the page is otherwise as it was.
    """
    if not selectors:
        return
    rules = [f"{selector} {{ display: none !important }}" for selector in selectors]
    page.execute(_HIDE % json.dumps(rules), seconds=_HIDE_SECONDS)


def known_key(name: str) -> bool:
    """Whether a key has this name: a letter, a digit or a sign, or one such as Enter."""
    return len(name) == 1 or name in _NAMED_KEYS


def perform(page: Page, actions: Sequence[Action], where: str) -> None:
    """Do one thing after another in the tab. Raises ActionFailed, naming the action by its number.

    ``where`` is what the actions are called. DriverFailure is passed on.
    """
    for number, action in enumerate(actions, 1):
        try:
            _DOERS[action.kind](page, action)
        except _NotDone as error:
            if action.optional and error.missing:
                continue
            raise _failed(where, number, action, str(error)) from None
        except PageLoadError as error:
            raise _failed(where, number, action, str(error)) from error
        except (DocumentGone, PageBusy) as error:
            raise _failed(where, number, action, "the page went away or did not answer") from error


def _failed(where: str, number: int, action: Action, reason: str) -> ActionFailed:
    message = f"{where}: action {number} ({action}): {reason}"
    return ActionFailed(
        "action-failed", message, where=where, number=number, action=str(action), reason=reason
    )


class _NotDone(Exception):
    def __init__(self, reason: str, *, missing: bool = False) -> None:
        super().__init__(reason)
        self.missing = missing


def _until(seconds: float, look: Callable[[], Any]) -> Any:
    """What ``look`` gives once it is something; None where it never is in that time."""
    limit = time.monotonic() + seconds
    while True:
        try:
            if found := look():
                return found
        except DocumentGone:
            # The page is on its way elsewhere, which is often what is waited for.
            pass
        if time.monotonic() > limit:
            return None
        time.sleep(_PAUSE)


def _seen(page: Page, selector: str) -> "WebElement | None":
    from selenium.common.exceptions import InvalidSelectorException

    try:
        with driver_errors():
            try:
                found = page.driver.find_elements("css selector", selector)
            except InvalidSelectorException:
                raise _NotDone(f"{selector} is no CSS selector") from None
            return next((one for one in found if one.is_displayed()), None)
    except BrowserError as error:
        if "selector" in str(error).lower():
            raise _NotDone(f"{selector} is no CSS selector") from None
        raise


def _element(page: Page, action: Action, selector: str) -> "WebElement":
    found = _until(action.seconds, lambda: _seen(page, selector))
    if found is None:
        words = f"nothing visible matches it after {action.seconds:g} seconds"
        raise _NotDone(words, missing=True)
    element: WebElement = found
    return element


def _go(page: Page, action: Action) -> None:
    open_page(page, action.target, LoadLimits(answer=action.seconds, load=action.seconds))


def _fill(page: Page, action: Action) -> None:
    element = _element(page, action, action.target)
    _try(element.clear)
    _try(lambda: element.send_keys(action.value))


def _click(page: Page, action: Action) -> None:
    element = _element(page, action, action.target)
    _try(lambda: element.click())


def _press(page: Page, action: Action) -> None:
    from selenium.webdriver.common.keys import Keys

    code = action.target
    if len(code) > 1:
        name = "".join(f"_{c}" if c.isupper() else c for c in code).lstrip("_").upper()
        code = getattr(Keys, name.replace("BACK_SPACE", "BACKSPACE"))
    if action.value:
        element = _element(page, action, action.value)
    else:
        with driver_errors():
            element = page.driver.switch_to.active_element
    _try(lambda: element.send_keys(code))


def _select(page: Page, action: Action) -> None:
    from selenium.webdriver.support.select import Select

    element = _element(page, action, action.target)

    def choose() -> None:
        from selenium.common.exceptions import NoSuchElementException

        chosen = Select(element)
        try:
            chosen.select_by_value(action.value)
        except NoSuchElementException:
            chosen.select_by_visible_text(action.value)

    _try(choose)


def _wait(page: Page, action: Action) -> None:
    if action.target:
        _element(page, action, action.target)
    else:
        time.sleep(action.seconds)


def _expect(page: Page, action: Action) -> None:
    def holds() -> bool:
        if action.url and action.url not in page.address:
            return False
        if not action.target:
            return True
        element = _seen(page, action.target)
        return element is not None and action.text in (element.text or "")

    if not _until(action.seconds, holds):
        raise _NotDone(f"is not so after {action.seconds:g} seconds")


def _submit(page: Page, action: Action) -> None:
    element = _element(page, action, action.target)
    script = "const e = arguments[0]; (e.form || e.closest('form') || e).requestSubmit()"
    _try(lambda: page.driver.execute_script(script, element))


def _try(do: Callable[[], object]) -> None:
    from selenium.common.exceptions import WebDriverException

    try:
        do()
    except WebDriverException as error:
        # What the driver says may quote what was filled in.
        raise _NotDone(f"the browser could not do it ({type(error).__name__})") from None


_DOERS: Final[dict[Kind, Callable[[Page, Action], None]]] = {
    "go": _go,
    "fill": _fill,
    "click": _click,
    "press": _press,
    "select": _select,
    "wait": _wait,
    "expect": _expect,
    "submit": _submit,
}
