"""Decides how a baseline is written, and what is wrong with a file that cannot be read as one.

JSON in UTF-8, sorted, an entry a line, so that a change of one fault is a change of one line. A file
is written whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from govpage_lint.engine.baseline.entries import Baseline, Entry, sorted_baseline
from govpage_lint.findings import OBSERVERS, Observer
from govpage_lint.placing import put_whole
from govpage_lint.regexes import regex

VERSION: Final = 1
_MAX_BYTES: Final = 200_000_000
_MAX_TEXT: Final = 4_000
_MAX_COUNT: Final = 1_000_000
_FINGERPRINT: Final = regex(r"[0-9a-f]{20}")
_TEXTS: Final = ("rule", "page", "selector", "since", "fingerprint")


class BaselineError(Exception):
    """A baseline that cannot be used: one line that names the file, the key and the remedy."""


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. Raises BaselineError."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise BaselineError(
            f"{file}: there is no such baseline; make it with "
            f"govpage-lint baseline create --baseline {file} TARGET…"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BaselineError(f"{file}: the baseline cannot be read: {reason}") from error
    if len(data) > _MAX_BYTES:
        raise BaselineError(f"{file}: is larger than {_MAX_BYTES:,} bytes")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BaselineError(f"{file}: is no baseline: it is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        detail = "is nested too deep" if isinstance(error, RecursionError) else f"{error}"
        raise BaselineError(
            f"{file}: is no whole JSON: {detail}; take it from the last commit, or make it again"
        ) from error
    return _checked(found, file)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _checked(found: Any, file: Path) -> Baseline:
    if not isinstance(found, dict) or "baseline" not in found:
        raise BaselineError(f"{file}: is no baseline: the key baseline is missing")
    version = found["baseline"]
    if type(version) is not int or version < 1:
        raise BaselineError(f"{file}: baseline: is not the number of a version")
    if version != VERSION:
        raise BaselineError(
            f"{file}: baseline: is of version {version}, and this govpage-lint reads version {VERSION}; "
            "use the govpage-lint that wrote it, or make it again"
        )
    if type(found.get("browser")) is not bool:
        raise BaselineError(f"{file}: browser: is not true or false")
    pages, entries = found.get("pages"), found.get("entries")
    if not isinstance(pages, list) or not all(_is_text(page) for page in pages):
        raise BaselineError(f"{file}: pages: is not a list of texts")
    if not isinstance(entries, list):
        raise BaselineError(f"{file}: entries: is not a list")
    read = [_entry(entry, f"{file}: entries[{place}]") for place, entry in enumerate(entries)]
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(read):
        if (one.page, one.fingerprint) in seen:
            # As when two branches are merged: which count holds is for a person to say.
            raise BaselineError(
                f"{file}: entries[{place}]: stands there twice; make the baseline again"
            )
        seen.add((one.page, one.fingerprint))
    return sorted_baseline(found["browser"], pages, read)


def _entry(data: Any, where: str) -> Entry:
    if not isinstance(data, dict):
        raise BaselineError(f"{where}: is not an object")
    for key in _TEXTS:
        if not _is_text(data.get(key)):
            raise BaselineError(f"{where}.{key}: is not a text")
    count, absent, observers = data.get("count"), data.get("absent", []), data.get("observers")
    if type(count) is not int or not 1 <= count <= _MAX_COUNT:
        raise BaselineError(f"{where}.count: is not a whole number from 1")
    if not isinstance(absent, list) or not all(_is_text(page) for page in absent):
        raise BaselineError(f"{where}.absent: is not a list of texts")
    if not isinstance(observers, list) or not all(one in OBSERVERS for one in observers):
        raise BaselineError(f"{where}.observers: is not a list of {', '.join(OBSERVERS)}")
    if not _FINGERPRINT.fullmatch(data["fingerprint"]):
        raise BaselineError(f"{where}.fingerprint: is not a fingerprint")
    if not _is_day(data["since"]):
        raise BaselineError(f"{where}.since: is not a day as year-month-day")
    texts = {key: data[key] for key in _TEXTS}
    seen = cast(tuple[Observer, ...], tuple(observers))
    return Entry(count=count, absent=tuple(absent), observers=seen, **texts)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _MAX_TEXT


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def written(baseline: Baseline) -> str:
    """The text of a baseline's file."""
    return "".join(_lines(baseline))


def _lines(baseline: Baseline) -> Iterator[str]:
    yield f'{{\n  "baseline": {VERSION},\n  "browser": {json.dumps(baseline.browser)},\n'
    yield f'  "pages": [{_block(map(_json, baseline.pages))}],\n'
    yield f'  "entries": [{_block(map(_json, map(_as_data, baseline.entries)))}]\n}}\n'


def _block(items: Iterator[str]) -> str:
    lines = ",\n    ".join(items)
    return f"\n    {lines}\n  " if lines else ""


def _json(value: Any) -> str:
    # A lone surrogate, as broken addresses may hold, is no UTF-8: it is written as an escape.
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_unicode(text) else json.dumps(value)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_data(entry: Entry) -> Mapping[str, Any]:
    data: dict[str, Any] = {
        "page": entry.page,
        "rule": entry.rule,
        "count": entry.count,
        "since": entry.since,
        "selector": entry.selector,
        "observers": list(entry.observers),
        "fingerprint": entry.fingerprint,
    }
    if entry.absent:
        data["absent"] = list(entry.absent)
    return data


def write_baseline(baseline: Baseline, file: Path) -> None:
    """Write a baseline, with the permissions of the file that was there. Raises BaselineError."""
    try:
        put_whole(file, (line.encode("utf-8") for line in _lines(baseline)))
    except OSError as error:
        raise BaselineError(
            f"{file}: the baseline cannot be written: {error.strerror or error}"
        ) from error
