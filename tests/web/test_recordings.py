"""The recording's contract with other programs, word by word, over HTTP."""

import errno
import io
import os
from uuid import uuid4

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from interview_practice.models.base import db
from tests.conftest import RATE
from tests.files import KINDS, note_heard, refused_files, sound_file
from tests.sounds import silence, spoken, tone

try:
    import resource
except ImportError:  # Windows
    resource = None

MEBIBYTE = 1024 * 1024
needs_limits = pytest.mark.skipif(resource is None, reason="needs a limit on the size of files")


def at(attempt):
    return f"/attempts/{attempt}/recording"


def patch(script, attempt, offset, block):
    return script.patch(at(attempt), data=block, headers={"Upload-Offset": str(offset)})


def complete(script, attempt, length):
    return script.post(f"{at(attempt)}/completion", headers={"Upload-Length": str(length)})


def play(script, attempt, **headers):
    return script.get(at(attempt), headers=headers, buffered=True)


def held(script, attempt):
    response = script.head(at(attempt))
    assert (response.status_code, response.data) == (200, b"")
    return int(response.headers["Upload-Offset"])


def kept(practice):
    """Every file of sound, by name."""
    return {path.name: path.read_bytes() for path in practice.recordings.folder.iterdir()}


def problem(response, status):
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    told = response.get_json()
    assert told["status"] == status
    assert told["detail"].endswith(".")
    return told["detail"]


@pytest.fixture
def begin(script, practice):
    def make(rate=RATE):
        attempt = uuid4()
        question = next(iter(practice.bank.questions))
        form = {"id": str(attempt), "question": question, "sample_rate": str(rate)}
        response = script.post("/attempts", data=form)
        assert response.status_code == 201
        assert response.headers["Location"] == f"/attempts/{attempt}"
        return attempt

    return make


def test_a_block_at_its_offset_is_appended(script, begun, practice):
    response = patch(script, begun, 0, b"abcd")
    assert response.status_code == 200
    assert response.headers["Upload-Offset"] == "4"
    told = response.get_json()
    assert told["offset"] == 4
    assert told["transcript"]["state"] == "recording"
    assert patch(script, begun, 4, b"ef").get_json()["offset"] == 6
    assert kept(practice) == {f"{begun}.pcm": b"abcdef"}


def test_head_tells_how_many_bytes_are_held(script, begun):
    assert held(script, begun) == 0
    patch(script, begun, 0, bytes(1000))
    assert held(script, begun) == 1000
    complete(script, begun, 1000)
    assert held(script, begun) == 1000


@pytest.mark.parametrize(
    ("offset", "block"), [(6, b"ab"), (2, b"cdef"), (0, b"XXXX"), (2**62, b"ab")]
)
def test_a_wrong_offset_is_answered_with_the_true_one(script, begun, practice, offset, block):
    patch(script, begun, 0, b"abcd")
    response = patch(script, begun, offset, block)
    problem(response, 409)
    assert response.headers["Upload-Offset"] == "4"
    assert kept(practice) == {f"{begun}.pcm": b"abcd"}
    assert held(script, begun) == 4


@pytest.mark.parametrize(("offset", "block"), [(0, b"abcd"), (0, b"ab"), (2, b"cd")])
def test_a_repeated_block_is_accepted_without_effect(script, begun, offset, block):
    patch(script, begun, 0, b"abcd")
    response = patch(script, begun, offset, block)
    assert (response.status_code, response.headers["Upload-Offset"]) == (200, "4")


@pytest.mark.parametrize(
    ("offset", "block"),
    [
        (0, b"a"),
        (0, b"abc"),
        (1, b"ab"),
        (-2, b"ab"),
        ("", b"ab"),
        ("two", b"ab"),
        (10**30, b"ab"),
        (None, b"ab"),
    ],
)
def test_half_samples_and_offsets_that_are_none_are_refused(script, begun, practice, offset, block):
    headers = {} if offset is None else {"Upload-Offset": str(offset)}
    problem(script.patch(at(begun), data=block, headers=headers), 422)
    assert kept(practice) == {}


def test_a_block_has_a_mebibyte_at_most(script, begun, practice):
    problem(patch(script, begun, 0, bytes(MEBIBYTE + 2)), 413)
    assert kept(practice) == {}
    assert patch(script, begun, 0, bytes(MEBIBYTE)).status_code == 200


