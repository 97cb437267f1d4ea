"""Decides where a text points at something by how it looks or where it stands, as its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from govpage_lint.checks.page import Page
from govpage_lint.records import dataclass
from govpage_lint.regexes import longest_first, regex

_SENTENCE: Final = regex(r"[^.!?。\n]+(?:[.!?。](?!\s|$)[^.!?。\n]*)*")
_QUOTED: Final = regex(r"[\"'“”‘’「」『』«»<>\[\]〈〉《》‹›]\s*\w|\(\s*\w")
_WORD: Final = regex(r"[^\W_]+")
_KINDS: Final = ("button", "link", "menu", "image", "shape")
_SIDES: Final = ("left", "right", "오른쪽", "왼쪽", "우측", "좌측")
_HANGUL: Final = regex(r"[\uac00-\ud7a3]")
# What may stand around a place: "at the top right-hand corner".
_PLACE: Final = (
    r"(?!to\s+the\s+right\s+to\b)(?:on|at|to|in)\s+(?:the|your)\s+(?:far\s+|very\s+)?(?:(?:top|bottom|upper|lower)[\s-]+)?"
    r"(?P<side>left|right)(?:[\s-]hand)?(?:\s+(?:side|corner|column))?"
)
# So that "the right" is a side and no claim, nor what is correct.
_ENDS: Final = (
    r"(?=\s*(?:[.,;:!?)]|$|of\s+(?:the|this|your)\s+(?:page|screen|window)\b"
    r"|(?:is|are|was|were|has|have|will|shows?|to|for|and|or|you|if|when)\b))"
)
# What says something of a thing that was called by its place.
_SAYS: Final = (
    r"(?:\w+ed|won|can|may|must|should|would|could|had|does|did|gives|tells|contains|lists|explains"
    r"|describes|allows|leads|opens|takes)\b"
)
_PLACED: Final = regex(
    rf"\b(?:the|these|those|all)\s+[a-z-]{{3,}}\s+{_PLACE}(?:{_ENDS}|(?=\s+{_SAYS}))", re.I
)
_PLACED_KO: Final = regex(
    r"(?:오른쪽|왼쪽|우측|좌측)(?:에 (?:있는|보이는)|의)? "
    r"(?:그림|사진|표|칸|목록|항목|그래프|도표|지도|내용|양식|배너|글)(?![가-힣]{2})"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point at something: ``words`` tell its look or its place, ``kind`` is what it is
    ("button"), ``noun`` as the text has it. ``others`` are the rest of the sentence."""

    sentence: str
    words: tuple[str, ...]
    noun: str
    kind: str
    others: tuple[str, ...]
    start: int
    end: int


def pointers(page: Page, text: str, language: str) -> Iterator[Pointer]:
    """The instructions in a text that point at something by nothing but its look or its place."""
    known = page.data("visual_words")
    if language == "ko" or (not language and _HANGUL.search(text)):
        grammar = _korean
    elif language in ("en", ""):
        grammar = _english
    else:
        return
    for sentence in _SENTENCE.finditer(text):
        said = sentence[0]
        if _QUOTED.search(said):
            continue
        for found in grammar(known, said):
            start = sentence.start()
            yield Pointer(
                said.strip(), found[0], found[1], found[2], found[3], start, start + len(said)
            )


def may_point(page: Page, text: str) -> bool:
    """Whether a text names anything that can be pointed at: quick, as most do not."""
    lowered = text.lower()
    if lowered.isascii() and "the" not in lowered:
        # English points at "the" thing.
        return False
    return any(map(lowered.__contains__, page.fact(_nouns)))


def _nouns(page: Page) -> tuple[str, ...]:
    return tuple(
        noun.lower()
        for have in page.data("visual_words")["pointing"].values()
        for kind in _KINDS
        for noun in have.get(kind, ())
    )


def may_place(text: str) -> bool:
    """Whether a text names a side: quick, as most do not."""
    lowered = text.lower()
    return any(map(lowered.__contains__, _SIDES))


