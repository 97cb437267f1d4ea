"""Decides how the program ``tesseract`` is asked to read a picture, and what its answer says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.pictures import ReadWord
from govpage_lint.semantics.rendered import Rect

# Its names for languages by their primary subtags.
_CODES: Final = {
    "ar": "ara", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun",
    "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "chi_sim",
}  # fmt: skip
_MODES: Final = {"sparse": "11", "block": "6"}
_WORD: Final = "5"
_COLUMNS: Final = 12
# Syllables and characters closer together than this part of their height are of one word.
_SYLLABLE: Final = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_GAP: Final = 0.22
_START_SECONDS: Final = 10.0
# Pictures from pages are screens, whatever resolution they claim.
_DPI: Final = "150"


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program at a place, with the languages that it has data for."""

    program: Path
    version: str
    languages: frozenset[str]

    @property
    def title(self) -> str:
        """Its name and version."""
        return f"Tesseract {self.version}"

    def read(
        self, png: bytes, languages: Sequence[str], layout: str, seconds: float
    ) -> Sequence[ReadWord] | None:
        """The words in a picture; None where it failed or took too long."""
        known = [_CODES[language] for language in languages if language in self.languages]
        command = [str(self.program), "stdin", "stdout", "-l", "+".join(known) or "eng"]
        command += ["--psm", _MODES[layout], "--dpi", _DPI, "tsv"]
        answer = _ask(command, seconds, png)
        return None if answer is None else tuple(_words(answer))


def find_tesseract() -> Tesseract | None:
    """The program on the path that knows at least English."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    told = _ask([found, "--version"], _START_SECONDS)
    listed = _ask([found, "--list-langs"], _START_SECONDS)
    if told is None or listed is None:
        return None
    names = {line.strip() for line in listed.splitlines()}
    languages = frozenset(language for language, code in _CODES.items() if code in names)
    if "en" not in languages:
        return None
    version = re.search(r"\d+(?:\.\d+)+", told)
    return Tesseract(Path(found), version[0] if version else "?", languages)


def _ask(command: Sequence[str], seconds: float, given: bytes = b"") -> str | None:
    # One thread each: several pictures are read at once.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _words(table: str) -> Iterator[ReadWord]:
    """The words of an answer in its table format."""
    last: ReadWord | None = None
    line: Sequence[str] = ()
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != _COLUMNS or fields[0] != _WORD or not fields[11].strip():
            continue
        try:
            x, y, width, height, confidence = map(float, fields[6:11])
        except ValueError:
            continue
        word = ReadWord(fields[11].strip(), max(confidence, 0.0) / 100, Rect(x, y, width, height))
        joined = _joined(last, word) if last is not None and fields[1:5] == line else None
        if last is not None and joined is None:
            yield last
        last, line = joined or word, fields[1:5]
    if last is not None:
        yield last


def _joined(one: ReadWord, other: ReadWord) -> ReadWord | None:
    """Two pieces of a line as the one word that they are: it takes syllables apart; None for two."""
    if not (_SYLLABLE.search(one.text[-1]) and _SYLLABLE.search(other.text[0])):
        return None
    left, right = one.box, other.box
    height = max(left.height, right.height)
    if right.x - left.right > _GAP * height:
        return None
    x, y = min(left.x, right.x), min(left.y, right.y)
    box = Rect(x, y, max(left.right, right.right) - x, max(left.bottom, right.bottom) - y)
    parts = len(one.text), len(other.text)
    confidence = (one.confidence * parts[0] + other.confidence * parts[1]) / sum(parts)
    return ReadWord(one.text + other.text, confidence, box)
