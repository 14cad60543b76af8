"""`interview-practice rehearse`: a practice session in the terminal."""

import sys
import time
from dataclasses import asdict
from uuid import UUID

import click

from interview_practice.cli import folder
from interview_practice.core.errors import Unavailable

WORDS_SECONDS = 60
"""How long the words of an answer are waited for; the sound is kept whatever happens."""


@click.command()
@click.option("--focus", default="today", show_default=True,
              help="today, missed, warm-up, or an area such as behavioural/conflict.")  # fmt: skip
@click.option("--length", type=click.IntRange(1, 20), default=5, show_default=True,
              help="How many questions.")  # fmt: skip
@click.option("--prepare", type=click.IntRange(0, 300), default=15, show_default=True,
              metavar="SECONDS", help="Time to think; 0 waits for Enter.")  # fmt: skip
@click.option("--device", help="A microphone: its number, or part of its name.")
@click.option("--list-devices", is_flag=True, help="Show the microphones, and exit.")
@click.option("--typed", is_flag=True, help="Type the answers; no microphone is needed.")
@folder.data_option
@folder.json_option
def command(focus, length, prepare, device, list_devices, typed, data, as_json):
    """Practice aloud in the terminal.

    Asks a question and says why, records the answer until Enter, shows the words as they come,
    takes your rating and says how it sounded. Answers, recordings and due dates are the same as
    in the browser. Keys: Enter records and stops, 1 to 4 rate, t types an answer instead, s skips
    a question, q leaves.
    """
    settings = folder.read(data)
    if list_devices:
        show_devices(settings, as_json)
        return
    if as_json:
        raise click.UsageError("--json goes with --list-devices.")
    with folder.only_user(settings), folder.practice(settings) as practice:
        from interview_practice.cli.keys import keys
        from interview_practice.cli.screen import Screen

        try:
            with keys() as pressed:
                Rehearsal(practice, Screen(), pressed, device, prepare, typed).run(focus, length)
        except KeyboardInterrupt:
            click.echo("\nStopped. Everything is saved.")
        finally:
            if practice.transcriber.is_alive():
                practice.transcriber.stop()


def show_devices(settings, as_json: bool) -> None:
    from interview_practice.app import create_app

    microphone = create_app(settings).extensions["practice"].microphone
    found = microphone.devices()
    if as_json:
        folder.say([asdict(device) for device in found])
        return
    if not found:
        raise Unavailable(microphone.NO_DEVICE)
    for device in found:
        mark = "  (default)" if device.default else ""
        click.echo(f"{device.index:>3}  {device.name}, {device.sample_rate} Hz{mark}")