def test_an_answer_has_thirty_minutes_at_most(script, begin, practice):
    attempt, longest = begin(rate=8_000), 30 * 60 * 8_000 * 2
    with (practice.recordings.folder / f"{attempt}.pcm").open("wb") as file:
        file.truncate(longest - 2)
    assert "30 minutes" in problem(patch(script, attempt, longest - 2, b"abcd"), 413)
    assert held(script, attempt) == longest - 2
    assert patch(script, attempt, longest - 2, b"ab").status_code == 200


@pytest.mark.parametrize("call", ["head", "get", "patch", "put", "completion"])
def test_an_answer_that_was_never_begun_has_no_recording(script, practice, call):
    attempt = uuid4()
    response = {
        "head": lambda: script.head(at(attempt)),
        "get": lambda: play(script, attempt),
        "patch": lambda: patch(script, attempt, 0, b"ab"),
        "put": lambda: script.put(at(attempt), data=sound_file("wav")),
        "completion": lambda: complete(script, attempt, 0),
    }[call]()
    assert response.status_code == 404
    assert kept(practice) == {}


SOUND = tone(0.05)
sizes = st.lists(st.integers(10, 400), min_size=1, max_size=6)
accidents = st.lists(
    st.tuples(st.sampled_from(["lost", "answer lost", "reordered"]), st.integers(0, 9)), max_size=8
)


@given(sizes, accidents)
@settings(max_examples=25)
def test_any_split_repeat_reorder_and_loss_gives_the_same_bytes(begin, script, sizes, accidents):
    attempt, accidents = begin(), dict(reversed(accident) for accident in accidents)
    for number, (offset, block) in enumerate(split(sizes)):
        accident = accidents.get(number)
        if accident == "lost":
            continue
        if accident == "reordered":
            patch(script, attempt, offset + len(block), SOUND[offset + len(block) :][:100])
        for _ in range(2 if accident == "answer lost" else 1):
            patch(script, attempt, offset, block)
    while (offset := held(script, attempt)) < len(SOUND):
        problem(complete(script, attempt, len(SOUND)), 409)
        patch(script, attempt, offset, SOUND[offset : offset + 500])
    assert complete(script, attempt, len(SOUND)).status_code == 200
    assert play(script, attempt).data[44:] == SOUND


def split(sizes):
    offset = 0
    while offset < len(SOUND):
        for size in sizes:
            if block := SOUND[offset : offset + 2 * size]:
                yield offset, block
            offset += 2 * size


def test_completion_waits_for_every_byte(script, begun):
    patch(script, begun, 0, b"abcd")
    for wrong in (6, 2, -4):
        problem(complete(script, begun, wrong), 409)
    assert script.get(f"/attempts/{begun}/transcript").get_json()["state"] == "recording"
    assert patch(script, begun, 4, b"ef").status_code == 200


def test_completion_twice_is_the_same_as_once(script, begun):
    patch(script, begun, 0, b"abcd")
    for _ in range(2):
        response = complete(script, begun, 4)
        assert (response.status_code, response.headers["Upload-Offset"]) == (200, "4")
    problem(complete(script, begun, 6), 409)
    problem(patch(script, begun, 4, b"ef"), 409)
    assert patch(script, begun, 0, b"abcd").status_code == 200


@pytest.mark.parametrize("length", ["", "all", None, "4.0"])
def test_completion_needs_a_length(script, begun, length):
    headers = {} if length is None else {"Upload-Length": length}
    problem(script.post(f"{at(begun)}/completion", headers=headers), 422)


@pytest.fixture
def sounding(script, begun):
    """A completed answer with 100 ms of sound."""
    sound = tone(0.1)
    patch(script, begun, 0, sound)
    complete(script, begun, len(sound))
    return begun, sound


def test_the_sound_is_a_wav_file_until_it_is_flac(script, sounding, practice):
    attempt, sound = sounding
    response = play(script, attempt)
    assert (response.status_code, response.mimetype) == (200, "audio/wav")
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.content_length == len(response.data) == 44 + len(sound)
    assert response.data[44:] == sound

    practice.recordings.seal(attempt, RATE)
    response = play(script, attempt)
    assert response.mimetype == "audio/flac"
    assert response.data == kept(practice)[f"{attempt}.flac"]