def places(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text that tell which thing is meant by the side that it is on, and the
    words that do."""
    found = _PLACED_KO if language == "ko" or (not language and _HANGUL.search(text)) else _PLACED
    if found is _PLACED and language not in ("en", ""):
        return
    for sentence in _SENTENCE.finditer(text):
        said = sentence[0].strip()
        placed = None if _QUOTED.search(said) else found.search(said)
        if placed is not None:
            yield said, placed[0].strip()


type _Found = tuple[tuple[str, ...], str, str, tuple[str, ...]]


# -- English -------------------------------------------------------------------------------------


def _english(known: Mapping[str, Any], said: str) -> Iterator[_Found]:
    grammar = _english_grammar(_frozen(known, "en"))
    if grammar.says_more.search(said):
        return
    verb = grammar.verb.search(said)
    if verb is None:
        return
    for found in grammar.pointed.finditer(said, verb.end()):
        before = found["before"].split()
        place = grammar.place.match(said, found.end())
        words = [word.lower().rstrip(",") for word in before]
        looks = [word for word in words if word in grammar.looks]
        if len(looks) + sum(word in grammar.fillers for word in words) < len(words):
            continue
        if place is not None:
            looks.append(place["side"].lower())
        noun = found["noun"].lower()
        kind = grammar.kinds[noun]
        if kind == "shape":
            looks.append(noun)
            if not grammar.ends.match(said, found.end()):
                continue
        if not looks:
            continue
        rest = said[: found.start()] + " " + said[place.end() if place else found.end() :]
        yield tuple(looks), noun, kind, _content_words(rest, grammar.stop)


@dataclass(frozen=True, slots=True)
class _English:
    verb: re.Pattern[str]
    pointed: re.Pattern[str]
    place: re.Pattern[str]
    ends: re.Pattern[str]
    says_more: re.Pattern[str]
    looks: frozenset[str]
    fillers: frozenset[str]
    kinds: dict[str, str]
    stop: frozenset[str]


type _Lists = tuple[tuple[str, tuple[str, ...]], ...]


def _frozen(known: Mapping[str, Any], language: str) -> _Lists:
    lists = {**known["pointing"][language], "colors": known["colors"][language]}
    return tuple((name, tuple(words)) for name, words in lists.items())


@lru_cache(maxsize=1)
def _english_grammar(lists: _Lists) -> _English:
    have = dict(lists)
    kinds = {
        noun: kind for kind in ("button", "link", "menu", "image", "shape") for noun in have[kind]
    }
    nouns = "|".join(longest_first(map(re.escape, kinds)))
    return _English(
        regex(rf"\b(?:{'|'.join(have['verbs'])})\b", re.I),
        regex(rf"\bthe\s+(?P<before>(?:[\w-]+,?\s+){{0,3}}?)(?P<noun>{nouns})\b", re.I),
        regex(rf"\s*,?\s*(?:which\s+is\s+|that\s+is\s+)?{_PLACE}{_ENDS}", re.I),
        regex(r"\s*(?:[.,;:!?]|$|(?:to|for|and|or|on|at|if|when)\b)", re.I),
        regex(rf"\b(?:{'|'.join(have['telling'])})\b", re.I),
        frozenset((*have["looks"], *have["colors"], *have["shape"])),
        frozenset(have["fillers"]),
        kinds,
        frozenset((*have["stop"], *have["looks"], *have["colors"], *kinds)),
    )


def _content_words(text: str, stop: frozenset[str]) -> tuple[str, ...]:
    """The words that may tell what is meant, without their endings."""
    words = (word.lower() for word in _WORD.findall(text))
    return tuple(word[:5] for word in words if len(word) > 3 and word not in stop)


# -- Korean --------------------------------------------------------------------------------------


def _korean(known: Mapping[str, Any], said: str) -> Iterator[_Found]:
    pointed, kinds, fillers = _korean_grammar(_frozen(known, "ko"))
    for found in pointed.finditer(said):
        before = said[: found.start()].split()
        # "검색창 오른쪽 버튼" says beside what it is.
        if before and not before[-1].endswith((",", "면", "고")) and before[-1] not in fillers:
            continue
        words = tuple(word for word in (found["first"], found["second"]) if word)
        rest = said[found.end("noun") :].split()
        yield words, found["noun"], kinds[found["noun"]], tuple(w for w in rest if len(w) > 1)


@lru_cache(maxsize=1)
def _korean_grammar(lists: _Lists) -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    have = dict(lists)
    kinds = {noun: kind for kind in ("button", "link", "menu", "image") for noun in have[kind]}
    looks = _any((*have["looks"], *have["colors"]))
    text = (
        rf"(?:(?P<first>{looks})(?:에|의|쪽)?\s*)"
        rf"(?:(?P<second>{_any((*have['edges'], *have['looks']))})(?:에|의)?\s*)?(?:(?:있는|위치한|보이는)\s+)?"
        rf"(?P<noun>{_any(kinds)})(?:을|를|에서|에|으로|로)\s*.{{0,12}}?(?:{'|'.join(have['verbs'])})"
    )
    return regex(text), kinds, frozenset(have["fillers"])


def _any(words: Sequence[str] | Mapping[str, str]) -> str:
    return "|".join(longest_first(map(re.escape, words)))
