"""Decides what a text is that is not in the script of its language: how sure it is to be a fault.

One text, an attribute or the text of a block or label, goes in; out comes what to say about it.
"""

from collections.abc import Iterable
from typing import Final, Literal

from govpage_lint.checks.language.regions import Tables
from govpage_lint.checks.language.script import HAN, HANGUL, KANA, LATIN, Run
from govpage_lint.checks.language.words import Weight
from govpage_lint.records import dataclass

# "certain" labels and running text; "likely" so long that it is hardly a name; "latin" and "slight"
# Latin letters on a page in another script; "name" what may well be one.
type Sureness = Literal["certain", "likely", "latin", "slight", "name"]

_SURENESS: Final[dict[Weight, Sureness]] = {
    "interface": "certain",
    "prose": "certain",
    "phrase": "likely",
    "name": "name",
}
_RANK: Final[dict[Sureness, int]] = {"certain": 4, "likely": 3, "latin": 2, "slight": 1, "name": 0}
_OPEN: Final = "([{（［〔【〈《「『"
_LONGEST_NAME: Final = 60
_AROUND_NAMES: Final = " \t\n\r\f|·/()[]"
_CLOSE: Final = ")]}）］〕】〉》」』"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign stretch ``text[start:end]`` and what it is.

    ``mixed``: there are letters of the text's own language around it.
    """

    script: str
    start: int
    end: int
    sureness: Sureness
    mixed: bool


class Judge:
    """Judges texts against the scripts of their language. One for a page."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._scripts = tables.scripts

    def is_foreign(self, text: str, native: frozenset[str]) -> bool:
        """Whether there is anything to judge in a text; quick where there is not."""
        if LATIN in native:
            return not text.isascii() and bool(self._scripts.foreign_runs(text, native))
        return bool(self._scripts.foreign_runs(text, native)) or self._latin(text) is not None

    def judge(self, text: str, native: frozenset[str], *, label: bool) -> list[Foreign]:
        """The foreign stretches of a text; ``label``: the text is all that a label says."""
        found = []
        runs = self._scripts.foreign_runs(text, native)
        if runs:
            mixed = self.has_letters(text, native)
            for run in runs:
                # Latin letters beside a label are a brand as often as a translation.
                part = text[run.start : run.end]
                weight = self._tables.lexicon.weigh(part, run.script)
                sureness = _SURENESS[weight]
                if mixed and weight != "prose" and is_gloss(text, run):
                    # The word before the brackets says it in the right language.
                    sureness = "name"
                found.append(Foreign(run.script, run.start, run.end, sureness, mixed))
        if LATIN not in native:
            found.extend(self._latin_of(text, native, label=label))
        return found

    def best(self, text: str, native: frozenset[str], *, label: bool) -> Foreign | None:
        """What is surest to be a fault in a text; None where there is nothing but maybe names in it."""
        best = most_sure(self.judge(text, native, label=label))
        return None if best is None or (best.mixed and best.sureness == "name") else best

    def has_letters(self, text: str, native: frozenset[str]) -> bool:
        """Whether a text has letters of its own language."""
        return any(script in native for script in self._scripts.count(text))

    def names_language(self, text: str) -> bool:
        """Whether a text is the name of a language and no more, as in a language switcher."""
        return (
            len(text) < _LONGEST_NAME
            and text.strip(_AROUND_NAMES).lower() in self._tables.language_names
        )

    def fits(self, text: str, script: str) -> bool:
        """Whether all letters of a text are of one script, or of those that go with it."""
        if script == LATIN and text.isascii():
            return True
        others = set(self._scripts.count(text)) - {script}
        return others <= ({HAN} if script in (HANGUL, KANA) else set())

    def mark(self, script: str) -> str:
        """How to mark a text in a script: ``lang="ko"``, or ``lang`` where the script has several."""
        only = self._tables.only.get(script)
        return f'lang="{only}"' if only else "lang"

    def _latin(self, text: str) -> str | None:
        latin = self._tables.latin
        if latin.label(text) is not None:
            return "label"
        return "sentence" if latin.sentences(text, self._scripts) else None

    def _latin_of(self, text: str, native: frozenset[str], *, label: bool) -> Iterable[Foreign]:
        latin = self._tables.latin
        if label and (found := latin.label(text)) is not None:
            sureness: Sureness = "latin" if found == "label" else "slight"
            return [Foreign(LATIN, 0, len(text), sureness, False)]
        mixed = self.has_letters(text, native)
        return [
            Foreign(LATIN, run.start, run.end, "latin", mixed)
            for run in latin.sentences(text, self._scripts)
        ]


def most_sure(found: Iterable[Foreign]) -> Foreign | None:
    """The stretch that is most surely a fault, the first of equals; None where there is none."""
    return max(found, key=lambda foreign: _RANK[foreign.sureness], default=None)


def is_gloss(text: str, run: Run) -> bool:
    """Whether a run stands alone in brackets: the name or word before it, in its own language."""
    before = text[: run.start].rstrip(" '\"“‘«:")
    after = text[run.end :].lstrip(" '\"”’».,")
    return bool(before) and before[-1] in _OPEN and bool(after) and after[0] in _CLOSE