class Rehearsal:
    """A session with what it needs: the installation, a screen, keys and a microphone."""

    def __init__(self, practice, screen, keys, device: str | None, prepare: int, typed: bool):
        self.practice, self.screen, self.keys = practice, screen, keys
        self.device, self.prepare, self.typed = device, prepare, typed

    def run(self, focus: str, length: int) -> None:
        from interview_practice.actions import sessions as actions
        from interview_practice.models import sessions

        practice = self.practice
        if not self.typed:
            self._look_for_microphone()
        if not self.typed:
            practice.transcriber.start()  # loads the speech model while the question is read
        session = actions.start(practice.bank, focus, length, practice.now(), practice.rng)
        while (turn := sessions.get(session).current) and self._turn(session, turn):
            pass
        if sessions.get(session).finished_at is None:
            actions.finish(session, practice.now())
        self._summary(session)

    def _look_for_microphone(self) -> None:
        try:
            self.practice.microphone.chosen(self.device)
        except Unavailable as error:
            self.screen.say(f"{error} You can type your answers meanwhile.", "yellow")
            self.typed = True

    def _turn(self, session: UUID, turn) -> bool:
        """One question; False to leave."""
        from interview_practice.actions import sessions as actions

        practice, bank = self.practice, self.practice.bank
        question = bank.question(turn.question)
        asked = actions.as_asked(turn, question)
        self.screen.question(asked, bank.area(turn.area), turn.reason,
                             f"{turn.session.asked} of {turn.session.length}",
                             follow_up=turn.follow_up is not None)  # fmt: skip
        while True:
            key = "t" if self.typed else self._think()
            if key == "q":
                return False
            if key == "s":
                actions.skip(session, bank, practice.now(), practice.rng)
                return True
            answer = (
                self._type(session, question)
                if key == "t"
                else self._speak(session, question, asked.seconds)
            )
            if answer:
                return self._rate(answer)
            if self.typed:
                return False

    def _think(self) -> str:
        """Enter once the time to think is over, or the key that was pressed before."""
        helps = "Enter records, t types, s skips, q leaves."
        self.screen.say(f"Recording starts in {self.prepare} s. {helps}" if self.prepare else helps)
        until = time.monotonic() + self.prepare if self.prepare else None
        while True:
            left = None if until is None else max(0.0, until - time.monotonic())
            key = self._wait(left)
            if key in (None, "enter"):
                return "enter"
            if key in ("t", "s", "q"):
                return key

    def _wait(self, left: float | None) -> str | None:
        """A key, or None once `left` seconds have passed; on a terminal they are counted down."""
        if left is None or not self.screen.console.is_terminal:
            return self.keys.get(left)
        until = time.monotonic() + left
        with self.screen.console.status("") as status:
            while (left := until - time.monotonic()) > 0:
                status.update(f"{left:.0f} s to think")
                if key := self.keys.get(min(left, 0.25)):
                    return key
        return None

    def _speak(self, session: UUID, question, target: int) -> UUID | None:
        from interview_practice.cli.take import Take

        take = Take(self.practice, question, session, target, self.device)
        try:
            if take.record(self.keys, self.screen):
                return take.id
            self.screen.say("Nothing was recorded.", "yellow")
        except Unavailable as error:
            self.screen.say(str(error), "yellow")
        return None

    def _type(self, session: UUID, question) -> UUID | None:
        from interview_practice.actions import attempts

        self.screen.say("Type your answer; an empty line ends it.")
        text = self.keys.text()
        if not text.strip():
            return None
        return attempts.write(question, text, session, self.practice.now())

    def _rate(self, answer: UUID) -> bool:
        """The rating from the gut, then the answer's words and meters; False to leave."""
        from interview_practice.actions import reviews
        from interview_practice.core import schedule
        from interview_practice.models import attempts
        from interview_practice.models.base import db
        from interview_practice.models.reviews import Card

        card, now = db.session.get(Card, attempts.get(answer).area), self.practice.now()
        self.screen.ratings(schedule.preview(card.memory() if card else None, now))
        while (key := self.keys.get()) not in ("1", "2", "3", "4", "q"):
            pass
        if key != "q":
            reviews.rate(answer, int(key), "gut", [], self.practice.bank, self.practice.now(),
                         self.practice.rng)  # fmt: skip
        self._show(answer)
        return key != "q" and self._next(answer)

    def _next(self, answer: UUID) -> bool:
        from interview_practice.models import attempts

        if attempts.get(answer).turn.session.current is None:
            return True
        self.screen.say()
        self.screen.say("Enter: next question. q leaves.")
        while (key := self.keys.get()) not in ("enter", "n", "q"):
            pass
        return key != "q"

    def _show(self, answer: UUID) -> None:
        from interview_practice.actions import deliveries
        from interview_practice.core.meters import meters
        from interview_practice.models import preferences

        attempt = self._in_words(answer)
        if attempt.transcript.state != "ready":
            self.screen.say(self._why_no_words(attempt), "yellow")
            return
        hidden = preferences.read()["hidden_meters"].split()
        sounded = meters(deliveries.of(attempt), hidden) if attempt.spoken else []
        self.screen.answer(attempt.transcript.text, sounded)

    def _why_no_words(self, attempt) -> str:
        if self.practice.transcriber.missing:
            return ("There is no speech model on this machine: your sound is kept, and gets its "
                    "words after interview-practice speech-models fetch tiny.en")  # fmt: skip
        return attempt.transcript.failure or "The words will be there later; the sound is kept."

    def _in_words(self, answer: UUID):
        """The attempt, once its transcript is made or nothing more is to be expected."""
        from interview_practice.models import attempts
        from interview_practice.models.base import db

        transcriber, until = self.practice.transcriber, time.monotonic() + WORDS_SECONDS
        while True:
            steps = transcriber.steps
            db.session.rollback()
            attempt = attempts.get(answer)
            waiting = attempt.transcript.state == "transcribing" and not transcriber.missing
            if not waiting or time.monotonic() > until:
                return attempt
            transcriber.wait_beyond(steps, 0.5)

    def _summary(self, session: UUID) -> None:
        from interview_practice.cli.screen import comes_back
        from interview_practice.models import reviews, sessions

        due, now = {card.area: card.due for card in reviews.cards()}, self.practice.now()
        answered = [turn for turn in sessions.get(session).turns if turn.answer]
        if answered:
            self.screen.summary([
                (turn.answer.wording, turn.answer.rating,
                 comes_back(due[turn.area], now) if turn.area in due else "")
                for turn in answered
            ])  # fmt: skip
        sys.stdout.flush()
