"""Decides what ``govpage-lint doctor`` says of the machine: what will be used, what to install where."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from importlib import metadata

from govpage_lint import __version__
from govpage_lint.browser.axe_source import axe_version, bundled_axe
from govpage_lint.browser.choice import BrowserChoice, find_browser
from govpage_lint.browser.errors import AxeError, BrowserUnavailable
from govpage_lint.cli import EXIT_CLEAN, EXIT_FAULT
from govpage_lint.cli.others import doctor_parser
from govpage_lint.datafiles import rules_folder
from govpage_lint.engine.browsing import BrowserMissing, Browsing, BrowsingOptions
from govpage_lint.engine.reading import find_reader
from govpage_lint.findings import Language
from govpage_lint.rulebook.book import Rulebook

_WORDS: dict[str, dict[Language, str]] = {
    "not found": {"en": "not found", "ko": "찾을 수 없음"},
    "none": {
        "en": "none found; Selenium Manager will try to bring one",
        "ko": "없음 (Selenium Manager가 받아 오려고 시도합니다)",
    },
    "misfit": {
        "en": "the browser and the driver are of different major versions: update one of them",
        "ko": "브라우저와 드라이버의 주 버전이 다릅니다. 한쪽을 업데이트하십시오",
    },
    "starts": {"en": "starts and ends", "ko": "정상적으로 실행되고 종료됨"},
    "ready": {"en": "Everything is here.", "ko": "필요한 것이 모두 있습니다."},
    "source only": {
        "en": "Pages can be checked by their source; for axe in a browser see above.",
        "ko": "소스 검사는 할 수 있습니다. 브라우저 검사는 위 안내를 참고하십시오.",
    },
    "pictures": {
        "en": "not read: tesseract is not installed (tesseract-ocr, with tesseract-ocr-kor for Korean)",
        "ko": "읽지 않음: tesseract가 없습니다 (tesseract-ocr, 한국어는 tesseract-ocr-kor)",
    },
    "rules": {"en": "rules in", "ko": "개 규칙,"},
}


def doctor(words: Sequence[str]) -> int:
    """Print what will be used; exit code 0 when nothing is missing, 2 otherwise."""
    given = doctor_parser().parse_args(words)
    language: Language = given.lang or "en"
    book = Rulebook()
    _line(
        "govpage-lint",
        f"{__version__}, {len(book.rules)} {_WORDS['rules'][language]} {rules_folder()}",
    )
    _line("Python", f"{platform.python_version()} ({sys.executable})")
    _line("html5lib", metadata.version("html5lib"))
    _line("Selenium", metadata.version("selenium"))
    good = _axe(given.axe_source, language)
    good = _browser(given.use_browser, language) and good
    _line("pictures", _reader(language))
    if good and given.start:
        good = _start(
            BrowsingOptions(browser=given.use_browser, axe_source=given.axe_source), language
        )
    print(_WORDS["ready" if good else "source only"][language])
    return EXIT_CLEAN if good else EXIT_FAULT


def _reader(language: Language) -> str:
    """What reads the text in pictures; that nothing does is no fault."""
    reader = find_reader()
    if reader is None:
        return _WORDS["pictures"][language]
    known = [one for one in ("en", "ko") if one in reader.languages]
    return f"{reader.title} ({', '.join(known)})"


def _axe(source: object, language: Language) -> bool:
    from pathlib import Path

    place = Path(str(source)) if source is not None else bundled_axe()
    try:
        version = axe_version(place)
    except AxeError as error:
        _line("axe-core", str(error))
        return False
    _line(
        "axe-core",
        f"{version} ({place})" if version else f"{place}: {_WORDS['not found'][language]}",
    )
    return version is not None


def _browser(preferred: str | None, language: Language) -> bool:
    try:
        choice = find_browser(preferred)
    except BrowserUnavailable as error:
        _line("browser", str(error))
        for line in error.hint.splitlines():
            _line("", line.strip())
        return False
    _line("browser", f"{choice.name} {choice.version or '?'} ({choice.binary})")
    _line("driver", _driver(choice, language))
    if choice.fits is False:
        _line("", _WORDS["misfit"][language])
        return False
    return True


def _driver(choice: BrowserChoice, language: Language) -> str:
    if choice.driver is None:
        return _WORDS["none"][language]
    return f"{choice.driver_version or '?'} ({choice.driver})"


def _start(options: BrowsingOptions, language: Language) -> bool:
    browsing = Browsing(options)
    try:
        browsing.start()
    except BrowserMissing as error:
        _line("", str(error))
        return False
    finally:
        browsing.close()
    _line("", _WORDS["starts"][language])
    return True


def _line(name: str, text: str) -> None:
    print(f"{name:14}{text}")
