"""Decides in which script each character of a text is written, and where runs of foreign scripts are.

Scripts go by their ISO 15924 codes, with two simplifications: "Kana" is Hiragana and Katakana,
"Hani" is Han and Bopomofo. Digits, punctuation, symbols, emoji and spaces belong to no script: they
are neutral. Everything here is pure; the ranges are data (``rules/data/script_ranges.toml``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

LATIN: Final = "Latn"
HANGUL: Final = "Hang"
HAN: Final = "Hani"
KANA: Final = "Kana"

# A text is looked at through its *marks*: a string of the same length with one character for the
# script of each of its characters, so that regular expressions run over scripts.
_SPACE: Final = " "
_NEUTRAL: Final = "."
_JOINING: Final = "~"  # combining marks that any script uses
_FIXED: Final = {LATIN: "L", HANGUL: "H", HAN: "J", KANA: "K"}
_SAME: Final = {"Hira": KANA, "Bopo": HAN}
_FIRST_MARK: Final = 0x100
# One letter of another alphabet is a symbol (α, Ω, µ), two an abbreviation; two syllables are a word.
_LEAST_SYLLABLES: Final = 2
_WORD_OF_MARKS: Final = regex(r"(?:[^.~ ]~*){3}")
_SYLLABIC: Final = frozenset((HANGUL, HAN, KANA))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text in one script: ``text[start:end]``, with so many letters of it."""

    script: str
    start: int
    end: int
    letters: int


class _Marks(dict[int, str]):
    """Code point → mark, worked out when first met."""

    def __init__(self, starts: list[int], ends: list[int], marks: list[str]) -> None:
        super().__init__()
        self._starts, self._ends, self._marks = starts, ends, marks

    def __missing__(self, point: int) -> str:
        place = bisect_right(self._starts, point) - 1
        if place >= 0 and point <= self._ends[place]:
            mark = self._marks[place]
        elif chr(point).isspace():
            mark = _SPACE
        else:
            mark = _JOINING if 0x300 <= point <= 0x36F else _NEUTRAL
        self[point] = mark
        return mark


