"""Who the browser is to a site: headers and cookies of a person, and what a login left behind.

Headers are put into requests by an extension with rules and no code, because DevTools' extra
headers would go to every host that a page loads something from, and along with redirects.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from govpage_lint.browser.page import Page
from govpage_lint.records import dataclass

_SECONDS: Final = 5.0
_EVERYTHING: Final = (
    "main_frame sub_frame stylesheet script image font object xmlhttprequest ping media websocket "
    "csp_report other".split()
)
_STORAGE: Final = """
const kept = (store) => Object.fromEntries(Object.entries(store));
try { return [location.origin, kept(localStorage), kept(sessionStorage)]; } catch { return null; }
"""
# Only what is missing is put back: a page may have changed it since.
_PUT_BACK: Final = """
((origin, local, session) => {
  if (location.origin !== origin) return;
  try {
    for (const [store, kept] of [[localStorage, local], [sessionStorage, session]])
      for (const [name, value] of Object.entries(kept))
        if (store.getItem(name) === null) store.setItem(name, value);
  } catch {}
})(%s, %s, %s);
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a site left in the browser: cookies as DevTools have them, and what one origin stored."""

    cookies: tuple[Mapping[str, Any], ...] = ()
    storage: tuple[str, Mapping[str, str], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What every page of a session is opened with.

    ``headers`` go with every request to one of ``origins`` (scheme, host, port). ``cookies`` are
    (address, name, value).
    """

    headers: tuple[tuple[str, str], ...] = ()
    origins: tuple[tuple[str, str, int], ...] = ()
    cookies: tuple[tuple[str, str, str], ...] = ()


def remember(page: Page) -> Remembered:
    """What the sites in a Chromium's tab left behind. Raises the errors of the browser."""
    cookies = page.devtools("Network.getAllCookies", {}).get("cookies", ())
    stored = page.execute(_STORAGE, seconds=_SECONDS)
    return Remembered(tuple(cookies), tuple(stored) if stored else None)


def put_back(page: Page, remembered: Remembered) -> None:
    """Make an empty tab of a Chromium know what was remembered. Raises the errors of the browser."""
    if remembered.cookies:
        names = ("name", "value", "domain", "path", "secure", "httpOnly", "sameSite", "expires")
        cookies = [
            {
                name: one[name]
                for name in names
                if name in one and not (name == "expires" and one.get("session"))
            }
            for one in remembered.cookies
        ]
        page.devtools("Network.setCookies", {"cookies": cookies})
    if remembered.storage is not None:
        source = _PUT_BACK % tuple(map(json.dumps, remembered.storage))
        page.devtools("Page.addScriptToEvaluateOnNewDocument", {"source": source})


def set_cookies(page: Page, cookies: tuple[tuple[str, str, str], ...]) -> None:
    """Give a Chromium's tab cookies that go to the hosts of their addresses alone."""
    for url, name, value in cookies:
        page.devtools("Network.setCookie", {"url": url, "name": name, "value": value})


def write_extension(identity: Identity, folder: Path) -> None:
    """Write an extension that puts the headers into requests to their origins, and into no others."""
    rules = [
        {
            "id": number,
            "action": {
                "type": "modifyHeaders",
                "requestHeaders": [
                    {"header": name, "operation": "set", "value": value}
                    for name, value in identity.headers
                ],
            },
            "condition": {"urlFilter": f"|{_written(*origin)}/", "resourceTypes": _EVERYTHING},
        }
        for number, origin in enumerate(identity.origins, 1)
    ]
    manifest = {
        "manifest_version": 3,
        "name": "govpage-lint",
        "version": "1",
        "permissions": ["declarativeNetRequest"],
        "host_permissions": ["<all_urls>"],
        "declarative_net_request": {
            "rule_resources": [{"id": "headers", "enabled": True, "path": "rules.json"}]
        },
    }
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, data in (("manifest", manifest), ("rules", rules)):
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def _written(scheme: str, host: str, port: int) -> str:
    """An origin as browsers write it."""
    name = host if host.isascii() else host.encode("idna").decode()
    name = f"[{name}]" if ":" in name else name
    usual = (scheme, port) in (("http", 80), ("https", 443))
    return f"{scheme}://{name}" if usual else f"{scheme}://{name}:{port}"
