"""A WAV file that was never written."""

import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_practice.audio import wav
from tests.sounds import tone

PCM = bytes(range(200))


@pytest.fixture
def path(tmp_path):
    (tmp_path / "sound.pcm").write_bytes(PCM)
    return tmp_path / "sound.pcm"


@pytest.mark.parametrize("rate", [8_000, 44_100, 192_000])
def test_others_read_it_as_16_bit_mono(tmp_path, rate):
    (tmp_path / "sound.pcm").write_bytes(tone(0.5, rate))
    with wav.View(tmp_path / "sound.pcm", rate) as view, wave.open(view) as file:
        assert file.getparams()[:4] == (1, 2, rate, rate // 2)
        assert file.readframes(rate) == tone(0.5, rate)


def test_its_size_is_known_before_it_is_read(path):
    with wav.View(path, 16_000) as view:
        assert view.size == len(view.read()) == 44 + len(PCM)


def test_it_is_as_long_as_it_was_when_opened(path):
    with wav.View(path, 16_000) as view:
        with path.open("ab") as more:
            more.write(b"more")
        assert view.read() == wav.header(len(PCM), 16_000) + PCM


def test_an_empty_recording_is_a_header(tmp_path):
    (tmp_path / "empty.pcm").touch()
    with wav.View(tmp_path / "empty.pcm", 16_000) as view:
        assert view.read() == wav.header(0, 16_000)


seeks = st.one_of(
    st.tuples(st.just("seek"), st.integers(0, 244), st.just(io.SEEK_SET)),
    st.tuples(st.just("seek"), st.integers(-244, 0), st.just(io.SEEK_END)),
)
reads = st.tuples(st.just("read"), st.integers(-1, 260))


@given(st.lists(seeks | reads, max_size=12))
def test_it_reads_and_seeks_like_a_file(path, calls):
    model = io.BytesIO(wav.header(len(PCM), 16_000) + PCM)
    with wav.View(path, 16_000) as view:
        for call, *arguments in calls:
            assert getattr(view, call)(*arguments) == getattr(model, call)(*arguments)
            assert view.tell() == model.tell()


def test_closing_lets_the_file_go(path):
    view = wav.View(path, 16_000)
    view.close()
    assert view.closed
    assert view._file.closed
