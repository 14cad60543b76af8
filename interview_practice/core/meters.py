"""The meters: what each one means, what to hold it against, and its line for one answer."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from interview_practice.core import pace
from interview_practice.core.delivery import Delivery
from interview_practice.core.repetitions import Repeat

LOW_FILLERS = 5
"""A minute; up to here listeners did not mind (https://doi.org/10.1002/jaba.1093)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is the same for every answer: `source` is an address, "" for a convention of ours."""

    key: str
    title: str
    unit: str
    definition: str
    source: str
    blind_spot: str


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter read off one answer. `number` is the bare figure for a chart, None when there is
    too little to tell; `value`, `target` and `sentence` are texts to show."""

    kind: Kind
    number: float | None
    value: str
    target: str
    sentence: str

    @property
    def key(self) -> str:
        return self.kind.key

    @property
    def title(self) -> str:
        return self.kind.title


def meters(delivery: Delivery, hidden: Collection[str] = frozenset()) -> list[Meter]:
    """The lines for an answer without the `hidden` keys; none for a typed answer, and only the
    length for a recording in which nobody spoke."""
    if delivery.silent and not delivery.seconds:
        return []
    keys = ["length"] if delivery.silent else list(KINDS)
    return [_read(key, delivery) for key in keys if key not in hidden]


def _read(key: str, delivery: Delivery) -> Meter:
    number, value, target, sentence = READINGS[key](delivery)
    return Meter(KINDS[key], number, value, target, sentence)


Reading = tuple[float | None, str, str, str]


def _length(delivery: Delivery) -> Reading:
    low, high = delivery.target
    target = f"{duration(low)} to {duration(high)}"
    if delivery.silent:
        sentence = f"No speech was heard in {duration(delivery.seconds)}."
        return 0.0, duration(0), target, sentence
    length = round(delivery.length)
    spoke = f"You spoke for {duration(length)}"
    if length < low:
        sentence = f"{spoke}, {duration(low - length)} under the range for this question."
    elif length > high:
        sentence = f"{spoke}, {duration(length - high)} over the range for this question."
    else:
        sentence = f"{spoke}, inside the range for this question."
    return delivery.length, duration(length), target, sentence


def _first_word(delivery: Delivery) -> Reading:
    started = f"{delivery.started:.1f} s"
    return delivery.started, started, "none", f"You began to speak after {started}."


def _pauses(delivery: Delivery) -> Reading:
    count, inside, long = len(delivery.pauses), len(delivery.inside), delivery.long_pauses
    target = "none inside a sentence of 2 s or more"
    if not count:
        return 0.0, "0", target, "You spoke without a pause of a quarter of a second or more."
    sentence = f"You paused {times(count)}, {_of_them(inside, count)}."
    if long:
        longest = max(long, key=lambda pause: pause.seconds)
        lasted = f"{longest.seconds:.1f} s at {clock(longest.start)}"
        most = f"the longest {lasted}" if count > 1 else f"for {lasted}"
        sentence = f"{sentence[:-1]}, {most}."
    return float(count), str(count), target, sentence


def _pace(delivery: Delivery) -> Reading:
    target = f"{pace.BAND[0]} to {pace.BAND[1]} words a minute"
    if delivery.speech_rate is None:
        return None, "", target, "There are too few words to tell the pace."
    value = f"{delivery.speech_rate:.0f} words a minute"
    sentence = f"You spoke at {value}"
    if delivery.articulation_rate is not None:
        sentence += f", {delivery.articulation_rate:.0f} without the pauses"
    return delivery.speech_rate, value, target, sentence + "."


def _sounds(delivery: Delivery) -> Reading:
    target = f"up to {LOW_FILLERS} a minute"
    count, rate = len(delivery.sounds), delivery.a_minute(len(delivery.sounds))
    if not count:
        sentence = "No filler sounds were heard; some may have been missed."
        return rate, "0", target, sentence
    sentence = f"At least {plural(count, 'filler sound')}{_a_minute(rate)}: "
    return rate, f"at least {count}", target, f"{sentence}{_tally(delivery.sounds)}."


def _hesitations(delivery: Delivery) -> Reading:
    count = len(delivery.hesitations)
    if not count:
        return 0.0, "0", "none", "Every sound of your voice is covered by a word."
    sentence = f"{plural(count, 'short sound')} that no word explains; listen before you count "
    return float(count), str(count), "none", sentence + ("it." if count == 1 else "them.")


def _phrases(delivery: Delivery) -> Reading:
    target = f"up to {LOW_FILLERS} a minute"
    count, rate = len(delivery.phrases), delivery.a_minute(len(delivery.phrases))
    if not count:
        return rate, "0", target, "No filler phrases were heard."
    sentence = f"{plural(count, 'filler phrase')}{_a_minute(rate)}: {_tally(delivery.phrases)}."
    return rate, str(count), target, sentence


def _repetitions(delivery: Delivery) -> Reading:
    again, anew = delivery.repetitions, delivery.restarts
    count = len(again) + len(anew)
    if not count:
        return 0.0, "0", "none", "You neither repeated words nor began a sentence anew."
    said = [f"repeated words {times(len(again))}{_example(again)}"] if again else []
    said += [f"began anew {times(len(anew))}{_example(anew)}"] if anew else []
    return float(count), str(count), "none", f"You {' and '.join(said)}."


def _perspective(delivery: Delivery) -> Reading:
    share = delivery.i_share
    if share is None:
        return None, "", "none", "You said neither I nor we."
    value = f"{share:.0%} I"
    sentence = f"You said I {times(delivery.i_words)} and we {times(delivery.we_words)}."
    return round(100 * share, 1), value, "none", sentence


READINGS: dict[str, Callable[[Delivery], Reading]] = {
    "length": _length,
    "first-word": _first_word,
    "pauses": _pauses,
    "pace": _pace,
    "sounds": _sounds,
    "hesitations": _hesitations,
    "phrases": _phrases,
    "repetitions": _repetitions,
    "perspective": _perspective,
}

_LISTENERS = "https://doi.org/10.1002/jaba.1093"

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "length", "Length", "s",
            "Time from your first to your last sound.",
            "https://climbtheladder.com/how-long-should-my-answers-be-in-an-interview",
            "A good answer can be short; the range says nothing about what you said.",
        ),
        Kind(
            "first-word", "Time to first word", "s",
            "Time from the start of the recording to your first sound.",
            "",
            "A cough counts as a first sound, and thinking before you speak is no fault.",
        ),
        Kind(
            "pauses", "Pauses", "pauses",
            "Silences of 0.25 s or more between your first and your last sound, those inside a "
            "sentence apart from those between sentences.",
            "https://www.isca-speech.org/archive/diss_2013/dis6_017.html",
            "Where a sentence ends is the speech model's guess, and a pause made for effect looks "
            "like one made from doubt.",
        ),
        Kind(
            "pace", "Pace", "words a minute",
            "Words divided by the time from your first to your last sound; the second figure "
            "leaves out the pauses. Filler sounds are not counted as words.",
            "https://doi.org/10.1093/applin/11.1.90",
            "A number such as 2023 counts as one word, and long words make a speaker look slow.",
        ),
        Kind(
            "sounds", "Filler sounds", "a minute",
            "um, uh, er, hmm and the like, as far as they were heard.",
            _LISTENERS,
            "Speech models drop many of these sounds, so there may be more than were found.",
        ),
        Kind(
            "hesitations", "Unexplained sounds", "sounds",
            "Short stretches of voice (0.18 to 1.2 s) that no word of the transcript covers.",
            "https://arxiv.org/abs/2203.15135",
            "A breath, a laugh, a click of the keyboard or a word the model missed looks the same.",
        ),
        Kind(
            "phrases", "Filler phrases", "a minute",
            "like, you know, I mean, sort of, kind of, basically and actually, where the words "
            "around them show that they carry no meaning.",
            _LISTENERS,
            "The rules look at neighboring words only and leave doubtful ones out.",
        ),
        Kind(
            "repetitions", "Repetitions and restarts", "times",
            "One to four words said twice within half a second, words broken off, and sentences "
            "begun anew.",
            "",
            "Speech models tidy up: they leave out many repeated words.",
        ),
        Kind(
            "perspective", "I and we", "% I",
            "The share of I, me and my among those and we, us and our.",
            "https://arxiv.org/abs/1504.03425",
            "Coaches ask for I, one study found that we was rated higher: this is no verdict.",
        ),
    )
}  # fmt: skip


def duration(seconds: float) -> str:
    """42 s, 2 min, 1 min 42 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def clock(seconds: float) -> str:
    """A place in the recording, as 1:42."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def times(count: int) -> str:
    return {0: "0 times", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _of_them(inside: int, count: int) -> str:
    if count == 1:
        return "inside a sentence" if inside else "not inside a sentence"
    all_of_them = "both" if count == 2 else "all of them"
    share = {0: "none of them", count: all_of_them}.get(inside, f"{inside} of them")
    return f"{share} inside a sentence"


def _a_minute(rate: float | None) -> str:
    return "" if rate is None else f", {rate:g} a minute"


def _tally(found: tuple) -> str:
    counts = Counter(filler.text for filler in found)
    return ", ".join(f"{text} ({count})" for text, count in counts.most_common())


def _example(found: tuple[Repeat, ...]) -> str:
    return f" (“{found[0].text}” at {clock(found[0].start)})"
