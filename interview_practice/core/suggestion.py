"""Which area a question belongs to, found by its words alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from math import log

from interview_practice.core.questions import Area, Question
from interview_practice.core.stems import pairs, stems, words

SHARES = {"keywords": 2.0, "texts": 0.4, "questions": 0.6, "pairs": 0.6}
"""What the words of an area's name and keywords count, those of all its texts, those of its closest
question, and neighboring words."""

SATURATION, LENGTH = 1.2, 0.5
"""BM25's k1 and b: how soon a repeated word stops counting, and how much long texts pay."""

WHOLE_KEYWORD = 2.5
"""What each word of a keyword adds when the whole keyword, small words and all, is in the text."""

TWIN = 0.2
"""What a topic's words add to the same topic told as a story, or put as a situation."""

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

PHRASED = 1.7
"""What fitting the phrasing is worth, as a factor."""


class Suggester:
    """BM25 over areas (name, keywords, description and all that their questions say) and over
    single questions. Built on the first question it is asked."""

    def __init__(self, questions: Iterable[Question], areas: Iterable[Area]):
        self._questions = list(questions)
        self._areas = {area.slug: area for area in areas}

    def suggest(self, text: str, n: int = 3) -> list[str]:
        """Up to n area slugs, best first; none when no word is known."""
        scores: dict[str, float] = self._whole_keywords(text)
        said = [*stems(text), *pairs(text)]
        for share, index in self._indexes:
            best: dict[str, float] = defaultdict(float)
            for (area, _), score in index.scores(said).items():
                best[area] = max(best[area], score)
            for area, score in best.items():
                scores[area] += share * score
        scores = {area: (score + TWIN * scores.get(_twin(area), 0)) * _phrased(area, text)
                  for area, score in scores.items()}  # fmt: skip
        return sorted(scores, key=lambda area: (-scores[area], area))[:n]

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
    def _indexes(self) -> list[tuple[float, "Index"]]:
        named, texts, single = defaultdict(Counter), defaultdict(Counter), {}
        paired = defaultdict(Counter)
        for area in self._areas.values():
            paired[area.slug, ""].update(chain.from_iterable(map(pairs, area.keywords)))
            named[area.slug, ""].update(_counted([area.name, *area.keywords]))
            texts[area.slug, ""].update(_counted([area.about]))
        for question in self._questions:
            paired[question.area, ""].update(pairs(question.text))
            single[question.area, question.slug] = _counted([question.text])
            texts[question.area, ""].update(_counted([question.text, *question.covers]))
        return [(SHARES["keywords"], Index(named)), (SHARES["texts"], Index(texts)),
                (SHARES["questions"], Index(single)), (SHARES["pairs"], Index(paired))]  # fmt: skip


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


def _counted(texts: Iterable[str]) -> Counter:
    return Counter(chain.from_iterable(map(stems, texts)))


def _twin(area: str) -> str:
    kind, _, topic = area.partition("/")
    other = {"behavioural": "situational", "situational": "behavioural"}.get(kind, "")
    return f"{other}/{topic}"


def _phrased(area: str, text: str) -> float:
    phrasing = PHRASINGS.get(area.partition("/")[0])
    return PHRASED if phrasing and phrasing.search(text) else 1.0