@pytest.mark.parametrize("seal", [False, True], ids=["wav", "flac"])
@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", slice(0, None)),
        ("bytes=0-0", slice(0, 1)),
        ("bytes=40-49", slice(40, 50)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=10-999999", slice(10, None)),
    ],
)
def test_a_part_of_the_sound_can_be_asked_for(script, sounding, practice, asked, part, seal):
    attempt, _ = sounding
    if seal:
        practice.recordings.seal(attempt, RATE)
    whole = play(script, attempt).data
    response = play(script, attempt, Range=asked)
    start, stop, _ = part.indices(len(whole))
    assert response.status_code == 206
    assert response.data == whole[part]
    assert response.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(whole)}"
    assert response.content_length == stop - start


def test_a_part_that_is_not_there_is_refused(script, sounding):
    attempt, _ = sounding
    whole = play(script, attempt).content_length
    response = play(script, attempt, Range=f"bytes={whole}-")
    problem(response, 416)
    assert response.headers["Content-Range"] == f"bytes */{whole}"


def test_a_growing_answer_can_be_heard_and_a_typed_one_cannot(script, begun, practice):
    patch(script, begun, 0, tone(0.1))
    assert play(script, begun).data[44:] == tone(0.1)
    question = next(iter(practice.bank.questions))
    typed = script.post("/attempts", data={"question": question, "text": "Well."})
    problem(script.get(f"{typed.headers['Location']}/recording"), 404)


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_an_answer_at_once(script, begun, practice, transcribe, kind):
    response = script.put(at(begun), data=sound_file(kind))
    assert response.status_code == 201
    [name] = kept(practice)
    assert name == f"{begun}.pcm", "nothing but the sound is left"
    told = script.get(f"/attempts/{begun}/transcript").get_json()
    assert told["state"] == "transcribing"
    assert told["seconds"] == pytest.approx(1.0, abs=0.06)
    assert heard_in(play(script, begun).data) == pytest.approx(440, abs=4)
    transcribe(begun)
    assert script.get(f"/attempts/{begun}/transcript").get_json()["state"] == "ready"


def heard_in(wav):
    with av.open(io.BytesIO(wav)) as file:
        rate = file.streams.audio[0].codec_context.sample_rate
        sound = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    return note_heard(sound, rate)


@pytest.mark.parametrize("name", refused_files())
def test_a_file_that_is_no_sound_is_kept_out(script, begun, practice, name):
    response = script.put(at(begun), data=refused_files()[name], content_type="audio/wav")
    assert response.status_code in (415, 422)
    problem(response, response.status_code)
    assert kept(practice) == {}
    assert held(script, begun) == 0
    assert script.put(at(begun), data=sound_file("wav")).status_code == 201, "the next one is taken"


def test_a_file_does_not_replace_a_sound(script, begun, practice):
    patch(script, begun, 0, b"abcd")
    problem(script.put(at(begun), data=sound_file("wav")), 409)
    assert kept(practice) == {f"{begun}.pcm": b"abcd"}


def test_a_file_has_fifty_mebibytes_at_most(script, begun, practice):
    class Endless:
        def read(self, size=-1):
            raise AssertionError("a body that is too large is not read")

        readline = read

    body = {"wsgi.input": Endless(), "CONTENT_LENGTH": str(50 * MEBIBYTE + 1)}
    response = script.put(at(begun), environ_overrides=body)
    assert "50 MiB" in problem(response, 413)
    assert kept(practice) == {}


def test_a_full_disk_takes_nothing_and_says_so(script, begun, practice, monkeypatch):
    patch(script, begun, 0, b"abcd")
    fsync = os.fsync

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "The disk is full" in problem(patch(script, begun, 4, b"ef"), 507)
    monkeypatch.setattr(os, "fsync", fsync)
    assert kept(practice) == {f"{begun}.pcm": b"abcd"}
    assert held(script, begun) == 4
    assert patch(script, begun, 4, b"ef").status_code == 200


@needs_limits
def test_a_file_that_does_not_fit_is_refused_and_nothing_is_kept(script, begun, practice):
    status = in_a_small_space(lambda: script.put(at(begun), data=sound_file("ogg-opus")), 40_000)
    assert status == 507
    assert kept(practice) == {}
    assert script.put(at(begun), data=sound_file("ogg-opus")).status_code == 201


@needs_limits
def test_a_block_that_does_not_fit_is_refused_and_nothing_is_kept(script, begun, practice):
    patch(script, begun, 0, bytes(30_000))
    status = in_a_small_space(lambda: patch(script, begun, 30_000, bytes(20_000)), 40_000)
    assert status == 507
    assert held(script, begun) == 30_000


