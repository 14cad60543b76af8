"""Which area a question belongs to, found by its words alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from math import log

from interview_practice.core.questions import Area, Question
from interview_practice.core.stems import stems, words

WEIGHTS = {"name": 4, "keywords": 3, "about": 1, "text": 2, "covers": 1}
"""How much a word counts by where it stands."""

SATURATION, LENGTH = 1.2, 0.4
"""BM25's k1 and b: how soon a repeated word stops counting, and how much long texts pay."""

BEST_QUESTION = 0.8
"""What the closest single question adds to the words of its area as a whole."""

WHOLE_KEYWORD = 2.5
"""What each word of a keyword adds when the whole keyword, small words and all, is in the text."""

PHRASINGS = {
    "situational": re.compile(
        r"\bwhat (would|do) you do\b|\bhow (would|do) you (handle|react|respond|reply|deal)\b"
        r"|\bhow would you (?!describe)|\bimagine\b|\bsuppose\b|\bwhat if\b|\bif (you|two|your)\b",
        re.I),
    "behavioural": re.compile(
        r"\btell (me|us) about (a|an|the|one|some|getting)\b|\ba time (when|you)\b"
        r"|\bwhen (did|have|were) you\b|\bexample (of|where|when)\b|\bhave you ever\b|\brecall\b"
        r"|\bdescribe a (time|situation|mistake|conflict)|\bhow did you\b|\byou ever\b", re.I),
}  # fmt: skip
"""How questions of a type are usually put."""

PHRASED = 1.4
"""What fitting the phrasing is worth, as a factor."""


class Suggester:
    """BM25 over areas (name, keywords, description and all that their questions say) and over
    single questions. Built on the first question it is asked."""

    def __init__(self, questions: Iterable[Question], areas: Iterable[Area]):
        self._questions = list(questions)
        self._areas = {area.slug: area for area in areas}

    def suggest(self, text: str, n: int = 3) -> list[str]:
        """Up to n area slugs, best first; none when no word is known."""
        said = stems(text)
        scores: dict[str, float] = defaultdict(float, self._by_area.scores(said))
        for area, bonus in self._whole_keywords(text).items():
            scores[area] += bonus
        for area, score in self._best_questions(said).items():
            scores[area] += BEST_QUESTION * score
        for area in scores:
            scores[area] *= _phrased(area, text)
        return sorted(scores, key=lambda area: (-scores[area], area))[:n]

    def _best_questions(self, said: Sequence[str]) -> dict[str, float]:
        best: dict[str, float] = defaultdict(float)
        for (area, _), score in self._by_question.scores(said).items():
            best[area] = max(best[area], score)
        return best

    def _whole_keywords(self, text: str) -> dict[str, float]:
        """The longest keyword of each area that the text holds, scored by its length."""
        spoken, found = f" {' '.join(words(text))} ", defaultdict(float)
        for area, keyword, length in self._keywords:
            if keyword in spoken:
                found[area] = max(found[area], WHOLE_KEYWORD * length)
        return found

    @cached_property
    def _keywords(self) -> list[tuple[str, str, int]]:
        split = [(area.slug, words(keyword)) for area in self._areas.values()
                 for keyword in area.keywords]  # fmt: skip
        return [(slug, f" {' '.join(said)} ", len(said)) for slug, said in split if len(said) > 1]

    @cached_property
    def _by_area(self) -> "Index":
        texts: dict[str, Counter] = {slug: _described(area) for slug, area in self._areas.items()}
        for question in self._questions:
            texts.setdefault(question.area, Counter()).update(_said(question))
        return Index(texts)

    @cached_property
    def _by_question(self) -> "Index":
        return Index({(q.area, q.slug): Counter(stems(q.text)) for q in self._questions})


class Index:
    """Texts as counted words, and how well each fits a query."""

    def __init__(self, texts: dict):
        lengths = {key: sum(counts.values()) for key, counts in texts.items()}
        mean = sum(lengths.values()) / max(1, len(lengths)) or 1
        self._postings: dict[str, list[tuple]] = defaultdict(list)
        for key, counts in texts.items():
            drag = SATURATION * (1 - LENGTH + LENGTH * lengths[key] / mean)
            for word, count in counts.items():
                self._postings[word].append((key, count * (SATURATION + 1) / (count + drag)))
        self._texts = len(texts)

    def scores(self, said: Sequence[str]) -> dict:
        """BM25 of every text that shares a word with the query."""
        found: dict = defaultdict(float)
        for word in set(said):
            held = self._postings.get(word, ())
            rarity = log(1 + (self._texts - len(held) + 0.5) / (len(held) + 0.5))
            for key, weight in held:
                found[key] += rarity * weight
        return found


def _described(area: Area) -> Counter:
    parts = {"name": [area.name], "keywords": area.keywords, "about": [area.about]}
    return _counted(parts)


def _said(question: Question) -> Counter:
    return _counted({"text": [question.text], "covers": question.covers})


def _counted(parts: dict[str, list[str]]) -> Counter:
    counts = Counter()
    for part, texts in parts.items():
        for word in chain.from_iterable(map(stems, texts)):
            counts[word] += WEIGHTS[part]
    return counts


def _phrased(area: str, text: str) -> float:
    phrasing = PHRASINGS.get(area.partition("/")[0])
    return PHRASED if phrasing and phrasing.search(text) else 1.0
