"""Filler phrases, told from the ordinary use of the same words by what stands around them."""

from collections.abc import Callable, Collection, Sequence

from interview_practice.core.fillers import Filler
from interview_practice.core.tokens import Token, vocabulary


def phrases(heard: Sequence[Token], paused: Collection[int] = ()) -> list[Filler]:
    """like, you know, I mean, sort of, kind of, basically and actually, where they fill.

    `paused` are the positions in `heard` that a pause precedes. A doubtful one is not counted.
    """
    found, position = [], 0
    places = Places(heard, paused)
    while position < len(places.words):
        phrase = _phrase_at(places, position)
        if phrase:
            run = places.words[position : position + len(phrase.split())]
            found.append(Filler(phrase, run[0].start, run[-1].end))
            position += len(run)
        else:
            position += 1
    return found


class Places:
    """The words of an answer without filler sounds, and what stands around each of them."""

    def __init__(self, heard: Sequence[Token], paused: Collection[int] = ()):
        self.words = [token for token in heard if not token.sound]
        self._breaks = _breaks(heard, paused)

    def key(self, position: int) -> str:
        return self.words[position].key if 0 <= position < len(self.words) else ""

    def starts(self, position: int) -> bool:
        """Whether a sentence starts here."""
        return position <= 0 or self.words[position - 1].ends_sentence

    def broken(self, position: int) -> bool:
        """Whether punctuation, a pause or a filler sound precedes the word here."""
        return position <= 0 or position >= len(self.words) or self._breaks[position]

    def before(self, position: int) -> str:
        """The word before, "" where the sentence starts."""
        return "" if self.starts(position) else self.key(position - 1)

    def after(self, position: int) -> str:
        """The word here, "" where the sentence before it ended."""
        return "" if self.starts(position) else self.key(position)

    def earlier(self, position: int, count: int) -> list[str]:
        """Up to `count` words of the same sentence before a position, nearest first."""
        found: list[str] = []
        while len(found) < count and not self.starts(position):
            position -= 1
            found.append(self.key(position))
        return found


def _breaks(heard: Sequence[Token], paused: Collection[int]) -> list[bool]:
    """For each word that is no sound: whether something sets it apart from the one before."""
    found, apart = [], False
    for position, token in enumerate(heard):
        apart = apart or position in paused or token.sound
        if not token.sound:
            found.append(apart)
            apart = token.set_off
    return found


def _phrase_at(places: Places, position: int) -> str:
    for phrase, rule in RULES.items():
        parts = phrase.split()
        same = all(places.key(position + n) == part for n, part in enumerate(parts))
        together = not any(places.broken(position + n) for n in range(1, len(parts)))
        if same and together and rule(places, position, position + len(parts)):
            return phrase
    return ""


_JOINING = vocabulary("and but so or because well then okay right yeah")
_BE = vocabulary("is was are were am be been it's that's he's she's they're we're i'm")
_PEOPLE = vocabulary("i we you he she they it there")
_CONTRACTED = vocabulary("it's that's there's they're we're i'm he's she's you're")
_SAYING = vocabulary("say said says")
_VERY = vocabulary("really super totally completely literally pretty so quite very")
_AMOUNTS = vocabulary(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred half"
)
_AMOUNT_BEFORE = vocabulary(
    "took take takes for in had have has with about maybe than after within over by of only just "
    "got lost spent saved made then"
)


def _like(places: Places, start: int, after: int) -> bool:
    before, following = places.before(start), places.after(after)
    if before in _PEOPLE or _SAYING & {following, places.key(after + 1)}:
        return False
    if places.broken(start) and places.broken(after):
        return bool(following)
    if following in _VERY:
        return before in _BE or before in _JOINING or places.broken(start)
    if before in _AMOUNT_BEFORE and places.broken(after):
        return bool(following)
    if _amount(places, after):
        return before in _AMOUNT_BEFORE or "there" in places.earlier(start, 2)
    if before in _JOINING:
        return places.broken(after) or following in _PEOPLE | _CONTRACTED
    asks = {"what", "how", "nothing"} & set(places.earlier(start, 6))
    return before in _BE and places.broken(after) and bool(following) and not asks


def _amount(places: Places, position: int) -> bool:
    word, second = places.after(position), places.key(position + 1)
    article = word == "a" and second in ("hundred", "thousand", "million", "couple", "few", "dozen")
    return article or word in _AMOUNTS or word[:1].isdigit()


_KNOWING = vocabulary(
    "do did does don't if as what how that when where who why would will let lets whether may "
    "people person things thing everyone everybody anyone one already might must should"
)


def _you_know(places: Places, start: int, after: int) -> bool:
    before = places.before(start)
    if before in _KNOWING or "if" in places.earlier(start, 4):
        return False
    if places.broken(start):
        return places.broken(after)
    unfinished = _JOINING | _BE | vocabulary("just to the a like with of i we")
    return before in unfinished and places.broken(after)


_MEANT = vocabulary("it that this what to by you him her them the business well")


def _i_mean(places: Places, start: int, after: int) -> bool:
    if not (places.broken(start) or places.before(start) in _JOINING):
        return False
    if {"say", "said", "what"} & set(places.earlier(start, 5)) or not places.after(after):
        return False
    if places.broken(after):
        return True
    ends = places.broken(after + 1)
    clause = vocabulary("it that this you the")
    meant = places.after(after) in _MEANT
    goes_on = places.after(after) in clause and places.key(after + 1) in _FINITE
    return goes_on or not (meant or ends)


_FINITE = vocabulary(
    "is was are were had has have would could can will did do does wasn't isn't didn't took made "
    "went got felt worked"
)

_KIND_AFTER = vocabulary(
    "is was are were i'm it's that's we're they're he's she's i we they he she it you been "
    "being just had have has did got get felt feel feels and but so because then who really"
)
_BEFORE_NOUNS = vocabulary("a an the this that these those what which some any every each no")
_PAST = vocabulary("fell went got came lost ran broke grew became made took left knew thought hit")
_PERSONS = vocabulary("you him her them me us")


def _kind_of(places: Places, start: int, after: int) -> bool:
    before, following = places.before(start), places.after(after)
    if not following or following in _PERSONS:
        return False
    if places.broken(start) or before in _KIND_AFTER:
        return True
    if before not in _BEFORE_NOUNS and (following in _PAST or following.endswith("ed")):
        return True
    return before.endswith(("ed", "ly")) and len(before) > 4


_EXACTLY = vocabulary("the same true correct right unchanged impossible")


def _basically(places: Places, start: int, after: int) -> bool:
    if places.broken(start) or places.broken(after):
        return True
    return places.after(after) not in _EXACTLY


def _actually(places: Places, start: int, after: int) -> bool:
    """Only at the edge of a clause: elsewhere it commonly means "in fact"."""
    if places.broken(start):
        return places.broken(after) or places.starts(start)
    return places.before(start) in _JOINING and places.broken(after)


RULES: dict[str, Callable[[Places, int, int], bool]] = {
    "you know": _you_know,
    "i mean": _i_mean,
    "sort of": _kind_of,
    "kind of": _kind_of,
    "like": _like,
    "basically": _basically,
    "actually": _actually,
}