def in_a_small_space(call, most):
    """The status of a request where files may not grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        return call().status_code
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_database_that_cannot_grow_says_that_the_disk_is_full(script, app, practice):
    with app.app_context():

        @event.listens_for(db.engine, "connect")
        def limit(connection, record):
            connection.execute("PRAGMA max_page_count = 1")

        db.engine.dispose()
    question = next(iter(practice.bank.questions))
    statuses = {}
    for _ in range(20):
        response = script.post("/attempts", data={"question": question, "text": "x" * 19_000})
        statuses[response.status_code] = response
    assert set(statuses) <= {303, 507}
    assert "The disk is full" in problem(statuses[507], 507)


def test_the_transcript_has_the_shape_that_scripts_rely_on(script, begun, transcribe):
    sound = spoken("We had an outage on a Friday.") + silence(0.5)
    patch(script, begun, 0, sound)
    complete(script, begun, len(sound))
    transcribe(begun)
    told = script.get(f"/attempts/{begun}/transcript",
                      headers={"Accept": "application/json"}).get_json()  # fmt: skip
    assert told["state"] == "ready"
    assert told["seconds"] == pytest.approx(len(sound) / 2 / RATE, abs=0.001)
    assert told["text"].startswith("word0 word1")
    [segment] = told["segments"]
    assert {"start", "end", "text", "words"} <= set(segment)
    assert set(segment["words"][0]) == {"word", "start", "end", "probability"}
    assert 0 <= segment["start"] <= segment["words"][0]["start"] < segment["end"] < told["seconds"]


def test_fillers_are_looked_for_until_the_sound_is_put_away(script, begun, transcribe, practice):
    def listening(attempt):
        return script.get(f"/attempts/{attempt}/transcript").get_json()["listening"]

    sound = spoken("We had an outage on a Friday.") + silence(0.5)
    patch(script, begun, 0, sound)
    complete(script, begun, len(sound))
    assert listening(begun) is False, "there are no words yet"
    transcribe(begun)
    assert listening(begun) is True
    practice.recordings.seal(begun, RATE)
    assert listening(begun) is False


@pytest.mark.parametrize("prefer", ["wait=0", "wait=x", "wait=²", "respond-async, wait=0", ""])
def test_a_wait_that_is_no_number_is_none(script, begun, prefer):
    response = script.get(f"/attempts/{begun}/transcript", headers={"Prefer": prefer})
    assert response.status_code == 200


def test_deleting_takes_the_sound_from_the_disk(script, sounding, practice):
    attempt, _ = sounding
    response = script.delete(f"/attempts/{attempt}")
    assert (response.status_code, response.data) == (204, b"")
    assert kept(practice) == {}
    assert script.delete(f"/attempts/{attempt}").status_code == 404


def test_a_repeated_block_of_a_complete_answer_is_compared(script, sounding, practice):
    attempt, sound = sounding
    for _ in ("wav", "flac"):
        assert patch(script, attempt, 0, sound[:100]).status_code == 200
        assert patch(script, attempt, len(sound), b"").status_code == 200
        different = patch(script, attempt, 0, bytes(100)[:98] + b"no")
        problem(different, 409)
        assert different.headers["Upload-Offset"] == str(len(sound))
        practice.recordings.seal(attempt, RATE)


def test_an_empty_block_wakes_nobody(script, begun, practice):
    assert patch(script, begun, 0, b"").status_code == 200
    assert practice.transcriber._live == {}
    patch(script, begun, 0, b"ab")
    assert list(practice.transcriber._live) == [begun]


def test_an_answer_without_sound_has_no_player(client, script, begun):
    complete(script, begun, 0)
    page = client.get(f"/attempts/{begun}").text
    assert "<audio" not in page
    assert "Nothing was recorded." in page


def test_a_file_that_was_not_kept_leaves_the_way_free(script, begun, practice, monkeypatch):
    """The folder cannot be made durable after the sound has its name: it is taken away again."""
    monkeypatch.setattr("interview_practice.audio.recordings._sync", fails_for_folders)
    with pytest.raises(OSError, match="Input/output"):
        practice.recordings.upload(begun, sound_file("wav"), lambda rate: None)
    monkeypatch.undo()
    assert kept(practice) == {}


def fails_for_folders(path):
    if path.is_dir():
        raise OSError(errno.EIO, "Input/output error")
