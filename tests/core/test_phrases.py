"""Filler phrases against ordinary uses of the same words, in sentences written for this table."""

import re

import pytest

from interview_practice.core.phrases import phrases
from interview_practice.core.tokens import tokens
from tests.core.spoken import said

# Fillers stand in brackets.
FILLERS = [
    "It was, [like], really hard to get everyone in one room.",
    "And [like] we had no plan for the second week.",
    "[Like], I didn't even know who owned the service.",
    "The outage took [like] three hours to fix.",
    "We were, [like], completely out of budget by then.",
    "He had [like] a hundred open tickets.",
    "It was [like] really frustrating for the support team.",
    "So [like], we called the client the same evening.",
    "They're [like] super careful about releases now.",
    "[You know], the hardest part was telling my manager.",
    "I rolled the release back, [you know], and wrote a report.",
    "It gets better with time, [you know].",
    "And, [you know], nobody had checked the backups.",
    "We just wanted to, [you know], get through the day.",
    "[I mean], we knew that the date would move.",
    "[I mean] it was a hard quarter for everybody.",
    "We shipped it late, [I mean], two weeks late.",
    "But [I mean], who would have guessed that?",
    "Well, [I mean], I asked for help on the first day.",
    "I was [sort of] leading the team at that point.",
    "We [sort of] agreed on a smaller scope.",
    "The project just [sort of] faded away.",
    "It was [kind of] slow at the beginning.",
    "I [kind of] took over the planning.",
    "And then we [kind of] lost touch with the users.",
    "It's [kind of] like a second inbox for the team.",
    "[Basically], the tests had never run.",
    "So I [basically] rewrote the import over a weekend.",
    "[Actually], I had two managers that year.",
    "The result was, [actually], better than the plan.",
    # The rules were first tried on the sentences above, then on these.
    "My first job was at, [like], a tiny startup with four people.",
    "I was [like] so nervous before the demo.",
    "We had [like], maybe, five customers at the time.",
    "So [basically] what happened is that the vendor went bankrupt.",
    "I [basically] had to learn the system by myself.",
    "She was [kind of] upset, and I [sort of] understood why.",
    "It ended up being [kind of] a mess.",
    "That's [kind of] how I got into data work.",
    "I was, [you know], the only person awake.",
    "[You know], I never thought about it that way.",
    "The manager said, [you know], just fix it.",
    "[I mean], I like the work, but the hours were long.",
    "It was fine, [I mean], nobody complained.",
    "[Actually], that was the best part of the job.",
    "I think, [actually], I would do the same today.",
    "It was [like], why are we even doing this?",
    "And then [like] three weeks later they called me.",
    "The whole thing [kind of] fell apart.",
    "We were [sort of] stuck between two teams.",
    "There were [like] a dozen alarms, and I looked at one.",
]
ORDINARY = [
    "I like working with people who say what they think.",
    "I would like to lead a small team.",
    "We'd like to see more of your work.",
    "It looks like the release went well.",
    "It felt like a long winter for the team.",
    "Tools like Python and SQL are what I use most.",
    "Like most engineers, I learned that the hard way.",
    "What was it like to work with two managers?",
    "My manager, like many others, wanted a date.",
    "And like I said, the client was patient.",
    "I know what the night shift is like, and I would do it again.",
    "Nothing like that has happened since.",
    "They treat each other like family.",
    "People like two things about the tool.",
    "I'm the kind of person who writes lists.",
    "What kind of tests did you write?",
    "It was a new kind of problem for us.",
    "That sort of thing happens every spring.",
    "It was kind of you to ask.",
    "We handle all sorts of requests, and every kind of customer.",
    "Do you know the team well?",
    "As you know, the market changed that year.",
    "You know how it is when two teams share one server.",
    "I let you know as soon as the date moved.",
    "The people you know, and the people you trust, are not the same.",
    "That is what I mean by ownership.",
    "When I say small, I mean three people.",
    "I meant it, and I mean it today.",
    "The customer told us what actually happened.",
    "The two reports are basically the same.",
    "I feel like, honestly, it was my fault.",
    "I felt like the team did not trust me.",
    "It seems like a small thing, but it mattered.",
    "I like to think that I am fair.",
    "There is nothing I like more than a clean handover.",
    "We used things like checklists and reviews.",
    "It's not like we had a choice.",
    "He acted like he had never seen the report.",
    "Just like in my last job, I started with interviews.",
    "If you know the answer, you know what to do.",
    "I want you to know that I take this seriously.",
    "Let me know if you know a better way.",
    "Most of the people you know there have left.",
    "I mean to finish the course this year.",
    "You see what I mean?",
    "They were kind, of course, but firm.",
    "It depends on the kind of role you have in mind.",
    "I enjoy that kind of work.",
    "We built a sort of dashboard for the night shift.",
    "This sort of question is hard for me.",
    "I did not actually write that part.",
    "What did you actually do?",
    "It sounds like you need someone who can start soon.",
    "I'd like that very much.",
    "More like a mentor than a boss.",
    "I look at problems like this one every day.",
    "She is a very rare kind of leader.",
    "Do you know if he knows?",
    "My role was basically the same in both companies.",
    "We actually doubled our revenue that year.",
]


@pytest.mark.parametrize("sentence", FILLERS)
def test_fillers_are_found(sentence):
    assert found(sentence) == marked(sentence)


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_words_are_not_counted(sentence):
    assert found(sentence) == []


def test_f1_over_the_table():
    pairs = [(found(sentence), marked(sentence)) for sentence in FILLERS + ORDINARY]
    hits = sum(len([one for one in got if one in true]) for got, true in pairs)
    counted, true = sum(len(got) for got, _ in pairs), sum(len(true) for _, true in pairs)
    assert 2 * hits / (counted + true) >= 0.9


def test_a_pause_sets_a_phrase_apart_as_a_comma_does():
    heard = tokens([said("The plan was like the old one")])
    assert phrases(heard) == []
    assert [filler.text for filler in phrases(heard, paused={3, 4})] == ["like"]


def test_filler_sounds_around_a_phrase_do_not_hide_it():
    assert found("And um, [you know], uh, nobody had checked.") == ["you know"]


def test_a_phrase_has_its_time():
    (filler,) = phrases(tokens([said("It was, like, hard")]))
    assert (filler.text, filler.start, filler.end) == ("like", 0.6, 0.9)


def marked(sentence):
    return [phrase.lower() for phrase in re.findall(r"\[(.+?)\]", sentence)]


def found(sentence):
    heard = tokens([said(re.sub(r"[\[\]]", "", sentence))])
    return [filler.text for filler in phrases(heard)]
