"""`interview-practice questions`: the bank, to look through, extend, carry away and check."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from interview_practice import config
from interview_practice.cli import folder
from interview_practice.core.errors import Conflict, Invalid, NotFound
from interview_practice.core.questions import TYPE_NAMES, Question


@click.group()
def command():
    """Look through the question bank and extend it.

    Your own questions are TOML files in the data folder's questions. They take part in practice
    like the others; a running server notices them by itself.
    """


@command.command("list")
@click.argument("words", nargs=-1)
@click.option("--type", "kind", type=click.Choice(list(TYPE_NAMES)), help="Of one type.")
@click.option("--area", default="", help="Of one area, such as behavioural/conflict.")
@click.option("--role", default="", help="Asked in one line of work, such as software.")
@click.option("--own", is_flag=True, help="Your own questions only.")
@folder.data_option
@folder.json_option
def list_(words, kind, area, role, own, data, as_json):
    """Show the questions, or those that hold all WORDS."""
    bank = loaded(folder.read(data))
    if area and area not in bank.areas:
        raise Invalid(f"There is no area called {area!r}. Areas look like behavioural/conflict.")
    if role and role not in bank.roles:
        raise Invalid(f"There is no role called {role!r}. There are {', '.join(bank.roles)}.")
    found = bank.search(" ".join(words), type=kind or "", area=area, role=role, own=own)
    if as_json:
        folder.say([asdict(question) for question in found])
        return
    width = max((len(question.slug) for question in found), default=0)
    for question in found:
        click.echo(f"{question.slug:<{width}}  {question.text}")
    if not found:
        click.echo("No question fits. Use fewer words or filters.", err=True)


@command.command()
@click.argument("slug")
@folder.data_option
@folder.json_option
def show(slug: str, data: Path | None, as_json: bool):
    """Show one question: what a strong answer covers, follow-ups, target."""
    bank = loaded(folder.read(data))
    if slug not in bank.questions:
        raise NotFound(f"There is no question called {slug!r}. Find its name with "
                       "interview-practice questions list WORDS.")  # fmt: skip
    question = bank.question(slug)
    if as_json:
        folder.say(asdict(question))
        return
    click.echo("\n".join(described(question, bank.area(question.area).name)))


@command.command()
@click.argument("text")
@click.option("--area", help="Its area; without it, one is suggested from the words.")
@click.option("--covers", multiple=True, metavar="TEXT", help="A point of a strong answer.")
@click.option("--follow-up", "follow_ups", multiple=True, metavar="TEXT", help="A follow-up.")
@click.option("--push-back", metavar="TEXT", help="What an interviewer may hold against it.")
@click.option("--framework", metavar="TEXT", help="A structure that helps, such as STAR.")
@click.option("--seconds", type=click.IntRange(10, 600), help="The target length.")
@folder.data_option
@folder.json_option
def add(text, area, covers, follow_ups, data, as_json, **more):
    """Add a question of your own."""
    from interview_practice.actions import questions as actions

    settings = folder.read(data)
    bank = loaded(settings)
    area = area or suggested(bank, text)
    given = {key: value for key, value in more.items() if value is not None}
    slug = actions.add(settings.own_questions, text, area, covers=list(covers),
                       follow_ups=list(follow_ups), **given)  # fmt: skip
    if as_json:
        folder.say({"slug": slug, "area": area})
        return
    click.echo(f"Added as {slug}, in {area}.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--area", help="For questions that name none; without it, one is suggested.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, and add nothing.")
@folder.data_option
@folder.json_option
def import_(file: Path, area: str | None, dry_run: bool, data: Path | None, as_json: bool):
    """Add the questions of a file.

    FILE is a bank file in TOML, a table in CSV or with tabs, or a text with a question a line; -
    reads the terminal. Questions that the bank has already are left out.
    """
    from interview_practice.actions import questions as actions
    from interview_practice.core import importing

    settings = folder.read(data)
    bank = loaded(settings)
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    entries, skipped = [], []
    for draft in actions.drafts(bank, importing.decoded(content)):
        place = draft.values["area"] or area or next(iter(draft.areas), "")
        problem = draft.remark or ("" if place else "No area fits its words; give --area.")
        if problem:
            skipped.append({"text": draft.values["text"], "reason": problem})
        else:
            entries.append(draft.values | {"area": place})
    if not dry_run:
        actions.take_in(settings.own_questions, bank, entries)
    tell(entries, skipped, dry_run, as_json)
    if any(item["reason"] != ALREADY for item in skipped):
        raise click.exceptions.Exit(1)


ALREADY = "This question is in the bank already."


def tell(entries: list[dict], skipped: list[dict], dry_run: bool, as_json: bool) -> None:
    """What an import did, or would do."""
    if as_json:
        folder.say({"added": entries, "skipped": skipped})
        return
    for values in entries if dry_run else ():
        click.echo(f"{values['area']}: {values['text']}")
    done = "would be added" if dry_run else "added"
    click.echo(f"{len(entries)} {'question' if len(entries) == 1 else 'questions'} {done}.")
    for item in skipped:
        click.echo(f"Left out: {item['text']} {item['reason']}", err=True)


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--all", "everything", is_flag=True, help="The questions that came along, too.")
@folder.data_option
@folder.json_option
def export(file: Path, everything: bool, data: Path | None, as_json: bool):
    """Write your own questions to a file.

    FILE ends in .toml or .csv; - writes TOML to the terminal. Both can be imported again.
    """
    from interview_practice.actions import questions as actions
    from interview_practice.core import bank_text, importing

    folder.no_json_beside(file, as_json)
    bank = loaded(folder.read(data))
    found = [entry(q) for q in bank.questions.values()] if everything else actions.exported(bank)
    if file.suffix == ".csv":
        text = importing.table(found)
    elif file.suffix == ".toml" or str(file) == "-":
        text = "\n".join(map(bank_text.entry, found))
    else:
        raise click.UsageError("FILE ends in .toml or .csv, which says what to write.")
    if str(file) == "-":
        click.echo(text, nl=False)
        return
    if file.exists():
        raise Conflict(f"{file} is there already. Choose another name; nothing was changed.")
    file.write_text(text, encoding="utf-8", newline="")
    if as_json:
        folder.say({"file": file.resolve(), "questions": len(found)})
        return
    click.echo(f"{len(found)} {'question' if len(found) == 1 else 'questions'} written to {file}.")


@command.command()
@click.argument("files", nargs=-1, metavar="[FILE]...",
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@folder.data_option
@folder.json_option
def check(files: tuple[Path, ...], data: Path | None, as_json: bool):
    """Check bank files, and say what is wrong in which line.

    FILE is a bank file in TOML; without it, the whole bank and your own questions.
    """
    from interview_practice.models import bank

    if files:
        read = [bank.read(path, str(path)) for path in files]
        problems = [problem for _, _, complaints in read for problem in complaints]
        count = sum(len(questions) for questions, _, _ in read)
    else:
        whole = loaded(folder.read(data))
        problems, count = whole.problems, len(whole.questions)
    if as_json:
        folder.say({"questions": count, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{count} questions, {len(problems) or 'no'} "
                   f"{'problem' if len(problems) == 1 else 'problems'}.")  # fmt: skip
    if problems:
        raise click.exceptions.Exit(1)


def loaded(settings: config.Settings):
    """The whole bank, with the user's own questions."""
    from interview_practice.models import bank

    return bank.load(config.shipped("question_bank"), settings.own_questions)


def suggested(bank, text: str) -> str:
    """The area that fits best; raises Invalid when none does."""
    if not text.strip():
        raise Invalid("Write the question in quotation marks.")
    found = bank.suggester.suggest(text)
    if not found:
        raise Invalid("No area fits these words. Name one with --area, such as values/opinions.")
    return found[0]


def entry(question: Question) -> dict:
    """A question as an entry of a bank file."""
    from interview_practice.core import bank_text

    return {key: getattr(question, key) for key in bank_text.KEYS}


def described(question: Question, area: str) -> list[str]:
    """A question as lines to read."""
    lines = [question.text, "", f"{TYPE_NAMES[question.type]}: {area} ({question.area})",
             f"Aim for {question.seconds} seconds."]  # fmt: skip
    if question.covers:
        lines += ["", "A strong answer covers:", *(f"- {point}" for point in question.covers)]
    if question.follow_ups:
        lines += ["", "Follow-ups:", *(f"- {text}" for text in question.follow_ups)]
    if question.push_back:
        lines += ["", f"Push-back: {question.push_back}"]
    return lines
