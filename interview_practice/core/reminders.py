"""What to think of and when: dates only, so that no change of the clocks can move one."""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from interview_practice.core.icalendar import Event

FEEDBACK_OPENS, FEEDBACK_CLOSES = 3, 5
"""Days after a no: feelings have settled, and the interviewer still remembers."""

CHECK_IN_MONTHS = 3
CHECK_IN_OPEN = timedelta(days=14)
CHECK_INS_AHEAD = 4
AHEAD = timedelta(days=7)
"""How long before its day a deadline or an interview shows on the Today page."""

NO_REPLY = (
    "No reply is normal: 71 % of the North American candidates asked by the Talent Board in "
    "2022 got no feedback of any kind."
)
NO_REPLY_SOURCE = (
    "https://www.ere.net/articles/"
    "latest-findings-on-giving-feedback-to-candidates-show-missed-opportunities"
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Shown on the Today page from `opens` to `closes` (None: until it is done), both included;
    in the calendar from `first` to `last`. `subject` is the id of what it is about."""

    key: str
    kind: str
    title: str
    opens: date
    first: date
    last: date
    closes: date | None = None
    note: str = ""
    subject: int | None = None

    def open(self, today: date) -> bool:
        return self.opens <= today and (self.closes is None or today <= self.closes)

    def answered(self, sent_on: date | None) -> bool:
        """Whether a letter sent on that day was this check-in: it may come two weeks early."""
        return sent_on is not None and sent_on >= self.first - CHECK_IN_OPEN

    def over(self, today: date) -> bool:
        return self.closes is not None and self.closes < today


def feedback_request(subject: int, company: str, rejected_on: date) -> Reminder:
    """Ask for feedback: opens three days after the no, closes two days later."""
    opens = rejected_on + timedelta(days=FEEDBACK_OPENS)
    closes = rejected_on + timedelta(days=FEEDBACK_CLOSES)
    title = f"Ask {company} for feedback" if company else "Ask for feedback"
    return Reminder(f"feedback-request/{subject}", "feedback-request", title, opens, opens, closes,
                    closes, NO_REPLY, subject)  # fmt: skip


def check_ins(
    series: int, title: str, since: date, months: int, today: date, subject: int | None = None
) -> list[Reminder]:
    """The repetitions of a series that are open or still to come, the next four of them.

    Each is counted from `since`, so that a series begun on the 31st does not slide to the 28th.
    """
    found, number = [], 1
    while len(found) < CHECK_INS_AHEAD:
        day = months_after(since, number * months)
        if day + CHECK_IN_OPEN > today:
            closes = day + CHECK_IN_OPEN - timedelta(days=1)
            found.append(Reminder(f"check-in/{series}/{day}", "check-in", title, day, day, day,
                                  closes, "", subject))  # fmt: skip
        number += 1
    return found


def skill_deadline(subject: int, name: str, deadline: date, steps_left: int) -> Reminder:
    """A deadline stays until the skill is done, moved or let go."""
    note = f"{steps_left} {'step' if steps_left == 1 else 'steps'} left." if steps_left else ""
    return Reminder(f"skill/{subject}/{deadline}", "skill", f"{name}: your deadline",
                    deadline - AHEAD, deadline, deadline, None, note, subject)  # fmt: skip


def interview_date(subject: int, day: date, company: str, role: str) -> Reminder:
    about = ", ".join(filter(None, (company, role)))
    title = f"Interview: {about}" if about else "Interview"
    return Reminder(f"interview/{subject}/{day}", "interview", title, day - AHEAD, day, day, day,
                    "", subject)  # fmt: skip


def own(subject: int, title: str, day: date, note: str = "") -> Reminder:
    return Reminder(f"own/{subject}/{day}", "own", title, day, day, day, None, note, subject)


def open_ones(reminders: Iterable[Reminder], done: Collection[str], today: date) -> list[Reminder]:
    """What the Today page shows, the soonest day first."""
    found = [r for r in reminders if r.key not in done and r.open(today)]
    return sorted(found, key=lambda r: (r.last, r.title))


def coming(reminders: Iterable[Reminder], done: Collection[str], today: date) -> list[Reminder]:
    """What opens later, the soonest first."""
    found = [r for r in reminders if r.key not in done and r.opens > today]
    return sorted(found, key=lambda r: (r.first, r.title))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def event(reminder: Reminder) -> Event:
    """The reminder as a calendar entry."""
    uid = reminder.key.replace("/", "-") + "@interview-practice"
    return Event(uid, reminder.first, reminder.last, reminder.title, reminder.note)
