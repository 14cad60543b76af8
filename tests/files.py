"""Files as they are uploaded: sound in every container, and what only pretends to be sound."""

import io
import tempfile
import zlib
from functools import cache
from pathlib import Path

KINDS = ("wav", "wav-24", "flac", "ogg-opus", "ogg-vorbis", "webm", "mp4")

CONTAINERS = {
    "wav": ("wav", "pcm_s16le", "s16"),
    "wav-24": ("wav", "pcm_s24le", "s32"),
    "flac": ("flac", "flac", "s16"),
    "ogg-opus": ("ogg", "libopus", "flt"),
    "ogg-vorbis": ("ogg", "vorbis", "fltp"),
    "webm": ("webm", "libopus", "flt"),
    "mp4": ("mp4", "aac", "fltp"),
    "mp3": ("mp3", "libmp3lame", "fltp"),
}


EXPERIMENTAL = {"strict": "experimental"}
"""FFmpeg says so of its own Vorbis encoder, the only one that is always there."""


@cache
def sound_file(kind, seconds=1.0, rate=None, layout="mono", silent=False, noisy=False) -> bytes:
    """A note of 440 Hz (or silence, or the note in noise) in a container."""
    import av

    container, codec, form = CONTAINERS[kind]
    rate = rate or (48_000 if codec == "libopus" else 44_100)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        with av.open(str(path), "w", format=container) as file:
            layout = "stereo" if codec == "vorbis" else layout
            stream = file.add_stream(codec, rate=rate, layout=layout, options=EXPERIMENTAL)
            resampler = av.AudioResampler(format=form, layout=layout, rate=rate)
            for frame in _frames(seconds, rate, silent, noisy):
                for part in resampler.resample(frame):
                    file.mux(stream.encode(part))
            file.mux(stream.encode(None))
        return path.read_bytes()


def _frames(seconds, rate, silent, noisy):
    import av
    import numpy as np

    total, size = round(seconds * rate), 960 if rate != 8_000 else 80_000
    noise = np.random.default_rng(1)
    for start in range(0, total, size):
        times = np.arange(start, min(start + size, total)) / rate
        sound = 6000 * np.sin(2 * np.pi * 440 * times) * (not silent)
        sound = sound + noise.normal(0, 3000, len(sound)) * noisy
        frame = av.AudioFrame.from_ndarray(sound.astype(np.int16)[None, :], "s16", "mono")
        frame.sample_rate, frame.pts = rate, start
        yield frame


def note_heard(samples, rate) -> float:
    """The loudest frequency, in Hz."""
    import numpy as np

    spectrum = np.abs(np.fft.rfft(samples.astype(float) * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / rate)[spectrum.argmax()])


@cache
def refused_files() -> dict[str, bytes]:
    """What must not be taken for sound, by name."""
    wav = sound_file("wav")
    playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n"
    return {
        "nothing": b"",
        "one byte": b"R",
        "text": b"This is a letter, and no sound at all.\n" * 50,
        "ffconcat": b"ffconcat version 1.0\nfile '/etc/passwd'\nfile 'http://127.0.0.1:9/x'\n",
        "m3u8": playlist.encode(),
        "m3u8 after fLaC": b"fLaC" + playlist.encode(),
        "m3u8 after OggS": b"OggS" + playlist.encode(),
        "m3u8 inside RIFF": b"RIFF\x00\x10\x00\x00WAVE" + playlist.encode(),
        "m3u8 after ftyp": b"\0\0\0\x18ftypM4A " + playlist.encode(),
        "png": picture(),
        "html": b"<!doctype html><script>alert(1)</script>",
        "zip": b"PK\x03\x04" + bytes(100),
        "wav header alone": wav[:44],
        "half a wav header": wav[:20],
        "wav of another codec": wav[:20] + b"\x02\x00" + wav[22:],
        "wav of 4 Hz": wav[:24] + (4).to_bytes(4, "little") + wav[28:],
        "mp4 without sound": moving_picture("mp4", "mpeg4"),
        "matroska without sound": moving_picture("matroska", "mjpeg"),
        "webm of noise": b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 20,
    }


def picture() -> bytes:
    def chunk(kind, data):
        checked = kind + data
        return len(data).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")

    size = (1).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size)
            + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))  # fmt: skip


def moving_picture(container, codec) -> bytes:
    import av

    target = io.BytesIO()
    with av.open(target, "w", format=container) as file:
        stream = file.add_stream(codec, rate=25)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        for _ in range(3):
            file.mux(stream.encode(av.VideoFrame(32, 32, stream.pix_fmt)))
        file.mux(stream.encode(None))
    return target.getvalue()
