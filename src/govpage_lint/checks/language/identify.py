"""Decides whether a text in Latin letters is in another language than it says, and in which: only when sure.

Three things have to be true. The words are not spelt as those of the language that the text says to be in; they are
spelt as those of one other language; and there are words of grammar of that language, so that a list of
loanwords or names is nobody's. Languages that are written nearly alike are not told apart.
"""

import math
from collections.abc import Callable, Container, Mapping, Sequence, Set
from typing import Any, Final, Self

from govpage_lint.checks.language.models import Model
from govpage_lint.records import dataclass

# How many words are looked at, evenly over the text.
_MOST_WORDS: Final = 400
_MOST_REPEATS: Final = 2
_OFTEN: Final = 20
# No word says more than this, in nats, so that one strange word does not decide; in texts of few words it may.
_MOST_A_WORD: Final = 8.0
_FEW_WORDS: Final = 4
_TELLING: Final = 2.0
# A few words of this language without grammar are in use in all others.
_LENDER: Final = "en"
_AS_WELL: Final = 8.0
_AGAINST: Final = -1.5
# Words of grammar of a language: of so many among the words of a text, it is in the language, or one like it.
_GRAMMAR_AT_HOME: Final = 0.15
_LEAST_AT_HOME: Final = 8
_AHEAD: Final = 1.2
_PLAIN_CHARACTERS: Final = 2_000
_PLAIN_WORDS: Final = 60
_USUAL_SAMPLE: Final = 25
# A text of so few words may have one word of grammar only.
_FEW_IN_A_LABEL: Final = 6
_LEAST_GRAMMAR_OF_RIVAL: Final = 0.1
_MOST_RIVALS: Final = 8

# Standard deviations from which a text does not look like its language, and up to which like the other one.
_MISFIT: Final = 2.5
_FIT: Final = 3.0
_FIT_WHERE_CLEAR: Final = 4.5
_STRANGEST: Final = 3.0
# A language without a model is denied by so many words, if so many of them are another one's grammar.
_LEAST_OF_UNKNOWN: Final = 20
_MUCH_GRAMMAR: Final = 0.28

