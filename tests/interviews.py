"""Interviews to begin with, for tests of what builds on them."""

from datetime import date

from interview_practice.actions.transactions import transaction
from interview_practice.models.interviews import Application, AskedQuestion, Interview
from tests.fakes import NOW

TODAY = NOW.date()


def logged(company="Acme", role="data analyst", stage="technical", on=TODAY, asked=(), **details):
    """The id of an interview, an application of its own around it. `asked`: (text, area, rating,
    failures) each."""
    with transaction() as tx:
        application = Application(company=company, role=role, created_at=NOW)
        interview = Interview(application=application, stage=stage, on=on, logged_at=NOW, **details)
        interview.asked = [
            AskedQuestion(position=n, text=text, area=area, rating=rating, failures=failures,
                          question=f"own-{n}")
            for n, (text, area, rating, failures) in enumerate(asked)
        ]  # fmt: skip
        tx.add(application)
        tx.flush()
        return interview.id


def rejected(on: date = TODAY, **details):
    return logged(outcome="rejected", on=on, rejected_on=on, **details)
