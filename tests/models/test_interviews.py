from datetime import date, timedelta

from interview_practice.models import interviews
from interview_practice.models.base import db
from interview_practice.models.interviews import Application, AskedQuestion, Interview
from tests.fakes import NOW


def interview(**given):
    given = {"stage": "final", "on": date(2026, 3, 2), "logged_at": NOW} | given
    return Interview(application=Application(company="Lindt", created_at=NOW), **given)


def keep(*rows):
    db.session.add_all(rows)
    db.session.commit()


def test_asked_questions_go_with_their_interview(in_app):
    asked = AskedQuestion(position=0, text="Why?", area="motivation/role", question="why")
    kept = interview(asked=[asked])
    keep(kept)
    db.session.delete(kept)
    db.session.commit()
    assert db.session.query(AskedQuestion).count() == 0


def test_a_no_is_quiet_until_its_moment(in_app):
    keep(interview(outcome="rejected", quiet_until=NOW + timedelta(hours=1)))
    assert interviews.quiet(NOW)
    assert interviews.quiet(NOW + timedelta(hours=1)) is None


def test_rejections_come_newest_first(in_app):
    keep(*(interview(outcome="rejected", rejected_on=date(2026, 3, day)) for day in (1, 3, 2)))
    keep(interview(outcome="offer"))
    assert [row.rejected_on.day for row in interviews.rejections()] == [3, 2, 1]
