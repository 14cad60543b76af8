"""Ratings: from the gut, after listening, and taken back."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import reviews
from interview_practice.web.current import now, number, practice

pages = Blueprint("ratings", __name__, url_prefix="/attempts/<uuid:attempt_id>")


@pages.post("/ratings")
def rate(attempt_id: UUID):
    reviews.rate(
        attempt_id,
        rating=number("The rating", request.form.get("rating")),
        stage=request.form.get("stage", "gut"),
        ticks=request.form.getlist("tick"),
        bank=practice().bank,
        now=now(),
        rng=practice().rng,
    )
    return redirect(url_for("attempts.show", attempt_id=attempt_id), 303)


@pages.post("/retraction")
def take_back(attempt_id: UUID):
    reviews.take_back(attempt_id, now())
    return redirect(url_for("attempts.show", attempt_id=attempt_id), 303)
