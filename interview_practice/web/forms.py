"""Forms that lose nothing, and pages that offer the undo of the last deletion."""

from collections.abc import Callable

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from interview_practice.core.errors import Invalid
from interview_practice.models import deletions
from interview_practice.web.current import wants_page


def page(template: str, **values) -> str:
    """A page with `undo`, the last deletion, and `here`, the way back to itself."""
    undo = deletions.last() if request.method == "GET" else None
    return render_template(template, undo=undo, here=request.path, **values)


def kept(save: Callable[[], str], form: Callable[..., str]) -> ResponseReturnValue:
    """Save and go where that says, or show `form` again."""
    return answered(lambda: redirect(save(), 303), form)


def answered(
    answer: Callable[[], ResponseReturnValue], form: Callable[..., str]
) -> ResponseReturnValue:
    """The answer; when a value cannot be used, `form` again with everything that was typed into it
    and the sentence that says why."""
    try:
        return answer()
    except Invalid as error:
        if not wants_page():
            raise
        return form(request.form, problem=str(error)), 422


def chosen_number(name: str) -> int | None:
    """The whole number of a list to choose from; None for its empty line."""
    text = request.form.get(name) or request.args.get(name) or ""
    if not text:
        return None
    if not text.isdecimal():
        raise Invalid(f"{text!r} is not one of the choices.")
    return int(text)
