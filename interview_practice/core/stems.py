"""Words reduced to what they mean: small words dropped, endings cut, synonyms made one."""

import re
from functools import lru_cache
from itertools import pairwise

from interview_practice.core.tokens import vocabulary

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")

STOP_WORDS = vocabulary(
    """a about an and any are as at be been by can come could deal describe did do does down every
    example explain five for four from get getting give gave given go going got had handle
    handled has have he her him his how i if in into is it its just like may me my of off on
    one or our out really s said say see she should so some somebody someone such tell than
    that the their them then there these they thing this those three through time to too two
    up us very was we were what when where which who whom will with would you your yourself"""
)

SYNONYMS = """
    boss manager supervisor superior director executive
    colleague coworker teammate peer workmate
    customer client buyer guest consumer
    job position role post vacancy
    salary pay wage compensation money earn paycheck remuneration
    company organization firm employer business
    fired dismissed terminated sacked
    resume cv vitae
    mistake error slip blunder fault
    conflict argument quarrel dispute fight clash friction
    disagreement disagree
    difficult hard tough tricky challenging demanding complicated complex
    problem issue trouble
    solve fix resolve figure repair
    student pupil learner schoolchild
    leave quit resign depart
    fail failure unsuccessful flop
    stress pressure strain overwhelmed hectic
    idea proposal suggestion
    convince persuade
    price cost expensive
    angry upset furious irate shouting mad
    lie dishonest fake cheat falsify deceive steal
    child kid baby pregnant family
    goal target aim objective ambition
    team group crew squad
    university college degree study diploma
    start begin join
    urgent deadline
    calendar diary agenda
    field industry profession sector
    improve improvement better enhance
    nervous anxious
    criticism criticize critique feedback
    present presentation
    coach mentor
    remote home
    layoff redundant redundancy downsizing
    weakness shortcoming flaw
    candidate applicant
    overview summary rundown
    trend development
    prioritize priority
    adapt adjust
    bug defect
    doctor physician
    patient resident
    teacher teach
"""
"""Each line is one meaning in the talk of interviews."""

_ENDINGS = (
    ("ational", "at"), ("ization", "iz"), ("fulness", "ful"), ("iveness", "iv"), ("ations", ""),
    ("ation", ""), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ities", ""),
    ("ity", ""), ("ness", ""), ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""),
    ("edly", ""), ("ed", ""), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ies", ""),
    ("ied", ""), ("ives", ""), ("ive", ""), ("ances", ""), ("ance", ""), ("ences", ""),
    ("ence", ""), ("ants", ""), ("ant", ""), ("ents", ""), ("ent", ""), ("able", ""),
    ("ible", ""), ("ally", ""), ("al", ""), ("ly", ""), ("ful", ""), ("ous", ""), ("es", ""),
    ("s", ""),
)  # fmt: skip
_BRITISH = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("our", "or"),
    ("lled", "led"), ("lling", "ling"), ("dgement", "dgment"),
)  # fmt: skip
SHORTEST = 3


def words(text: str) -> list[str]:
    """The stems of all words of a text, in its order, small words too."""
    found = _WORD.findall(text.lower().replace("\u2019", "'"))
    return [meaning(word) for word in found]


def stems(text: str) -> list[str]:
    """The stems of the words that say something."""
    found = _WORD.findall(text.lower().replace("\u2019", "'"))
    return [meaning(word) for word in found if word not in STOP_WORDS]


def pairs(text: str) -> list[str]:
    """Each two neighboring words: some questions ("who are you") have nothing but small words."""
    return [f"{one} {two}" for one, two in pairwise(words(text))]


def meaning(word: str) -> str:
    """The stem that stands for a word and its synonyms."""
    return _MEANINGS.get(stem(word), stem(word))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its endings; British and American spellings give the same stem."""
    word = word.split("'")[0]
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > len(british) + SHORTEST:
            word = word.removesuffix(british) + american
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending) + instead
            break
    if len(word) > SHORTEST and word[-1] in "eyi":
        word = word[:-1]
    if len(word) > SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word


_MEANINGS = {
    stem(word): stem(line.split()[0])
    for line in SYNONYMS.strip().splitlines()
    for word in line.split()
}
