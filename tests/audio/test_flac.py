"""FLAC keeps every bit, whatever the sound, its length and its rate."""

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_practice.audio import flac
from tests.sounds import tone

noises = st.binary(min_size=2, max_size=400).map(lambda b: b[: len(b) // 2 * 2])


def encoded(folder, pcm, rate=16_000):
    source, target = folder / "sound.pcm", folder / "sound.flac"
    source.write_bytes(pcm)
    flac.encode(source, target, rate)
    return source, target


@given(noises, st.integers(1, 400))
@settings(max_examples=25)
def test_every_bit_comes_back(tmp_path, noise, times):
    source, target = encoded(tmp_path, noise * times)
    assert b"".join(flac.blocks(target)) == noise * times
    assert flac.same(source, target)


@pytest.mark.parametrize("samples", [1, 15, 16, 65_535, 65_536, 65_537, 200_000])
def test_any_length_around_a_block(tmp_path, samples):
    pcm = tone(1)[:2000] * (samples // 1000 + 1)
    source, target = encoded(tmp_path, pcm[: 2 * samples])
    assert flac.decoded(target).read() == source.read_bytes()


@pytest.mark.parametrize("rate", [8_000, 11_025, 44_100, 48_000, 96_000, 192_000])
def test_players_see_the_rate_and_the_length(tmp_path, rate):
    _, target = encoded(tmp_path, tone(0.5, rate), rate)
    with av.open(str(target)) as file:
        [stream] = file.streams
        assert (stream.codec_context.name, stream.codec_context.sample_rate) == ("flac", rate)
        assert float(stream.duration * stream.time_base) == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize("change", ["one bit", "shorter", "longer"])
def test_a_difference_is_noticed(tmp_path, change):
    source, target = encoded(tmp_path, tone(1))
    pcm = tone(1)
    source.write_bytes({
        "one bit": pcm[:5000] + bytes([pcm[5000] ^ 1]) + pcm[5001:],
        "shorter": pcm[:-2],
        "longer": pcm + b"\0\0",
    }[change])  # fmt: skip
    assert not flac.same(source, target)