type Tables = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Language:
    """The language that a text is in, surely: its tag, and the share of the telling words that say so."""

    tag: str
    share: float


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the words of a text say for one language against another: nats, and words on each side."""

    evidence: float
    least: float
    pro: int
    contra: int
    grammar: int


class Identifier:
    """Tells languages in Latin letters. One for a process; the models are read when first asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._read: Tables | None = None
        self._models: dict[str, Model] = {}
        self._common = {tag: frozenset(words.split()) for tag, words in table["common"].items()}
        self._usual: Mapping[str, Sequence[float]] = table["usual"]
        self._same: dict[str, str] = {
            tag: group[0] for line in table["same"] for group in [line.split()] for tag in group
        }
        self._near = {frozenset(pair.split()) for pair in table["near"]}
        self._in_names = frozenset(table["in_names"].split())
        self._minor = frozenset(table["minor"].split())
        self._kin = {tag: frozenset(kin.split()) for tag, kin in table["kin"].items()}
        self._tags: dict[str, list[str]] = {}
        for tag, common in self._common.items():
            for word in common:
                self._tags.setdefault(word, []).append(tag)
        self._grammars: dict[str, frozenset[str]] = {}
        self._foreign: dict[str, frozenset[str]] = {}

    def reading(self, read: Tables) -> Self:
        """Itself, with what gives the models by name."""
        self._read = read
        return self

    @property
    def grammar(self) -> Container[str]:
        """The words of grammar of all languages."""
        return self._tags

    @property
    def known(self) -> frozenset[str]:
        """The tags of the languages that it can tell."""
        return frozenset(self._usual)

    def group(self, tag: str) -> str:
        """The tag that stands for a language and those that it is not told apart from."""
        return self._same.get(tag, tag)

    def looks_strange(self, text: str, tag: str) -> bool:
        """Whether a text may well not be in a language: quick, by words of grammar alone."""
        words = text.lower().split()
        own = self._grammar_of(tag)
        if self._foreign_to(tag).isdisjoint(words):
            return False
        grammar = [word for word in words if word in self._tags]
        at_home = len([word for word in grammar if word in own])
        foreign = len(grammar) - at_home
        return foreign > at_home and foreign >= (1 if len(words) <= _FEW_IN_A_LABEL else 2)

    def is_plainly_in(self, text: str, tag: str) -> bool:
        """Whether a text is in a language beyond doubt: quick, as most are."""
        words = text[:_PLAIN_CHARACTERS].lower().split()
        return len(words) >= _PLAIN_WORDS and self._is_at_home(words, tag)

    def may_be_name(self, words: Sequence[str], tag: str) -> bool:
        """Whether words in a language may well be a name: there is no grammar but that of names."""
        return not any(word in self._common[tag] and word not in self._in_names for word in words)

    def rivals(self, words: Sequence[str], tag: str) -> list[str]:
        """The languages, but for ``tag`` and those like it, that most words are grammar of; the few first."""
        group = self.group(tag)
        counts = self._grammar_counts(words)
        least = max(1, _LEAST_GRAMMAR_OF_RIVAL * len(words))
        found = [
            other
            for other, count in counts.items()
            if count >= least and self.group(other) != group
        ]
        return sorted(found, key=lambda other: -counts[other])[:_MOST_RIVALS]

    def _grammar_of(self, tag: str) -> frozenset[str]:
        group = self.group(tag)
        if group not in self._grammars:
            alike = (known for known in self._common if self.group(known) == group)
            self._grammars[group] = frozenset().union(*(self._common[known] for known in alike))
        return self._grammars[group]

    def _foreign_to(self, tag: str) -> Set[str]:
        """The words of grammar that a language does not have."""
        own = self._grammar_of(tag)
        if not own:
            # Any tag may be written on a page: nothing is kept of those that nobody knows.
            return self._tags.keys()
        group = self.group(tag)
        if group not in self._foreign:
            self._foreign[group] = frozenset(self._tags).difference(own)
        return self._foreign[group]

    def other(self, words: Sequence[str], tag: str) -> Language | None:
        """The language that the words are in instead of ``tag``; None where they fit, or nobody can be sure.

        ``words`` are the telling words of a text, ``tag`` is the primary subtag of its language.
        """
        words = _spread(words)
        if len(words) < 2:
            return None
        own = [known for known in self._usual if self.group(known) == self.group(tag)]
        if any(self._is_at_home(words, known) for known in own):
            return None
        if not own:
            return self._other_than_unknown(words, tag)
        # Nobody can be sure of more than a few words without grammar.
        rivals = self.rivals(words, tag) if len(words) >= _FEW_WORDS else self._rivals_of_few(tag)
        if not rivals or min(self._misfit(words, known) for known in own) < _MISFIT:
            return None
        best = min(own, key=lambda known: self._cost(words, known))
        return self._judge(words, best, self._nearest(words, rivals))

    def _rivals_of_few(self, tag: str) -> list[str]:
        """All languages that are told apart from one."""
        return [known for known in self._usual if self.group(known) != self.group(tag)]

    # -- parts of the decision -----------------------------------------------------------------

    def _is_at_home(self, words: Sequence[str], tag: str) -> bool:
        """Whether the words of grammar alone show that a text is in a language: the usual case, quick."""
        if len(words) < _LEAST_AT_HOME:
            return False
        counts = self._grammar_counts(words)
        own = counts.get(tag, 0)
        if own < _GRAMMAR_AT_HOME * len(words):
            return False
        group = self.group(tag)
        return all(
            count < _AHEAD * own for other, count in counts.items() if self.group(other) != group
        )

    def _grammar_counts(self, words: Sequence[str]) -> dict[str, int]:
        """How many of the words are grammar of each language."""
        counts: dict[str, int] = {}
        for word in words:
            for tag in self._tags.get(word, ()):
                counts[tag] = counts.get(tag, 0) + 1
        return counts

    def _misfit(self, words: Sequence[str], tag: str) -> float:
        """How unusual the spelling of words is for a language, in standard deviations of genuine texts.

        What one word adds has a limit: every text quotes one from somewhere else.
        """
        mean, spread = self._usual[tag]
        cost, most = self._model(tag).cost, mean + _STRANGEST * spread
        average = sum(min(most, cost(word) / (len(word) + 1)) for word in words) / len(words)
        return (average - mean) / spread * math.sqrt(min(len(words), _USUAL_SAMPLE))

    def _nearest(self, words: Sequence[str], rivals: Sequence[str]) -> str:
        """The language that words cost least in."""
        totals = dict.fromkeys(rivals, 0.0)
        for word in words[: _USUAL_SAMPLE * 2]:
            costs = {tag: self._model(tag).cost(word) for tag in rivals}
            most = min(costs.values()) + _MOST_A_WORD
            for tag, cost in costs.items():
                totals[tag] += min(cost, most)
        best = min(totals.values())
        # Of languages that fit as well as each other, the one that more pages are in.
        return min(
            totals, key=lambda tag: (totals[tag] > best + _AS_WELL, tag in self._minor, totals[tag])
        )

    def _cost(self, words: Sequence[str], tag: str) -> float:
        return sum(map(self._model(tag).cost, words))

    def _scores(self, words: Sequence[str], own: str, found: str) -> _Scores:
        mine, other = self._model(own).cost, self._model(found).cost
        most = _MOST_A_WORD if len(words) >= _FEW_WORDS else math.inf
        differences = [max(-most, min(most, mine(word) - other(word))) for word in words]
        common, home = self._common[found], self._common[own]
        return _Scores(
            evidence=sum(differences),
            least=min(differences),
            pro=sum(one >= _TELLING for one in differences),
            contra=sum(one <= _AGAINST for one in differences),
            grammar=sum(word in common and word not in home for word in words),
        )

    def _judge(self, words: Sequence[str], own: str, found: str) -> Language | None:
        count = len(words)
        scores = self._scores(words, own, found)
        hard = found in self._minor or frozenset((own, found)) in self._near
        clear = not scores.contra and scores.grammar >= 5 and scores.evidence >= 60
        fits = self._misfit(words, found) <= (_FIT_WHERE_CLEAR if clear else _FIT)
        if not fits or not _is_sure(scores, count, hard):
            return None
        if count < _FEW_WORDS and not scores.grammar and found == _LENDER:
            return None
        return Language(found, scores.pro / count)

    def _other_than_unknown(self, words: Sequence[str], tag: str) -> Language | None:
        """The same where there is no model of the text's own language: by much grammar of another one."""
        if len(words) < _LEAST_OF_UNKNOWN or len(tag) != 2:
            return None
        counts = self._grammar_counts(words)
        found = max(self._common, key=lambda known: counts.get(known, 0))
        share = counts.get(found, 0) / len(words)
        if found in self._minor or tag in self._kin.get(found, ()) or share < _MUCH_GRAMMAR:
            return None
        return Language(found, share) if self._misfit(words, found) < 1.0 else None

    def _model(self, tag: str) -> Model:
        if tag not in self._models:
            if self._read is None:
                raise LookupError("the models of languages cannot be read")
            self._models[tag] = Model(self._read(f"language_models/{tag}"))
        return self._models[tag]


