"""Decides as whom a command visits pages: headers, cookies, a login, and what of it is secret."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from govpage_lint.cli import UsageError
from govpage_lint.engine.masking import Mask
from govpage_lint.engine.visiting import Visiting
from govpage_lint.logs import log
from govpage_lint.records import dataclass, field, replace
from govpage_lint.regexes import regex
from govpage_lint.sending import Origin, Sending, origin_of
from govpage_lint.site.mapping import BaseMap

# RFC 9110: a token, and no line ends in what follows.
_HEADER: Final = regex(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)")
_COOKIE: Final = regex(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)=([^;,\s\"\\\0]*)")
_VARIABLE: Final = regex(r"\$\{([A-Za-z_]\w*)\}")
# These are made by the connection, and a wrong one breaks it.
_NOT_OURS: Final = frozenset(("host", "content-length", "transfer-encoding", "connection"))
_SECRET: Final = frozenset(("authorization", "proxy-authorization", "cookie"))


@dataclass(frozen=True, slots=True)
class Visitor:
    """As whom pages are visited; ``secrets`` are never told."""

    visiting: Visiting = field(default_factory=Visiting)
    secrets: tuple[str, ...] = ()


def add_visitor_options(parser: argparse.ArgumentParser) -> None:
    """The options of a check that say who visits."""
    add = parser.add_argument_group("as whom pages are visited").add_argument
    add(
        "--actions",
        type=Path,
        metavar="FILE",
        help="what to do in the browser before the first page, such as logging in, and on each page",
    )
    add(
        "--header",
        action="append",
        metavar="'NAME: VALUE'",
        help="send this header to the sites of the addresses named, and to no other; "
        "${VARIABLE} is taken from the environment; may be repeated",
    )
    add(
        "--cookie",
        action="append",
        metavar="NAME=VALUE",
        help="the same for a cookie",
    )
    add(
        "--auth-env",
        metavar="VARIABLE",
        help="the environment variable with user:password or a bearer token, sent to the same sites",
    )
    add(
        "--send-to",
        action="append",
        metavar="URL",
        help="another site that headers and cookies are for; may be repeated",
    )
    add("--user-agent", metavar="TEXT", help="what the tool and the browser call themselves")


def visitor_of(
    given: argparse.Namespace, words: Sequence[str], base: BaseMap, environ: Mapping[str, str]
) -> Visitor:
    """As whom the targets are visited. Raises UsageError, and never quotes a value."""
    secrets: list[str] = []
    headers = tuple(_header(text, environ, secrets) for text in given.header or ())
    cookies = tuple(_cookie(text, environ, secrets) for text in given.cookie or ())
    if given.auth_env is not None:
        if any(name.lower() == "authorization" for name, _ in headers):
            raise UsageError("--auth-env and an Authorization --header exclude each other")
        headers = (*headers, ("Authorization", _authorization(given.auth_env, environ, secrets)))
    named = [*words, *(given.sitemap or ()), *(given.send_to or ())]
    visiting = Visiting()
    if given.actions is not None:
        from govpage_lint.cli.actions import read_actions

        if given.browser == "never":
            raise UsageError("--actions needs a browser, and --no-browser says not to use one")
        if given.use_browser == "firefox":
            raise UsageError("--actions needs Chromium, Chrome or Edge")
        visiting, more = read_actions(given.actions, named, base, environ)
        secrets += more
    origins = _origins(named, base)
    if (headers or cookies) and not origins:
        raise UsageError(
            "--header, --cookie and --auth-env are sent to the sites of the addresses named, and none "
            "is; name one with --send-to"
        )
    sending = Sending(headers, cookies, origins=origins)
    return Visitor(replace(visiting, sending=sending), tuple(secrets))


def keep_secret(secrets: Sequence[str]) -> None:
    """Let no secret into the log."""
    log.sift(Mask(secrets).filter)


def _origins(named: Sequence[str], base: BaseMap) -> frozenset[Origin]:
    places = [base.place(text) for text in named if "://" in text]
    return frozenset(
        origin for origin in map(origin_of, places) if origin[1] and origin[0] in ("http", "https")
    )


def _filled(text: str, option: str, environ: Mapping[str, str], secrets: list[str]) -> str:
    """A text with variables of the environment in it, which are secret."""

    def one(match: re.Match[str]) -> str:
        value = environ.get(match[1])
        if not value:
            raise UsageError(f"{option}: the environment variable {match[1]} is not set")
        secrets.append(value)
        return value

    return _VARIABLE.sub(one, text)


def _header(text: str, environ: Mapping[str, str], secrets: list[str]) -> tuple[str, str]:
    found = _HEADER.fullmatch(text.strip())
    if found is None:
        raise UsageError("--header: what is given is no header; write 'NAME: VALUE'")
    name = found[1]
    if name.lower() in _NOT_OURS:
        raise UsageError(f"--header: {name} is set by the connection itself")
    value = _filled(found[2], f"--header {name}", environ, secrets)
    if name.lower() in _SECRET:
        secrets.append(value)
    return name, _sendable(value, f"--header {name}")


def _cookie(text: str, environ: Mapping[str, str], secrets: list[str]) -> tuple[str, str]:
    name, equals, written = text.strip().partition("=")
    value = _filled(written, "--cookie", environ, secrets)
    if _COOKIE.fullmatch(f"{name}{equals}{value}") is None:
        raise UsageError("--cookie: what is given is no cookie; write NAME=VALUE")
    secrets.append(value)
    return name, value


def _authorization(variable: str, environ: Mapping[str, str], secrets: list[str]) -> str:
    value = environ.get(variable, "").strip()
    if not value:
        raise UsageError(f"--auth-env: the environment variable {variable} is not set")
    scheme, _, token = value.partition(" ")
    if scheme.lower() in ("bearer", "basic") and token:
        secrets.append(token)
        return _sendable(value, "--auth-env")
    if ":" in value:
        secrets += [value, value.partition(":")[2]]
        from base64 import b64encode

        return f"Basic {b64encode(value.encode()).decode()}"
    secrets.append(value)
    return _sendable(f"Bearer {value}", "--auth-env")


def _sendable(value: str, option: str) -> str:
    if not value.isascii() or not value.isprintable():
        raise UsageError(f"{option}: the value holds what no header may hold")
    return value