class Scripts:
    """The scripts of Unicode, made ready for looking up. From the table ``script_ranges``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        found: list[tuple[int, int, str]] = []
        self._mark_of: dict[str, str] = dict(_FIXED)
        self._ranges_of: dict[str, str] = {}
        self._suspects: dict[frozenset[str], re.Pattern[str]] = {}
        for code, text in table["ranges"].items():
            code = _SAME.get(code, code)
            mark = self._new_mark(code)
            for part in text.split():
                first, _, last = part.partition("-")
                low, high = int(first, 16), int(last or first, 16)
                found.append((low, high, mark))
                self._ranges_of[code] = f"{self._ranges_of.get(code, '')}{chr(low)}-{chr(high)}"
        found.sort()
        self._code_of = {mark: code for code, mark in self._mark_of.items()}
        self._marks = _Marks(
            [f for f, _, _ in found], [e for _, e, _ in found], [m for _, _, m in found]
        )
        self._patterns: dict[
            tuple[frozenset[str], bool], tuple[re.Pattern[str], re.Pattern[str]]
        ] = {}

    def _new_mark(self, code: str) -> str:
        if code not in self._mark_of:
            self._mark_of[code] = chr(_FIRST_MARK + len(self._mark_of))
        return self._mark_of[code]

    @property
    def known(self) -> frozenset[str]:
        """The codes of the scripts that it knows."""
        return frozenset(self._mark_of)

    def marks(self, text: str) -> str:
        """One mark a character: as long as ``text``."""
        return text.translate(self._marks)

    def may_be_foreign(self, text: str, native: frozenset[str]) -> bool:
        """Whether a text may have letters that are neither native nor Latin: quick where it has none."""
        return not text.isascii() and self._suspect(native).search(text) is not None

    def foreign_at_most(self, text: str, native: frozenset[str]) -> int:
        """How many letters of a text are neither native nor Latin, or a few more than that."""
        return 0 if text.isascii() else len(self._suspect(native).findall(text))

    def _suspect(self, native: frozenset[str]) -> re.Pattern[str]:
        """What finds one character that may be such a letter."""
        if native not in self._suspects:
            codes = [code for code in sorted(native - {LATIN}) if code in self._ranges_of]
            ranges = "".join(self._ranges_of[code] for code in codes)
            self._suspects[native] = regex(f"[^{_EVERYWHERE}{ranges}]")
        return self._suspects[native]

    def count(self, text: str) -> dict[str, int]:
        """How many letters of each script a text has; neutral characters are not counted."""
        marks = self.marks(text)
        return {
            self._code_of[mark]: marks.count(mark)
            for mark in sorted(set(marks))
            if mark in self._code_of
        }

    def foreign_runs(self, text: str, native: frozenset[str]) -> list[Run]:
        """The runs of ``text`` in scripts that are not ``native``, in order; Latin is never foreign.

        A run starts and ends with a letter, or starts with digits written together with one; what is
        neutral between its letters belongs to it. Han belongs to the Japanese or Korean around it.
        Symbols and abbreviations are left out.
        """
        if not self.may_be_foreign(text, native):
            return []
        marks = self.marks(text)
        present = {self._code_of[mark] for mark in set(marks) if mark in self._code_of}
        foreign = frozenset(present - native - {LATIN})
        if not foreign:
            return []
        key = (foreign, HAN in native)
        if key not in self._patterns:
            self._patterns[key] = self._pattern(*key)
        return list(self._found(self._patterns[key], marks, text))

    def _found(
        self, patterns: tuple[re.Pattern[str], re.Pattern[str]], marks: str, text: str
    ) -> Iterator[Run]:
        pattern, core = patterns
        for match in pattern.finditer(marks):
            inside = match[0]
            letters = len(core.findall(inside))
            script = self._script_of(inside)
            word = _WORD_OF_MARKS.search(inside)
            if letters >= _LEAST_SYLLABLES if script in _SYLLABIC else word:
                start = match.start()
                while start > 0 and text[start - 1].isdigit():
                    start -= 1  # 2026년
                yield Run(script, start, match.end(), letters)

    def _script_of(self, marks: str) -> str:
        """The script that a run counts as: Hangul and kana tell which language their Han is."""
        for mark, code in (("H", HANGUL), ("K", KANA), ("J", HAN)):
            if mark in marks:
                return code
        return next(self._code_of[mark] for mark in marks if mark in self._code_of)

    def _pattern(
        self, foreign: frozenset[str], han_at_home: bool
    ) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What finds the runs, and what finds one foreign letter in them."""
        marks = {code: re.escape(self._mark_of[code]) for code in foreign}
        east = "".join(sorted(marks[code] for code in foreign & _SYLLABIC))
        parts = [
            f"{mark}(?:[{mark}.~ ]*{mark})?"
            for code, mark in sorted(marks.items())
            if code not in _SYLLABIC
        ]
        if east:
            # Where Han is at home it may go on after the run: only short gaps of it belong to one.
            inner = f"(?:[{east}J.~ ]{{0,3}}?[{east}])*" if han_at_home else f"[{east}.~ ]*[{east}]"
            parts.insert(0, f"[{east}](?:{inner})?")
        letters = "".join(sorted(marks.values()))
        return regex("|".join(parts)), regex(f"[{letters}]")

    def latin_stretches(self, text: str) -> list[Run]:
        """The stretches of Latin letters and neutral characters that no other letter interrupts."""
        marks = self.marks(text)
        return [
            Run(LATIN, match.start(), match.end(), match[0].count("L"))
            for match in _LATIN_STRETCH.finditer(marks)
        ]


# Latin letters, and the blocks of punctuation, symbols and full-width forms: at home everywhere.
_EVERYWHERE: Final = (
    "\x00-\u036f\u1e00-\u1eff\u2000-\u2bff\u3000-\u303f\uff01-\uff65\U0001f000-\U0001faff"
)
_LATIN_STRETCH: Final = regex("L(?:[L.~ ]*L)?")

# How many letters make a word, roughly: what lets texts in different scripts be weighed together.
_LETTERS_A_WORD: Final = {
    HANGUL: 2.5,
    HAN: 1.7,
    KANA: 3.0,
    "Thai": 6.0,
    "Laoo": 6.0,
    "Khmr": 6.0,
    "Mymr": 6.0,
}
_USUAL_LETTERS: Final = 5.0


def in_words(counts: Mapping[str, int]) -> dict[str, float]:
    """Letters by script, as about how many words they make."""
    return {
        code: number / _LETTERS_A_WORD.get(code, _USUAL_LETTERS) for code, number in counts.items()
    }


def unified(codes: Iterable[str]) -> frozenset[str]:
    """Script codes with the simplifications of this module made."""
    return frozenset(_SAME.get(code, code) for code in codes)