def _is_sure(scores: _Scores, count: int, hard: bool) -> bool:
    """Whether what the words say is enough; ``hard``: for a language that is near, or rare."""
    if hard and (count < 12 or scores.evidence < 30 or scores.evidence < 1.2 * count):
        return False
    if count < _FEW_WORDS:
        return _is_sure_of_few(scores, count)
    if scores.grammar < (1 if count < 6 else 2 if count < 20 else 0.12 * count):
        return False
    allowed = 0.34 if scores.grammar >= 3 and scores.evidence >= 16 else 0.15
    if scores.evidence < 14 or scores.contra > allowed * scores.pro:
        return False
    return scores.pro >= max(3, 0.35 * count)


def _is_sure_of_few(scores: _Scores, count: int) -> bool:
    """The same for two or three words: none may be at home in the text's own language."""
    if scores.least < (4 if count == 2 else 1) or scores.pro < 2:
        return False
    return scores.evidence >= (18 if scores.grammar else 24 if count == 2 else 30)


def _spread(words: Sequence[str]) -> Sequence[str]:
    """Words evenly over a long text; none too often: "et al." in each row of a table tells nothing new."""
    step = max(1, len(words) // _MOST_WORDS)
    seen: dict[str, int] = {}
    found = []
    for word in words[::step]:
        seen[word] = seen.get(word, 0) + 1
        if seen[word] <= max(_MOST_REPEATS, len(words) // step // _OFTEN):
            found.append(word)
    return found
